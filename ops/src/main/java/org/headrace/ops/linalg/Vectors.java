package org.headrace.ops.linalg;

import java.util.Arrays;

/** Vectors, each an array by itself, so that the JIT compiler vectorizes their rotations. */
final class Vectors {
    private final Rows rows;
    private final int count;
    private final int length;
    private final double[][] vectors;
    private double[] spare;

    /** So many vectors of so many elements. */
    Vectors(Rows rows, int count, int length) {
        this.rows = rows;
        this.count = count;
        this.length = length;
        this.vectors = new double[count][length * rows.width];
        this.spare = new double[count > 0 ? length * rows.width : 0];
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
            double[] x = vectors[i];
            double[] y = vectors[j];
            combine(c, x, s, y, spare);
            combine(c, y, -s, x, y);
            vectors[i] = spare;
            spare = x;
        }
    }

    private static void combine(double a, double[] x, double b, double[] y, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = a * x[i] + b * y[i];
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
