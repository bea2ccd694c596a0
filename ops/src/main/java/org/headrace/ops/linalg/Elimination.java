package org.headrace.ops.linalg;

/** Gaussian elimination: {@code P A = L U} with the greatest element of each column as pivot. */
final class Elimination {
    /** So many columns are eliminated before the rest of the matrix is changed: once for all of them. */
    private static final int PANEL = 32;

    private final Rows rows;
    private final int n;
    /** Row {@code i} of {@code P A} is row {@code order[i]} of {@code A}. */
    final int[] order;

    private final double[] scratch;
    private boolean odd;

    /** For matrices of {@code n} rows, and right-hand sides of up to so many columns. */
    Elimination(Rows rows, int n, int columns) {
        this.rows = rows;
        this.n = n;
        this.order = new int[n];
        this.scratch = new double[n * columns * rows.width];
    }

    /** Overwrites {@code a} with {@code L}, whose diagonal is ones, and {@code U}. */
    void factor(double[] a) {
        int w = rows.width;
        odd = false;
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int from = 0; from < n; from += PANEL) {
            int to = Math.min(n, from + PANEL);
            for (int k = from; k < to; k++) {
                pivot(a, k);
                eliminate(a, k, to);
            }
            // the columns beyond the panel, each row while it is in the cache
            for (int i = from + 1; i < n; i++) {
                for (int k = from; k < Math.min(i, to); k++) {
                    int at = (i * n + k) * w;
                    rows.add(n - to, -a[at], -rows.im(a, at), a, (k * n + to) * w, a, (i * n + to) * w);
                }
            }
        }
    }

    private void pivot(double[] a, int k) {
        int w = rows.width;
        int pivot = k;
        for (int i = k + 1; i < n; i++) {
            if (rows.abs(a, (i * n + k) * w) > rows.abs(a, (pivot * n + k) * w)) {
                pivot = i;
            }
        }
        if (pivot != k) {
            rows.swap(n, a, k * n * w, a, pivot * n * w);
            int kept = order[k];
            order[k] = order[pivot];
            order[pivot] = kept;
            odd = !odd;
        }
    }

    /** Makes zeros below the diagonal in column {@code k}, and takes that to the columns before {@code to}. */
    private void eliminate(double[] a, int k, int to) {
        int w = rows.width;
        int diagonal = (k * n + k) * w;
        double re = a[diagonal];
        double im = rows.im(a, diagonal);
        if (re == 0 && im == 0) {
            return;
        }
        double size = re * re + im * im;
        for (int i = k + 1; i < n; i++) {
            int at = (i * n + k) * w;
            double x = a[at];
            double y = rows.im(a, at);
            double factorRe = w == 1 ? x / re : (x * re + y * im) / size;
            double factorIm = w == 1 ? 0 : (y * re - x * im) / size;
            rows.set(a, at, factorRe, factorIm);
            rows.add(to - k - 1, -factorRe, -factorIm, a, diagonal + w, a, at + w);
        }
    }

    /** The determinant of {@code P}. */
    double sign() {
        return odd ? -1 : 1;
    }

    /** Solves {@code A X = B}, or {@code A^H X = B}, in place of {@code B}, from what {@link #factor} left. */
    void solve(double[] lu, boolean adjoint, double[] b, int columns) {
        int row = columns * rows.width;
        if (adjoint) {
            Triangles.solve(rows, lu, n, false, true, false, b, columns);
            Triangles.solve(rows, lu, n, true, true, true, b, columns);
            System.arraycopy(b, 0, scratch, 0, n * row);
            for (int i = 0; i < n; i++) {
                System.arraycopy(scratch, i * row, b, order[i] * row, row);
            }
        } else {
            System.arraycopy(b, 0, scratch, 0, n * row);
            for (int i = 0; i < n; i++) {
                System.arraycopy(scratch, order[i] * row, b, i * row, row);
            }
            Triangles.solve(rows, lu, n, true, false, true, b, columns);
            Triangles.solve(rows, lu, n, false, false, false, b, columns);
        }
    }
}
