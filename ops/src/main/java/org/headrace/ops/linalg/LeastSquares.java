package org.headrace.ops.linalg;

import java.util.Arrays;

/**
 * The {@code X} of least {@code |X|} among those of least {@code |A X - B|}: the QR decomposition with pivots gives
 * {@code A}'s rank and, with a second one of what it leaves, the complete orthogonal decomposition.
 */
final class LeastSquares {
    private final Rows rows;
    private final int m;
    private final int n;
    private final int columns;
    private final double precision;
    private final Reflections reflections;
    private final double[] taus;
    private final double[] otherTaus;
    private final int[] order;
    private final double[] turned;
    private final double[] triangle;
    private final double[] x;

    /** For {@code A} of {@code m x n} and {@code B} of so many columns; the precision is that of the numbers in them. */
    LeastSquares(Rows rows, int m, int n, int columns, double precision) {
        this.rows = rows;
        this.m = m;
        this.n = n;
        this.columns = columns;
        this.precision = precision;
        this.reflections = new Reflections(rows, Math.max(n, Math.max(m, columns)));
        this.taus = new double[2 * n];
        this.otherTaus = new double[2 * n];
        this.order = new int[n];
        this.turned = new double[n * n * rows.width];
        this.triangle = new double[n * n * rows.width];
        this.x = new double[n * columns * rows.width];
    }

    /** Writes {@code X}; {@code a} and {@code b} are overwritten. */
    void run(double[] a, double[] b, double[] to) {
        int w = rows.width;
        reflections.qrWithPivots(a, m, n, taus, order);
        int size = Math.min(m, n);
        double greatest = 0;
        for (int i = 0; i < size; i++) {
            greatest = Math.max(greatest, rows.abs(a, (i * n + i) * w));
        }
        int rank = 0;
        while (rank < size && rows.abs(a, (rank * n + rank) * w) > greatest * precision * size) {
            rank++;
        }
        reflections.applyQ(a, m, n, 0, size, taus, true, b, columns);
        if (rank == n) {
            Triangles.solve(rows, a, n, false, false, false, b, columns);
            unpermute(b, to);
            return;
        }
        // [R S] of the first rows is (Q2 R2)^H, so that X = Q2 (R2^H)^-1 (Q^H B)
        Arrays.fill(turned, 0);
        for (int i = 0; i < rank; i++) {
            for (int j = i; j < n; j++) {
                int at = (i * n + j) * w;
                rows.set(turned, (j * rank + i) * w, a[at], -rows.im(a, at));
            }
        }
        reflections.qr(turned, n, rank, otherTaus);
        reflections.takeR(turned, rank, triangle, rank);
        Triangles.solve(rows, triangle, rank, false, true, false, b, columns);
        Arrays.fill(x, 0);
        System.arraycopy(b, 0, x, 0, rank * columns * w);
        reflections.applyQ(turned, n, rank, 0, rank, otherTaus, false, x, columns);
        unpermute(x, to);
    }

    private void unpermute(double[] permuted, double[] to) {
        int row = columns * rows.width;
        for (int i = 0; i < n; i++) {
            System.arraycopy(permuted, i * row, to, order[i] * row, row);
        }
    }
}
