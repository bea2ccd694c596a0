package org.headrace.ops.linalg;

/** Systems of equations with triangular matrices. */
final class Triangles {
    /** So many right-hand sides are solved at a time. */
    private static final int BLOCK = 64;

    private Triangles() {}

    /**
     * Solves {@code A X = B}, or {@code A^H X = B} if {@code adjoint}, in place of {@code B}, which is {@code n x columns}.
     *
     * @param lower which half of {@code A} counts, of an adjoint before it is one
     * @param unit whether the diagonal is taken for ones
     */
    static void solve(
            Rows rows, double[] a, int n, boolean lower, boolean adjoint, boolean unit, double[] b, int columns) {
        for (int from = 0; from < columns; from += BLOCK) {
            solve(rows, a, n, lower, adjoint, unit, b, columns, from, Math.min(BLOCK, columns - from));
        }
    }

    /** The same for {@code count} of the columns, which stay in the cache meanwhile. */
    private static void solve(
            Rows rows,
            double[] a,
            int n,
            boolean lower,
            boolean adjoint,
            boolean unit,
            double[] b,
            int columns,
            int from,
            int count) {
        for (int step = 0; step < n; step++) {
            int i = lower != adjoint ? step : n - 1 - step;
            int row = (i * columns + from) * rows.width;
            int begin = lower ? 0 : i + 1;
            int end = lower ? i : n;
            if (adjoint) {
                divide(rows, a, n, i, true, unit, b, row, count);
                for (int k = begin; k < end; k++) {
                    int at = (i * n + k) * rows.width;
                    rows.add(count, -a[at], rows.im(a, at), b, row, b, (k * columns + from) * rows.width);
                }
            } else {
                for (int k = begin; k < end; k++) {
                    int at = (i * n + k) * rows.width;
                    rows.add(count, -a[at], -rows.im(a, at), b, (k * columns + from) * rows.width, b, row);
                }
                divide(rows, a, n, i, false, unit, b, row, count);
            }
        }
    }

    private static void divide(
            Rows rows, double[] a, int n, int i, boolean adjoint, boolean unit, double[] b, int row, int columns) {
        if (unit) {
            return;
        }
        int at = (i * n + i) * rows.width;
        if (rows.width == 1) {
            for (int j = 0; j < columns; j++) {
                b[row + j] /= a[at];
            }
        } else {
            double size = a[at] * a[at] + a[at + 1] * a[at + 1];
            rows.scale(columns, a[at] / size, (adjoint ? a[at + 1] : -a[at + 1]) / size, b, row);
        }
    }

    /** Whether no element of the diagonal is 0. */
    static boolean isInvertible(Rows rows, double[] a, int n) {
        for (int i = 0; i < n; i++) {
            if (!(rows.abs(a, (i * n + i) * rows.width) > 0)) {
                return false;
            }
        }
        return true;
    }
}
