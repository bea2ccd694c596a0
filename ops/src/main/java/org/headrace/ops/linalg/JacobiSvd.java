package org.headrace.ops.linalg;

/**
 * Singular values by rotations of pairs of rows and columns: Jacobi's two-sided method after a QR decomposition with pivots,
 * in Eigen's order.
 */
final class JacobiSvd extends SingularValues {
    private static final int MOST_SWEEPS = 100;

    private final Reflections reflections;
    private final double[] taus;
    private final int[] order;
    private final double[] work;
    private final double[] turned;
    private final double[] q;
    private double greatestDiagonal;

    JacobiSvd(Rows rows, int m, int n, boolean vectors, boolean full) {
        super(rows, m, n, vectors, full);
        int greater = Math.max(m, n);
        this.reflections = new Reflections(rows, greater);
        this.taus = new double[2 * greater];
        this.order = new int[greater];
        this.work = new double[size * size * rows.width];
        this.turned = new double[m < n ? m * n * rows.width : 0];
        this.q = new double[vectors && m != n ? greater * Math.max(columnsOfU, columnsOfV) * rows.width : 0];
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
        prepare(a);
        greatestDiagonal = 0;
        for (int i = 0; i < size; i++) {
            greatestDiagonal = Math.max(greatestDiagonal, rows.abs(work, (i * size + i) * w));
        }
        boolean finished = false;
        for (int sweep = 0; !finished; sweep++) {
            if (sweep == MOST_SWEEPS) {
                return false;
            }
            finished = true;
            for (int i = 1; i < size; i++) {
                for (int j = 0; j < i; j++) {
                    if (isFar(i, j, 2)) {
                        finished = false;
                        if (w == 1 || makeReal(i, j)) {
                            rotate(i, j);
                        }
                    }
                }
            }
        }
        for (int i = 0; i < size; i++) {
            int at = (i * size + i) * w;
            double value = rows.abs(work, at);
            double re = value == 0 ? 1 : work[at] / value;
            double im = value == 0 ? 0 : rows.im(work, at) / value;
            if (columnsOfU > 0 && (re != 1 || im != 0)) {
                rows.scale(m, re, im, u.get(i), 0);
            }
            s[i] = value * scale;
        }
        sort();
        return true;
    }

    /** Makes the square matrix {@link #work}, and the {@code U} and {@code V} that lead to it. */
    private void prepare(double[] a) {
        int w = rows.width;
        if (m == n) {
            System.arraycopy(a, 0, work, 0, n * n * w);
            u.identity();
            v.identity();
        } else if (m > n) {
            reflections.qrWithPivots(a, m, n, taus, order);
            reflections.takeR(a, n, work, n);
            formQ(a, m, n, columnsOfU, u);
            v.identity(order);
        } else {
            rows.transpose(m, n, a, turned, true);
            reflections.qrWithPivots(turned, n, m, taus, order);
            reflections.takeR(turned, m, a, m);
            rows.transpose(m, m, a, work, true);
            formQ(turned, n, m, columnsOfV, v);
            u.identity(order);
        }
    }

    private void formQ(double[] a, int height, int width, int columns, Vectors to) {
        if (columns > 0) {
            reflections.formQ(a, height, width, 0, width, taus, q, columns);
            to.takeColumns(q);
        }
    }

    private boolean isFar(int i, int j, double ulps) {
        double near = Math.max(Double.MIN_NORMAL, ulps * Math.ulp(1.0) * greatestDiagonal);
        return rows.abs(work, at(i, j)) > near || rows.abs(work, at(j, i)) > near;
    }

    private int at(int i, int j) {
        return (i * size + j) * rows.width;
    }

    private void noteDiagonal(int i, int j) {
        double pair = Math.max(rows.abs(work, at(i, i)), rows.abs(work, at(j, j)));
        greatestDiagonal = Math.max(greatestDiagonal, pair);
    }

    /** The rotations of rows and columns {@code i} and {@code j} that make the two elements beside the diagonal zero. */
    private void rotate(int i, int j) {
        double a = work[at(i, i)];
        double b = work[at(i, j)];
        double c = work[at(j, i)];
        double d = work[at(j, j)];
        // first one that makes the pair symmetric
        double evenC = 1;
        double evenS = 0;
        if (Math.abs(c - b) >= Double.MIN_NORMAL) {
            double t = (a + d) / (c - b);
            double length = Math.sqrt(1 + t * t);
            evenS = 1 / length;
            evenC = t / length;
        }
        double x = evenC * a + evenS * c;
        double y = evenC * b + evenS * d;
        double z = evenC * d - evenS * b;
        double rightC = 1;
        double rightS = 0;
        if (2 * Math.abs(y) >= Double.MIN_NORMAL) {
            double tau = (x - z) / (2 * Math.abs(y));
            double length = Math.sqrt(tau * tau + 1);
            double t = tau > 0 ? 1 / (tau + length) : 1 / (tau - length);
            rightC = 1 / Math.sqrt(t * t + 1);
            rightS = -Math.signum(t) * Math.signum(y) * Math.abs(t) * rightC;
        }
        // then, on the left, that one and the transpose of the one on the right
        double leftC = evenC * rightC + evenS * rightS;
        double leftS = evenS * rightC - evenC * rightS;
        rows.rotate(size, leftC, leftS, work, i * size * rows.width, work, j * size * rows.width);
        rotateColumns(i, j, rightC, rightS);
        u.rotate(leftC, leftS, i, j);
        v.rotate(rightC, -rightS, i, j);
        noteDiagonal(i, j);
    }

    /** {@code x, y = c x - s y, s x + c y}. */
    private void rotateColumns(int i, int j, double c, double s) {
        for (int part = 0; part < rows.width; part++) {
            int x = at(0, i) + part;
            int y = at(0, j) + part;
            for (int k = 0; k < size; k++) {
                double a = work[x];
                double b = work[y];
                work[x] = c * a - s * b;
                work[y] = s * a + c * b;
                x += size * rows.width;
                y += size * rows.width;
            }
        }
    }

    /** Makes a complex pair real, and says whether there is still something to rotate. */
    private boolean makeReal(int i, int j) {
        int row = 2 * size;
        int ii = at(i, i);
        int ji = at(j, i);
        double length = Math.sqrt(rows.squares(1, work, ii) + rows.squares(1, work, ji));
        if (length == 0) {
            rows.set(work, ii, 0, 0);
            rows.set(work, ji, 0, 0);
            turnRow(i, at(i, j), row);
        } else {
            double cRe = work[ii] / length;
            double cIm = -work[ii + 1] / length;
            double sRe = work[ji] / length;
            double sIm = work[ji + 1] / length;
            combine(size, cRe, cIm, sRe, sIm, work, i * row, work, j * row);
            if (columnsOfU > 0) {
                // the same rows of U, which holds columns, with everything conjugated
                combine(m, cRe, -cIm, sRe, -sIm, u.get(i), 0, u.get(j), 0);
            }
            int ij = at(i, j);
            if (Math.abs(work[ij + 1]) > Double.MIN_NORMAL) {
                double abs = rows.abs(work, ij);
                double re = work[ij] / abs;
                double im = -work[ij + 1] / abs;
                for (int k = 0; k < size; k++) {
                    rows.scale(1, re, im, work, at(k, j));
                }
                if (columnsOfV > 0) {
                    rows.scale(n, re, im, v.get(j), 0);
                }
            }
        }
        turnRow(j, at(j, j), row);
        noteDiagonal(i, j);
        return isFar(i, j, 1);
    }

    /** {@code x, y = c x + conj(s) y, conj(c) y - s x}. */
    private static void combine(
            int n, double cRe, double cIm, double sRe, double sIm, double[] x, int xAt, double[] y, int yAt) {
        for (int k = 0; k < 2 * n; k += 2) {
            double xRe = x[xAt + k];
            double xIm = x[xAt + k + 1];
            double yRe = y[yAt + k];
            double yIm = y[yAt + k + 1];
            x[xAt + k] = cRe * xRe - cIm * xIm + sRe * yRe + sIm * yIm;
            x[xAt + k + 1] = cRe * xIm + cIm * xRe + sRe * yIm - sIm * yRe;
            y[yAt + k] = cRe * yRe + cIm * yIm - sRe * xRe + sIm * xIm;
            y[yAt + k + 1] = cRe * yIm - cIm * yRe - sRe * xIm - sIm * xRe;
        }
    }

    /** Turns a row so that this element of it is real. */
    private void turnRow(int i, int element, int row) {
        if (Math.abs(work[element + 1]) > Double.MIN_NORMAL) {
            double abs = rows.abs(work, element);
            double re = work[element] / abs;
            double im = -work[element + 1] / abs;
            rows.scale(size, re, im, work, i * row);
            if (columnsOfU > 0) {
                rows.scale(m, re, -im, u.get(i), 0);
            }
        }
    }
}
