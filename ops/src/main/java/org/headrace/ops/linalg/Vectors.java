package org.headrace.ops.linalg;

import java.util.Arrays;
import org.headrace.core.Workers;

/** Vectors, each an array by itself, so that the JIT compiler vectorizes their rotations. */
final class Vectors {
    /** So many elements of all vectors stay in the cache while they are rotated. */
    private static final int PART = 128;

    private static final int MOST_WAITING = 1 << 13;
    /** So many elements to rotate are worth another thread. */
    private static final int WORTH_SHARING = 1 << 16;

    private final Rows rows;
    private final int count;
    private final int length;
    private final double[][] vectors;

    private final Workers.Piece piece = this::rotatePart;
    /** The rotations to be done: their cosines and sines, and the pairs of vectors. */
    private final double[] rotations;

    private final int[] pairs;
    private int waiting;

    /** So many vectors of so many elements. */
    Vectors(Rows rows, int count, int length) {
        this.rows = rows;
        this.count = count;
        this.length = length;
        this.vectors = new double[count][length * rows.width];
        int most = count > 0 ? Math.min(MOST_WAITING, 2 * count * count) : 0;
        this.rotations = new double[2 * most];
        this.pairs = new int[2 * most];
    }

    /** Takes the columns of a {@code length x count} matrix. */
    void takeColumns(double[] a) {
        int w = rows.width;
        for (int i = 0; i < length; i++) {
            for (int j = 0; j < count; j++) {
                int at = (i * count + j) * w;
                rows.set(vectors[j], i * w, a[at], rows.im(a, at));
            }
        }
    }

    /** Writes the vectors as columns. */
    void putColumns(double[] to) {
        int w = rows.width;
        for (int i = 0; i < length; i++) {
            for (int j = 0; j < count; j++) {
                rows.set(to, (i * count + j) * w, vectors[j][i * w], rows.im(vectors[j], i * w));
            }
        }
    }

    double[] get(int i) {
        return vectors[i];
    }

    /** Makes vector {@code i} the {@code i}th column of the identity matrix. */
    void identity() {
        for (int i = 0; i < count; i++) {
            unit(i, i);
        }
    }

    /** Makes vector {@code i} column {@code order[i]} of the identity matrix. */
    void identity(int[] order) {
        for (int i = 0; i < count; i++) {
            unit(i, order[i]);
        }
    }

    private void unit(int i, int element) {
        Arrays.fill(vectors[i], 0);
        vectors[i][element * rows.width] = 1;
    }

    /** {@code x, y = c x + s y, c y - s x}, of vectors {@code i} and {@code j}. */
    void rotate(double c, double s, int i, int j) {
        if (count > 0) {
            rotate(c, s, vectors[i], vectors[j], 0, length * rows.width);
        }
    }

    /** The same, but by {@link #finish} at the latest: many rotations together, each part of the vectors by itself. */
    void rotateLater(double c, double s, int i, int j) {
        if (count == 0) {
            return;
        }
        int at = 2 * waiting;
        rotations[at] = c;
        rotations[at + 1] = s;
        pairs[at] = i;
        pairs[at + 1] = j;
        waiting++;
        if (at + 2 == pairs.length) {
            finish();
        }
    }

    /** Does the rotations that wait. */
    void finish() {
        int parts = (length * rows.width + PART - 1) / PART;
        if (parts > 1 && (long) waiting * length > WORTH_SHARING) {
            rows.workers.run(parts, piece);
        } else {
            for (int part = 0; part < parts; part++) {
                rotatePart(part, 0);
            }
        }
        waiting = 0;
    }

    private void rotatePart(int part, int worker) {
        int from = part * PART;
        int to = Math.min(length * rows.width, from + PART);
        for (int r = 0; r < 2 * waiting; r += 2) {
            rotate(rotations[r], rotations[r + 1], vectors[pairs[r]], vectors[pairs[r + 1]], from, to);
        }
    }

    private static void rotate(double c, double s, double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            double a = x[i];
            double b = y[i];
            x[i] = c * a + s * b;
            y[i] = c * b - s * a;
        }
    }

    void negate(int i) {
        if (count > 0) {
            rows.scale(length, -1, 0, vectors[i], 0);
        }
    }

    void swap(int i, int j) {
        if (count > 0) {
            double[] kept = vectors[i];
            vectors[i] = vectors[j];
            vectors[j] = kept;
        }
    }
}
