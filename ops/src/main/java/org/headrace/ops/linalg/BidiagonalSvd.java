package org.headrace.ops.linalg;

/**
 * Singular values by way of a real bidiagonal matrix: Golub and Kahan's reflections, then Golub and Reinsch's QR steps with
 * their deflations as LINPACK has them.
 */
final class BidiagonalSvd extends SingularValues {
    private static final int MOST_STEPS = 75;
    /** Squares that are greater have lost nothing. */
    private static final double LEAST_SQUARE = 1e-280;

    private final int tall;
    private final Reflections reflections;
    private final double[] leftTaus;
    private final double[] rightTaus;
    private final double[] turned;
    private final double[] scratch;
    private final double[] above;
    private final double[] product;
    /** The columns of the tall matrix' left vectors, and of its right ones: {@code u} and {@code v}, or the other way. */
    private final Vectors left;

    private final Vectors right;
    private final int leftColumns;

    BidiagonalSvd(Rows rows, int m, int n, boolean vectors, boolean full) {
        super(rows, m, n, vectors, full);
        this.tall = Math.max(m, n);
        this.reflections = new Reflections(rows, tall);
        this.leftTaus = new double[2 * size];
        this.rightTaus = new double[2 * size];
        this.turned = new double[m < n ? m * n * rows.width : 0];
        this.left = m < n ? v : u;
        this.right = m < n ? u : v;
        this.leftColumns = m < n ? columnsOfV : columnsOfU;
        this.scratch = new double[tall * Math.max(leftColumns, 1) * rows.width];
        this.above = new double[size];
        this.product = new double[tall * rows.width];
    }

    @Override
    boolean run(double[] a) {
        int w = rows.width;
        double scale = rows.greatest(m * n, a);
        if (!(scale < Double.POSITIVE_INFINITY)) {
            return false;
        }
        scale = scale == 0 ? 1 : scale;
        for (int i = 0; i < m * n * w; i++) {
            a[i] /= scale;
        }
        double[] matrix = a;
        if (m < n) {
            rows.transpose(m, n, a, turned, true);
            matrix = turned;
        }
        bidiagonalize(matrix);
        if (leftColumns > 0) {
            reflections.formQ(matrix, tall, size, 0, size, leftTaus, scratch, leftColumns);
            left.takeColumns(scratch);
            reflections.formRowsQ(matrix, size, rightTaus, scratch);
            right.takeColumns(scratch);
        }
        boolean done = diagonalize();
        left.finish();
        right.finish();
        if (!done) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (s[i] < 0) {
                s[i] = -s[i];
                right.negate(i);
            }
            s[i] *= scale;
        }
        sort();
        return true;
    }

    /**
     * Leaves the diagonals in {@link #s} and {@link #above}; the reflections from the left lie below the diagonal, those from
     * the right, which are made of conjugated rows, above the one beside it.
     */
    private void bidiagonalize(double[] a) {
        int w = rows.width;
        for (int k = 0; k < size; k++) {
            int diagonal = (k * size + k) * w;
            reflections.reflect(a, diagonal, tall - k, size);
            s[k] = reflections.beta();
            leftTaus[2 * k] = reflections.tauRe();
            leftTaus[2 * k + 1] = reflections.tauIm();
            reflections.apply(
                    leftTaus[2 * k], leftTaus[2 * k + 1], a, diagonal + size * w, size, a, tall, size, k, k + 1, size);
            int rest = size - k - 1;
            above[k] = 0;
            if (rest > 0) {
                int row = diagonal + w;
                conjugate(a, row, rest);
                reflections.reflect(a, row, rest, 1);
                above[k] = reflections.beta();
                rightTaus[2 * k] = reflections.tauRe();
                rightTaus[2 * k + 1] = reflections.tauIm();
                // the rows below times I - conj(tau) v v^H; the row itself takes conj(v) for that
                conjugate(a, row, rest);
                rows.set(a, row, 1, 0);
                int height = tall - k - 1;
                int corner = row + size * w;
                rows.multiply(false, height, 1, rest, a, corner, size, false, a, row, size, true, product, 0, 1);
                rows.scale(height, reflections.tauRe(), -reflections.tauIm(), product, 0);
                rows.multiply(true, height, rest, 1, product, 0, 1, false, a, row, size, false, a, corner, size);
                conjugate(a, row, rest);
            }
        }
    }

    private void conjugate(double[] a, int at, int n) {
        for (int i = 1; i < n * rows.width; i += 2) {
            a[at + i] = rows.width == 2 ? -a[at + i] : a[at + i];
        }
    }

    private boolean diagonalize() {
        int end = size;
        int steps = 0;
        double eps = Math.ulp(1.0) / 2;
        while (end > 0) {
            int k = end - 2;
            while (k >= 0 && Math.abs(above[k]) > Double.MIN_NORMAL + eps * (Math.abs(s[k]) + Math.abs(s[k + 1]))) {
                k--;
            }
            if (k >= 0) {
                above[k] = 0;
            }
            if (k == end - 2) {
                end--;
                steps = 0;
                continue;
            }
            if (++steps > MOST_STEPS) {
                return false;
            }
            int zero = end - 1;
            while (zero > k) {
                double beside =
                        (zero != end - 1 ? Math.abs(above[zero]) : 0) + (zero != k + 1 ? Math.abs(above[zero - 1]) : 0);
                if (Math.abs(s[zero]) <= Double.MIN_NORMAL + eps * beside) {
                    s[zero] = 0;
                    break;
                }
                zero--;
            }
            if (zero == k) {
                step(k + 1, end);
            } else if (zero == end - 1) {
                deflateLast(k + 1, end);
            } else {
                split(zero + 1, end);
            }
        }
        return true;
    }

    private void deflateLast(int begin, int end) {
        double f = above[end - 2];
        above[end - 2] = 0;
        for (int j = end - 2; j >= begin; j--) {
            double length = length(s[j], f);
            double c = length == 0 ? 1 : s[j] / length;
            double sine = length == 0 ? 0 : f / length;
            s[j] = length;
            if (j != begin) {
                f = -sine * above[j - 1];
                above[j - 1] *= c;
            }
            right.rotateLater(c, sine, j, end - 1);
        }
    }

    private void split(int begin, int end) {
        double f = above[begin - 1];
        above[begin - 1] = 0;
        for (int j = begin; j < end; j++) {
            double length = length(s[j], f);
            double c = length == 0 ? 1 : s[j] / length;
            double sine = length == 0 ? 0 : f / length;
            s[j] = length;
            f = -sine * above[j];
            above[j] *= c;
            left.rotateLater(c, sine, j, begin - 1);
        }
    }

    /** {@code hypot}, which is slow, of numbers that are not great. */
    private static double length(double x, double y) {
        double square = x * x + y * y;
        return square > LEAST_SQUARE ? Math.sqrt(square) : Math.hypot(x, y);
    }

    private void step(int begin, int end) {
        double last = s[end - 1];
        double before = s[end - 2];
        double beside = above[end - 2];
        double scale = Math.max(Math.abs(last), Math.max(Math.abs(before), Math.abs(beside)));
        scale = Math.max(scale, Math.max(Math.abs(s[begin]), Math.abs(above[begin])));
        last /= scale;
        before /= scale;
        beside /= scale;
        double first = s[begin] / scale;
        double b = ((before + last) * (before - last) + beside * beside) / 2;
        double product = last * beside * (last * beside);
        double shift = 0;
        if (b != 0 || product != 0) {
            shift = product / (b + Math.copySign(Math.sqrt(b * b + product), b));
        }
        double f = (first + last) * (first - last) + shift;
        double g = first * (above[begin] / scale);
        for (int j = begin; j < end - 1; j++) {
            double length = length(f, g);
            double c = length == 0 ? 1 : f / length;
            double sine = length == 0 ? 0 : g / length;
            if (j != begin) {
                above[j - 1] = length;
            }
            f = c * s[j] + sine * above[j];
            above[j] = c * above[j] - sine * s[j];
            g = sine * s[j + 1];
            s[j + 1] *= c;
            right.rotateLater(c, sine, j, j + 1);
            length = length(f, g);
            c = length == 0 ? 1 : f / length;
            sine = length == 0 ? 0 : g / length;
            s[j] = length;
            f = c * above[j] + sine * s[j + 1];
            s[j + 1] = c * s[j + 1] - sine * above[j];
            g = sine * above[j + 1];
            above[j + 1] *= c;
            left.rotateLater(c, sine, j, j + 1);
        }
        above[end - 2] = f;
    }
}
