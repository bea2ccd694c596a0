package org.headrace.train.keras;

import java.util.Locale;
import java.util.Map;
import org.headrace.core.InvalidArgumentException;

/** How a window of rows and columns is written down. */
final class Window2D {
    private Window2D() {}

    /** Rows and columns, both at least 1. */
    static int[] sizes(String setting, int... given) {
        if (given.length != 1 && given.length != 2) {
            throw new InvalidArgumentException("The `" + setting
                    + "` argument must be 1 or 2 integers, for rows and columns, not " + given.length);
        }
        for (int size : given) {
            if (size < 1) {
                throw new InvalidArgumentException("The `" + setting + "` must be at least 1, not " + size);
            }
        }
        return given.length == 2 ? given.clone() : new int[] {given[0], given[0]};
    }

    /** {@code "SAME"} or {@code "VALID"}. */
    static String padding(String given) {
        return Known.byName("padding", given.toLowerCase(Locale.ROOT), Map.of("valid", "VALID", "same", "SAME"));
    }

    /** The sizes for images {@code [batch, rows, columns, channels]}. */
    static int[] nhwc(int[] sizes) {
        return new int[] {1, sizes[0], sizes[1], 1};
    }
}
