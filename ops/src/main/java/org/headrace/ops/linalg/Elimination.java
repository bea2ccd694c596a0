package org.headrace.ops.linalg;

/**
 * Gaussian elimination: {@code P A = L U} with the greatest element of each column as pivot; by halves of columns, so that
 * nearly all of the work is products of matrices.
 */
final class Elimination {
    /** So many columns are not halved any more. */
    private static final int FEW = 8;

    private final Rows rows;
    private final int n;
    /** Row {@code i} of {@code P A} is row {@code order[i]} of {@code A}. */
    final int[] order;

    private final double[] scratch;
    /** A few columns, one after another. */
    private final double[] panel;

    private boolean odd;

    /** For matrices of {@code n} rows, and right-hand sides of up to so many columns. */
    Elimination(Rows rows, int n, int columns) {
        this.rows = rows;
        this.n = n;
        this.order = new int[n];
        this.scratch = new double[n * columns * rows.width];
        this.panel = new double[n * FEW * rows.width];
    }

    /** Overwrites {@code a} with {@code L}, whose diagonal is ones, and {@code U}. */
    void factor(double[] a) {
        odd = false;
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        factor(a, 0, n);
    }

    /** For columns {@code from} to before {@code to}, whose part above row {@code from} is done. */
    private void factor(double[] a, int from, int to) {
        if (to - from <= FEW) {
            factorFew(a, from, to);
            return;
        }
        int middle = from + Triangles.half(to - from);
        int diagonal = place(from, from);
        int right = place(from, middle);
        int below = place(middle, from);
        factor(a, from, middle);
        Triangles.solve(rows, a, diagonal, n, middle - from, true, false, true, a, right, n, to - middle);
        rows.multiply(
                true,
                n - middle,
                to - middle,
                middle - from,
                a,
                below,
                n,
                false,
                a,
                right,
                n,
                false,
                a,
                place(middle, middle),
                n);
        factor(a, middle, to);
    }

    private int place(int i, int j) {
        return (i * n + j) * rows.width;
    }

    /** The same in a copy that holds columns, and all of a row of {@code a} is exchanged with another at once. */
    private void factorFew(double[] a, int from, int to) {
        int w = rows.width;
        int height = n - from;
        for (int i = 0; i < height; i++) {
            int at = place(from + i, from);
            for (int j = 0; j < to - from; j++) {
                rows.set(panel, (j * height + i) * w, a[at + j * w], rows.im(a, at + j * w));
            }
        }
        for (int k = 0; k < to - from; k++) {
            int column = k * height * w;
            int pivot = k;
            double greatest = rows.abs(panel, column + k * w);
            for (int i = k + 1; i < height; i++) {
                double size = rows.abs(panel, column + i * w);
                if (size > greatest) {
                    greatest = size;
                    pivot = i;
                }
            }
            if (pivot != k) {
                exchange(a, from + k, from + pivot);
                for (int j = 0; j < to - from; j++) {
                    rows.swap(1, panel, (j * height + k) * w, panel, (j * height + pivot) * w);
                }
            }
            eliminate(k, height, to - from);
        }
        for (int i = 0; i < height; i++) {
            int at = place(from + i, from);
            for (int j = 0; j < to - from; j++) {
                int copy = (j * height + i) * w;
                rows.set(a, at + j * w, panel[copy], rows.im(panel, copy));
            }
        }
    }

    private void exchange(double[] a, int i, int j) {
        rows.swap(n, a, place(i, 0), a, place(j, 0));
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
        odd = !odd;
    }

    /** Makes the factors below the diagonal in the panel's column {@code k}, and takes them to the columns behind. */
    private void eliminate(int k, int height, int columns) {
        int w = rows.width;
        int diagonal = (k * height + k) * w;
        double re = panel[diagonal];
        double im = rows.im(panel, diagonal);
        if (re == 0 && im == 0) {
            return;
        }
        int rest = height - k - 1;
        if (w == 1) {
            for (int i = diagonal + 1; i <= diagonal + rest; i++) {
                panel[i] /= re;
            }
        } else {
            double size = re * re + im * im;
            rows.scale(rest, re / size, -im / size, panel, diagonal + w);
        }
        for (int j = k + 1; j < columns; j++) {
            int at = (j * height + k) * w;
            rows.add(rest, -panel[at], -rows.im(panel, at), panel, diagonal + w, panel, at + w);
        }
    }

    /** The determinant of {@code P}. */
    double sign() {
        return odd ? -1 : 1;
    }

    /** Writes {@code A^-1}, from what {@link #factor} left. */
    void invert(double[] lu, double[] to) {
        int w = rows.width;
        rows.identity(n, n, to);
        Triangles.invert(rows, lu, n, to);
        Triangles.solve(rows, lu, n, false, false, false, to, n);
        for (int i = 0; i < n; i++) {
            System.arraycopy(to, i * n * w, scratch, 0, n * w);
            for (int j = 0; j < n; j++) {
                rows.set(to, place(i, order[j]), scratch[j * w], rows.im(scratch, j * w));
            }
        }
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
