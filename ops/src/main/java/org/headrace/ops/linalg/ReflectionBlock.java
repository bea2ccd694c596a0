package org.headrace.ops.linalg;

import java.util.Arrays;

/**
 * Several of Householder's reflections as one: {@code Q = (I - conj(tau_0) v_0 v_0^H) (I - conj(tau_1) v_1 v_1^H) ...
 * = I - V T V^H}, with an upper triangular {@code T} (Schreiber and Van Loan).
 */
final class ReflectionBlock {
    private final Rows rows;
    private int count;
    /** How many rows the first reflection, and so {@code V}, has. */
    private int height;
    /** {@code V^H}, a row for each reflection. */
    private double[] vectors = {};

    private final double[] triangle;
    private final double[] inner;
    private double[] product = {};
    private double[] turned = {};

    /** For up to so many reflections. */
    ReflectionBlock(Rows rows, int most) {
        this.rows = rows;
        this.triangle = new double[most * most * rows.width];
        this.inner = new double[most * most * rows.width];
    }

    /**
     * Takes reflections {@code from} to before {@code from + count}, of {@code n - from} elements and less, whose vectors lie
     * without their 1 in columns of {@code a}: that of reflection {@code k} begins {@code k} steps along the diagonal of a
     * matrix of {@code stride} columns from {@code at}.
     */
    void take(double[] a, int at, int stride, int n, int from, int count, double[] taus) {
        take(a, at, stride, stride, n, from, count, taus);
    }

    /** The same of vectors in rows. */
    void takeRows(double[] a, int at, int stride, int n, int from, int count, double[] taus) {
        take(a, at, stride, 1, n, from, count, taus);
    }

    private void take(double[] a, int first, int stride, int apart, int n, int from, int count, double[] taus) {
        int w = rows.width;
        this.count = count;
        this.height = n - from;
        if (vectors.length < count * height * w) {
            vectors = new double[count * height * w];
        }
        for (int k = 0; k < count; k++) {
            int row = k * height * w;
            Arrays.fill(vectors, row, row + k * w, 0);
            rows.set(vectors, row + k * w, 1, 0);
            int at = first + (from + k) * (stride + 1) * w;
            for (int i = k + 1; i < height; i++) {
                int element = at + (i - k - 1) * apart * w;
                rows.set(vectors, row + i * w, a[element], -rows.im(a, element));
            }
        }
        rows.multiply(
                false, count, count, height, vectors, 0, height, false, vectors, 0, height, true, inner, 0, count);
        Arrays.fill(triangle, 0, count * count * w, 0);
        for (int j = 0; j < count; j++) {
            double re = taus[2 * (from + j)];
            double im = -taus[2 * (from + j) + 1];
            int column = j * w;
            rows.multiply(
                    false, j, 1, j, triangle, 0, count, false, inner, column, count, false, triangle, column, count);
            for (int i = 0; i < j; i++) {
                rows.scale(1, -re, -im, triangle, (i * count + j) * w);
            }
            rows.set(triangle, (j * count + j) * w, re, im);
        }
    }

    /**
     * {@code C = Q C}, or {@code Q^H C}, for rows {@code row} on and {@code width} columns from {@code column} on of a matrix of
     * {@code columns} columns.
     */
    void apply(boolean adjoint, double[] c, int row, int column, int columns, int width) {
        int size = count * width * rows.width;
        if (product.length < size) {
            product = new double[size];
            turned = new double[size];
        }
        int at = (row * columns + column) * rows.width;
        rows.multiply(false, count, width, height, vectors, 0, height, false, c, at, columns, false, product, 0, width);
        rows.multiply(
                false, count, width, count, triangle, 0, count, adjoint, product, 0, width, false, turned, 0, width);
        rows.multiply(true, height, width, count, vectors, 0, height, true, turned, 0, width, false, c, at, columns);
    }
}
