package org.headrace.ops.linalg;

/** {@code A = L L^H}: by halves, so that nearly all of the work is products of matrices. */
final class CholeskyFactor {
    /** Matrices of so many rows are not halved any more. */
    private static final int FEW = 16;

    /** Of a Hermitian product, blocks of so many rows are computed whole. */
    private static final int WHOLE = 64;

    private CholeskyFactor() {}

    /**
     * Overwrites the lower half of {@code a}, the only one that is read, with {@code L} and the other with zeros.
     *
     * @return whether {@code a} is positive definite
     */
    static boolean factor(Rows rows, double[] a, int n) {
        boolean done = factor(rows, a, 0, n, n);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                rows.set(a, (i * n + j) * rows.width, 0, 0);
            }
        }
        return done;
    }

    /** For {@code size} rows and columns from a place on the diagonal, whose upper half becomes garbage. */
    private static boolean factor(Rows rows, double[] a, int at, int size, int n) {
        if (size <= FEW) {
            return factorFew(rows, a, at, size, n);
        }
        int h = Triangles.half(size);
        int below = at + h * n * rows.width;
        int last = below + h * rows.width;
        if (!factor(rows, a, at, h, n)) {
            return false;
        }
        Triangles.solveFromRight(rows, a, at, n, h, a, below, n, size - h);
        subtractSquare(rows, a, below, h, last, size - h, n);
        return factor(rows, a, last, size - h, n);
    }

    /**
     * {@code G = A A^H} or, {@code fromLeft}, {@code A^H A}, the lower half of it, of {@code size} rows; {@code A} is a matrix
     * of {@code columns} columns.
     */
    static void gramian(Rows rows, double[] a, int m, int n, boolean fromLeft, double[] g) {
        gramian(rows, a, 0, m, n, fromLeft, g, 0, fromLeft ? n : m);
    }

    private static void gramian(
            Rows rows, double[] a, int at, int m, int n, boolean fromLeft, double[] g, int gAt, int size) {
        int k = fromLeft ? m : n;
        int stride = fromLeft ? n : m;
        int h = size <= WHOLE ? size : Triangles.half(size);
        int next = at + h * (fromLeft ? 1 : n) * rows.width;
        int below = gAt + h * stride * rows.width;
        if (size <= WHOLE) {
            rows.multiply(false, size, size, k, a, at, n, fromLeft, a, at, n, !fromLeft, g, gAt, stride);
            return;
        }
        gramian(rows, a, at, m, n, fromLeft, g, gAt, h);
        rows.multiply(false, size - h, h, k, a, next, n, fromLeft, a, at, n, !fromLeft, g, below, stride);
        gramian(rows, a, next, m, n, fromLeft, g, below + h * rows.width, size - h);
    }

    /** {@code C -= B B^H}, the lower half of it, of {@code size} rows of {@code k} elements. */
    private static void subtractSquare(Rows rows, double[] a, int bAt, int k, int cAt, int size, int n) {
        if (size <= WHOLE) {
            rows.multiply(true, size, size, k, a, bAt, n, false, a, bAt, n, true, a, cAt, n);
            return;
        }
        int h = Triangles.half(size);
        int bLast = bAt + h * n * rows.width;
        int below = cAt + h * n * rows.width;
        subtractSquare(rows, a, bAt, k, cAt, h, n);
        rows.multiply(true, size - h, h, k, a, bLast, n, false, a, bAt, n, true, a, below, n);
        subtractSquare(rows, a, bLast, k, below + h * rows.width, size - h, n);
    }

    private static boolean factorFew(Rows rows, double[] a, int from, int size, int n) {
        int w = rows.width;
        for (int i = 0; i < size; i++) {
            int row = from + i * n * w;
            for (int j = 0; j < i; j++) {
                int other = from + j * n * w;
                double re = rows.dot(j, a, other, a, row);
                double diagonal = a[other + j * w];
                int at = row + j * w;
                rows.set(a, at, (a[at] - re) / diagonal, (rows.im(a, at) - rows.imaginary()) / diagonal);
            }
            int at = row + i * w;
            double square = a[at] - rows.squares(i, a, row);
            if (!(square > 0)) {
                return false;
            }
            rows.set(a, at, Math.sqrt(square), 0);
        }
        return true;
    }
}
