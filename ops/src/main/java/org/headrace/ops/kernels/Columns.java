package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring columns of rows. Where rows change other rows in an order, workers share the columns: each keeps to the order, so
 * that the result has the same bits however many there are.
 *
 * @param from the first
 * @param count how many there are
 */
public record Columns(int from, int count) {
    /** So many columns are worth a piece of work. */
    private static final int LEAST = 64;

    /** At most {@code most} parts of rows of {@code width} elements, at least one. */
    public static List<Columns> parts(int width, int most) {
        int count = Math.max(1, Math.min(most, width / LEAST));
        List<Columns> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) width * i / count);
            int to = (int) ((long) width * (i + 1) / count);
            parts.add(new Columns(from, to - from));
        }
        return parts;
    }
}
