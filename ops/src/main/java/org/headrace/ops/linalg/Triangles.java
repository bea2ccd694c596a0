package org.headrace.ops.linalg;

/** Systems of equations with triangular matrices: by halves, so that nearly all of the work is products of matrices. */
final class Triangles {
    /** Matrices of so many rows are not halved any more. */
    private static final int FEW = 8;

    /** A row of so many right-hand sides is worth a product of matrices. */
    private static final int WIDE = 24;

    private Triangles() {}

    /** The first half of {@code n} rows, a multiple of {@link #FEW}. */
    static int half(int n) {
        return (n / 2 + FEW - 1) / FEW * FEW;
    }

    /**
     * Solves {@code A X = B}, or {@code A^H X = B} if {@code adjoint}, in place of {@code B}, which is {@code n x columns}.
     *
     * @param lower which half of {@code A} counts, of an adjoint before it is one
     * @param unit whether the diagonal is taken for ones
     */
    static void solve(
            Rows rows, double[] a, int n, boolean lower, boolean adjoint, boolean unit, double[] b, int columns) {
        if (columns > 0) {
            solve(rows, a, 0, n, n, lower, adjoint, unit, b, 0, columns, columns);
        }
    }

    /** The same for parts of matrices: {@code A}'s rows are {@code aStride} elements apart, {@code B}'s {@code bStride}. */
    static void solve(
            Rows rows,
            double[] a,
            int aAt,
            int aStride,
            int n,
            boolean lower,
            boolean adjoint,
            boolean unit,
            double[] b,
            int bAt,
            int bStride,
            int columns) {
        if (n <= FEW) {
            solveFew(rows, a, aAt, aStride, n, lower, adjoint, unit, b, bAt, bStride, columns);
            return;
        }
        int h = half(n);
        int last = aAt + h * (aStride + 1) * rows.width;
        int beside = aAt + (lower ? h * aStride : h) * rows.width;
        int bLast = bAt + h * bStride * rows.width;
        if (lower != adjoint) {
            solve(rows, a, aAt, aStride, h, lower, adjoint, unit, b, bAt, bStride, columns);
            rows.multiply(
                    true, n - h, columns, h, a, beside, aStride, adjoint, b, bAt, bStride, false, b, bLast, bStride);
            solve(rows, a, last, aStride, n - h, lower, adjoint, unit, b, bLast, bStride, columns);
        } else {
            solve(rows, a, last, aStride, n - h, lower, adjoint, unit, b, bLast, bStride, columns);
            rows.multiply(
                    true, h, columns, n - h, a, beside, aStride, adjoint, b, bLast, bStride, false, b, bAt, bStride);
            solve(rows, a, aAt, aStride, h, lower, adjoint, unit, b, bAt, bStride, columns);
        }
    }

    private static void solveFew(
            Rows rows,
            double[] a,
            int aAt,
            int aStride,
            int n,
            boolean lower,
            boolean adjoint,
            boolean unit,
            double[] b,
            int bAt,
            int bStride,
            int columns) {
        int w = rows.width;
        boolean forward = lower != adjoint;
        for (int step = 0; step < n; step++) {
            int i = forward ? step : n - 1 - step;
            int begin = forward ? 0 : i + 1;
            int end = forward ? i : n;
            int row = bAt + i * bStride * w;
            // row i of op(A), whose elements are a step apart
            int first = aAt + (adjoint ? begin * aStride + i : i * aStride + begin) * w;
            int apart = adjoint ? aStride : 1;
            int from = bAt + begin * bStride * w;
            if (columns >= WIDE && end > begin) {
                rows.multiply(
                        true,
                        1,
                        columns,
                        end - begin,
                        a,
                        first,
                        aStride,
                        adjoint,
                        b,
                        from,
                        bStride,
                        false,
                        b,
                        row,
                        bStride);
            } else {
                for (int k = 0; k < end - begin; k++) {
                    int at = first + k * apart * w;
                    double im = adjoint ? rows.im(a, at) : -rows.im(a, at);
                    rows.add(columns, -a[at], im, b, from + k * bStride * w, b, row);
                }
            }
            if (!unit) {
                divide(rows, a, aAt + i * (aStride + 1) * w, adjoint, b, row, columns);
            }
        }
    }

    private static void divide(Rows rows, double[] a, int at, boolean adjoint, double[] b, int row, int columns) {
        if (rows.width == 1) {
            for (int j = 0; j < columns; j++) {
                b[row + j] /= a[at];
            }
        } else {
            double size = a[at] * a[at] + a[at + 1] * a[at + 1];
            rows.scale(columns, a[at] / size, (adjoint ? a[at + 1] : -a[at + 1]) / size, b, row);
        }
    }

    /**
     * Solves {@code X L^H = B} in place of {@code B}, which is {@code m x n}, for a lower triangular {@code L} with a real
     * diagonal.
     */
    static void solveFromRight(
            Rows rows, double[] l, int lAt, int lStride, int n, double[] b, int bAt, int bStride, int m) {
        int w = rows.width;
        if (n > FEW) {
            int h = half(n);
            int below = lAt + h * lStride * w;
            int right = bAt + h * w;
            solveFromRight(rows, l, lAt, lStride, h, b, bAt, bStride, m);
            rows.multiply(true, m, n - h, h, b, bAt, bStride, false, l, below, lStride, true, b, right, bStride);
            solveFromRight(rows, l, below + h * w, lStride, n - h, b, right, bStride, m);
            return;
        }
        for (int i = 0; i < m; i++) {
            int row = bAt + i * bStride * w;
            if (w == 1) {
                solveRow(l, lAt, lStride, n, b, row);
                continue;
            }
            for (int j = 0; j < n; j++) {
                int other = lAt + j * lStride * w;
                double diagonal = l[other + j * w];
                int at = row + j * w;
                double re = rows.dot(j, l, other, b, row);
                rows.set(b, at, (b[at] - re) / diagonal, (rows.im(b, at) - rows.imaginary()) / diagonal);
            }
        }
    }

    private static void solveRow(double[] l, int lAt, int lStride, int n, double[] b, int row) {
        for (int j = 0; j < n; j++) {
            int other = lAt + j * lStride;
            double even = b[row + j];
            double odd = 0;
            for (int k = 0; k < j - 1; k += 2) {
                even -= l[other + k] * b[row + k];
                odd -= l[other + k + 1] * b[row + k + 1];
            }
            if (j % 2 == 1) {
                even -= l[other + j - 1] * b[row + j - 1];
            }
            b[row + j] = (even + odd) / l[other + j];
        }
    }

    /**
     * Overwrites the identity matrix {@code x} with {@code L^-1}, of a lower triangular {@code L} whose diagonal is taken for
     * ones.
     */
    static void invert(Rows rows, double[] l, int n, double[] x) {
        invert(rows, l, 0, n, n, x);
    }

    private static void invert(Rows rows, double[] l, int at, int n, int stride, double[] x) {
        if (n <= FEW) {
            solve(rows, l, at, stride, n, true, false, true, x, at, stride, n);
            return;
        }
        int w = rows.width;
        int h = half(n);
        int below = at + h * stride * w;
        int last = below + h * w;
        invert(rows, l, at, h, stride, x);
        invert(rows, l, last, n - h, stride, x);
        // the part below is 0 still
        rows.multiply(true, n - h, h, h, l, below, stride, false, x, at, stride, false, x, below, stride);
        solve(rows, l, last, stride, n - h, true, false, true, x, below, stride, h);
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
