package org.headrace.ops.linalg;

import java.util.Arrays;
import org.headrace.core.Workers;

/**
 * The principal square root of matrices: that of the triangular matrix of the Schur decomposition, column by column
 * (Bjorck and Hammarling). Real matrices are computed as complex ones, too.
 */
final class SquareRoot {
    /** Imaginary parts beyond this share of the real ones are no rounding. */
    private static final double ROUNDING = 1e-7;

    private final int n;
    private final boolean real;
    private final Rows rows = new ComplexRows(Workers.ONE);
    private final Schur schur;
    private final double[] t;
    private final double[] q;
    private final double[] root;
    private final double[] product;

    SquareRoot(int n, boolean real) {
        this.n = n;
        this.real = real;
        this.schur = new Schur(n);
        this.t = new double[2 * n * n];
        this.q = new double[2 * n * n];
        this.root = new double[2 * n * n];
        this.product = new double[2 * n * n];
    }

    /** Where there is no root of real numbers, as of {@code [[-1]]}, the result is NaN. */
    void run(double[] a, double[] y) {
        for (int i = 0; i < n * n; i++) {
            t[2 * i] = real ? a[i] : a[2 * i];
            t[2 * i + 1] = real ? 0 : a[2 * i + 1];
        }
        if (!schur.run(t, q)) {
            Arrays.fill(y, Double.NaN);
            return;
        }
        triangularRoot();
        rows.multiply(n, n, n, q, root, product);
        rows.transpose(n, n, q, t, true);
        rows.multiply(n, n, n, product, t, root);
        if (!real) {
            System.arraycopy(root, 0, y, 0, 2 * n * n);
            return;
        }
        double greatest = rows.greatest(n * n, root);
        for (int i = 0; i < n * n; i++) {
            y[i] = Math.abs(root[2 * i + 1]) <= ROUNDING * greatest ? root[2 * i] : Double.NaN;
        }
    }

    private void triangularRoot() {
        Arrays.fill(root, 0);
        for (int j = 0; j < n; j++) {
            int diagonal = 2 * (j * n + j);
            ComplexRoot.of(t[diagonal], t[diagonal + 1], root, diagonal);
            for (int i = j - 1; i >= 0; i--) {
                int at = 2 * (i * n + j);
                double re = t[at];
                double im = t[at + 1];
                for (int k = i + 1; k < j; k++) {
                    int left = 2 * (i * n + k);
                    int right = 2 * (k * n + j);
                    re -= root[left] * root[right] - root[left + 1] * root[right + 1];
                    im -= root[left] * root[right + 1] + root[left + 1] * root[right];
                }
                double sumRe = root[2 * (i * n + i)] + root[diagonal];
                double sumIm = root[2 * (i * n + i) + 1] + root[diagonal + 1];
                double size = sumRe * sumRe + sumIm * sumIm;
                if (re != 0 || im != 0) {
                    root[at] = (re * sumRe + im * sumIm) / size;
                    root[at + 1] = (im * sumRe - re * sumIm) / size;
                }
            }
        }
    }
}
