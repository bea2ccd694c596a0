package org.headrace.ops.linalg;

/** Least squares by {@code (A^H A + l2 I) X = A^H B} or, if A is wide, {@code X = A^H (A A^H + l2 I)^-1 B}. */
final class NormalEquations {
    private final Rows rows;
    private final int m;
    private final int n;
    private final int columns;
    private final int size;
    private final double[] gramian;
    private final double[] right;

    NormalEquations(Rows rows, int m, int n, int columns) {
        this.rows = rows;
        this.m = m;
        this.n = n;
        this.columns = columns;
        this.size = Math.min(m, n);
        this.gramian = new double[size * size * rows.width];
        this.right = new double[size * columns * rows.width];
    }

    /** Writes {@code X}; false if the equations are not positive definite. */
    boolean run(double[] a, double[] b, double l2, double[] x) {
        boolean tall = m >= n;
        CholeskyFactor.gramian(rows, a, m, n, tall, gramian);
        if (tall) {
            rows.multiply(false, n, columns, m, a, 0, n, true, b, 0, columns, false, right, 0, columns);
        } else {
            System.arraycopy(b, 0, right, 0, right.length);
        }
        for (int i = 0; i < size; i++) {
            gramian[(i * size + i) * rows.width] += l2;
        }
        if (!CholeskyFactor.factor(rows, gramian, size)) {
            return false;
        }
        Triangles.solve(rows, gramian, size, true, false, false, right, columns);
        Triangles.solve(rows, gramian, size, true, true, false, right, columns);
        if (tall) {
            System.arraycopy(right, 0, x, 0, right.length);
        } else {
            rows.multiply(false, n, columns, m, a, 0, n, true, right, 0, columns, false, x, 0, columns);
        }
        return true;
    }
}
