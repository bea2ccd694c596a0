package org.headrace.ops.linalg;

/**
 * {@code A V = V diag(e)} of Hermitian matrices: reflections make the matrix tridiagonal and real, and QR steps with
 * Wilkinson's shift diagonal. The order of the steps is Eigen's, and so are the signs of the vectors.
 */
final class HermitianEigen {
    private static final int MOST_STEPS = 30;

    private final Rows rows;
    private final int n;
    private final boolean computeV;
    private final double precision;
    private final Reflections reflections;
    private final double[] taus;
    private final double[] p;
    /** {@code v^H}, {@code p^H} and {@code v^H} again. */
    private final double[] update;

    private final double[] below;
    private final double[] q;
    private final Vectors vectors;

    /**
     * For matrices of {@code n} rows.
     *
     * @param precision that of the matrices' dtype: what is smaller counts as 0, for in how many steps the vectors come about
     *     decides on their signs
     */
    HermitianEigen(Rows rows, int n, boolean computeV, double precision) {
        this.rows = rows;
        this.n = n;
        this.computeV = computeV;
        this.precision = precision;
        this.reflections = new Reflections(rows, n);
        this.taus = new double[2 * n];
        this.p = new double[n * rows.width];
        this.update = new double[3 * n * rows.width];
        this.below = new double[n];
        this.q = new double[computeV ? n * n * rows.width : 0];
        this.vectors = new Vectors(rows, computeV ? n : 0, n);
    }

    /**
     * Overwrites {@code a}, whose lower half is read, with the vectors as columns.
     *
     * @param e takes the eigenvalues, rising
     * @return whether the steps came to an end
     */
    boolean run(double[] a, double[] e) {
        int w = rows.width;
        mirror(a);
        double scale = rows.greatest(n * n, a);
        if (!(scale < Double.POSITIVE_INFINITY)) {
            return false;
        }
        scale = scale == 0 ? 1 : scale;
        for (int i = 0; i < n * n * w; i++) {
            a[i] /= scale;
        }
        tridiagonalize(a);
        for (int i = 0; i < n; i++) {
            e[i] = a[(i * n + i) * w];
            below[i] = i < n - 1 ? a[((i + 1) * n + i) * w] : 0;
        }
        if (computeV) {
            reflections.formQ(a, n, n, 1, n - 1, taus, q, n);
            vectors.takeColumns(q);
        }
        boolean done = diagonalize(e);
        vectors.finish();
        sort(e);
        vectors.putColumns(a);
        for (int i = 0; i < n; i++) {
            e[i] *= scale;
        }
        return done;
    }

    private void mirror(double[] a) {
        int w = rows.width;
        for (int i = 0; i < n; i++) {
            rows.set(a, (i * n + i) * w, a[(i * n + i) * w], 0);
            for (int j = 0; j < i; j++) {
                int lower = (i * n + j) * w;
                rows.set(a, (j * n + i) * w, a[lower], -rows.im(a, lower));
            }
        }
    }

    /** Leaves the diagonals of {@code H A H^H} in {@code a}, and the reflections below. */
    private void tridiagonalize(double[] a) {
        int w = rows.width;
        for (int i = 0; i < n - 1; i++) {
            int rest = n - i - 1;
            reflections.reflect(a, ((i + 1) * n + i) * w, rest, n);
            double tauRe = reflections.tauRe();
            double tauIm = reflections.tauIm();
            taus[2 * i] = tauRe;
            taus[2 * i + 1] = tauIm;
            if (tauRe == 0 && tauIm == 0) {
                continue;
            }
            int second = rest * w;
            int third = 2 * rest * w;
            for (int k = 0; k < rest; k++) {
                int at = ((i + 1 + k) * n + i) * w;
                double re = k == 0 ? 1 : a[at];
                double im = k == 0 ? 0 : rows.im(a, at);
                rows.set(update, k * w, re, -im);
                rows.set(update, third + k * w, re, -im);
            }
            // p = conj(tau) A v, less half of what is along v; A v is (v^H A)^H
            int corner = (i + 1) * (n + 1) * w;
            rows.multiply(false, 1, rest, rest, update, 0, rest, false, a, corner, n, false, p, 0, rest);
            rows.scale(rest, tauRe, tauIm, p, 0);
            double re = rows.dot(rest, p, 0, update, 0);
            double im = rows.imaginary();
            rows.add(rest, -0.5 * (re * tauRe - im * tauIm), -0.5 * (im * tauRe + re * tauIm), update, 0, p, 0);
            System.arraycopy(p, 0, update, second, rest * w);
            // A -= v p^H + p v^H
            rows.multiply(true, rest, rest, 2, update, 0, rest, true, update, second, rest, false, a, corner, n);
        }
    }

    private boolean diagonalize(double[] e) {
        int end = n - 1;
        int steps = 0;
        while (end > 0) {
            for (int i = 0; i < end; i++) {
                double small = 2 * precision * (Math.abs(e[i]) + Math.abs(e[i + 1]));
                if (Math.abs(below[i]) <= small || Math.abs(below[i]) <= Double.MIN_NORMAL) {
                    below[i] = 0;
                }
            }
            while (end > 0 && below[end - 1] == 0) {
                end--;
            }
            if (end == 0) {
                break;
            }
            if (++steps > MOST_STEPS * n) {
                return false;
            }
            int start = end - 1;
            while (start > 0 && below[start - 1] != 0) {
                start--;
            }
            step(e, start, end);
        }
        return true;
    }

    private void step(double[] e, int start, int end) {
        double half = (e[end - 1] - e[end]) / 2;
        double b = below[end - 1];
        double shift = e[end];
        if (half == 0) {
            shift -= Math.abs(b);
        } else {
            double far = half + Math.copySign(Math.hypot(half, b), half);
            shift -= b / far * b;
        }
        double x = e[start] - shift;
        double z = below[start];
        for (int k = start; k < end && z != 0; k++) {
            double c;
            double s;
            if (x == 0) {
                c = 0;
                s = z < 0 ? 1 : -1;
            } else if (Math.abs(x) > Math.abs(z)) {
                double t = z / x;
                c = 1 / Math.copySign(Math.sqrt(1 + t * t), x);
                s = -t * c;
            } else {
                double t = x / z;
                s = -1 / Math.copySign(Math.sqrt(1 + t * t), z);
                c = -t * s;
            }
            double mixed = s * e[k] + c * below[k];
            double next = s * below[k] + c * e[k + 1];
            e[k] = c * (c * e[k] - s * below[k]) - s * (c * below[k] - s * e[k + 1]);
            e[k + 1] = s * mixed + c * next;
            below[k] = c * mixed - s * next;
            if (k > start) {
                below[k - 1] = c * below[k - 1] - s * z;
            }
            x = below[k];
            if (k < end - 1) {
                z = -s * below[k + 1];
                below[k + 1] *= c;
            }
            vectors.rotateLater(c, -s, k, k + 1);
        }
    }

    private void sort(double[] e) {
        for (int i = 0; i < n - 1; i++) {
            int least = i;
            for (int j = i + 1; j < n; j++) {
                least = e[j] < e[least] ? j : least;
            }
            if (least != i) {
                double kept = e[i];
                e[i] = e[least];
                e[least] = kept;
                vectors.swap(i, least);
            }
        }
    }
}
