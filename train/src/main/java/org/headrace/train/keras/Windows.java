package org.headrace.train.keras;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/** How windows over signals, images and volumes are written down, and the sizes that follow. */
final class Windows {
    private static final List<String> AXES = List.of("the width", "rows and columns", "planes, rows and columns");

    private Windows() {}

    /** So many sizes, all at least 1; one that is given counts for each. */
    static int[] sizes(String setting, int rank, int... given) {
        if (given.length != 1 && given.length != rank) {
            throw new InvalidArgumentException("The `" + setting + "` argument must be 1 or " + rank + " integers, for "
                    + AXES.get(rank - 1) + ", not " + given.length);
        }
        for (int size : given) {
            if (size < 1) {
                throw new InvalidArgumentException("The `" + setting + "` must be at least 1, not " + size);
            }
        }
        int[] sizes = given.clone();
        if (given.length < rank) {
            sizes = new int[rank];
            Arrays.fill(sizes, given[0]);
        }
        return sizes;
    }

    /** {@code "SAME"} or {@code "VALID"}. */
    static String padding(String given) {
        return Known.byName("padding", given.toLowerCase(Locale.ROOT), Map.of("valid", "VALID", "same", "SAME"));
    }

    /** The sizes for each axis of what has its batch first and its channels last. */
    static int[] ofAllAxes(int... sizes) {
        int[] all = new int[sizes.length + 2];
        all[0] = 1;
        System.arraycopy(sizes, 0, all, 1, sizes.length);
        all[sizes.length + 1] = 1;
        return all;
    }

    /** The size of a transposed convolution's output along an axis, or unknown like the input's. */
    static long deconvolved(long input, int window, int stride, String padding) {
        return input == Shape.UNKNOWN
                ? input
                : input * stride + (padding.equals("VALID") ? Math.max(window - stride, 0) : 0);
    }

    /** The same of a size that is known when the graph runs. */
    static Output deconvolved(Ops tf, Output input, int window, int stride, String padding) {
        Output steps = tf.withName("mul").mul(input, stride);
        return padding.equals("VALID") ? tf.withName("add").add(steps, Math.max(window - stride, 0)) : steps;
    }
}
