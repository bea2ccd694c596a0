package org.headrace.ops.linalg;

/**
 * {@code exp(A)}: the Pade approximation of degree 13 of {@code exp(A / 2^k)}, squared {@code k} times (Higham, 2005).
 */
final class Exponential {
    private static final double[] PADE = {
        64764752532480000.0,
        32382376266240000.0,
        7771770303897600.0,
        1187353796428800.0,
        129060195264000.0,
        10559470521600.0,
        670442572800.0,
        33522128640.0,
        1323241920.0,
        40840800.0,
        960960.0,
        16380.0,
        182.0,
        1.0
    };
    /** Up to this norm the approximation is as exact as double precision. */
    private static final double NORM = 5.371920351148152;

    private final Rows rows;
    private final int n;
    private final int length;
    private final Elimination elimination;
    private final double[] a2;
    private final double[] a4;
    private final double[] a6;
    private final double[] sum;
    private final double[] product;

    Exponential(Rows rows, int n) {
        this.rows = rows;
        this.n = n;
        this.length = n * n * rows.width;
        this.elimination = new Elimination(rows, n, n);
        this.a2 = new double[length];
        this.a4 = new double[length];
        this.a6 = new double[length];
        this.sum = new double[length];
        this.product = new double[length];
    }

    /** Writes {@code exp(a)}; {@code a} is overwritten. */
    void run(double[] a, double[] y) {
        double norm = norm(a);
        int squarings =
                norm > NORM && norm < Double.POSITIVE_INFINITY ? Math.max(0, Math.getExponent(norm / NORM) + 1) : 0;
        for (int i = 0; i < length; i++) {
            a[i] = Math.scalb(a[i], -squarings);
        }
        rows.multiply(n, n, n, a, a, a2);
        rows.multiply(n, n, n, a2, a2, a4);
        rows.multiply(n, n, n, a4, a2, a6);
        // the odd powers
        terms(13, 11, 9);
        rows.multiply(n, n, n, a6, sum, product);
        terms(7, 5, 3);
        diagonal(PADE[1]);
        add(product);
        rows.multiply(n, n, n, a, sum, product);
        // the even powers
        terms(12, 10, 8);
        rows.multiply(n, n, n, a6, sum, y);
        terms(6, 4, 2);
        diagonal(PADE[0]);
        add(y);
        for (int i = 0; i < length; i++) {
            y[i] = sum[i] + product[i];
            sum[i] -= product[i];
        }
        elimination.factor(sum);
        elimination.solve(sum, false, y, n);
        for (int k = 0; k < squarings; k++) {
            rows.multiply(n, n, n, y, y, product);
            System.arraycopy(product, 0, y, 0, length);
        }
    }

    /** {@code sum = b6 A^6 + b4 A^4 + b2 A^2}. */
    private void terms(int b6, int b4, int b2) {
        for (int i = 0; i < length; i++) {
            sum[i] = PADE[b6] * a6[i] + PADE[b4] * a4[i] + PADE[b2] * a2[i];
        }
    }

    private void diagonal(double value) {
        for (int i = 0; i < n; i++) {
            sum[(i * n + i) * rows.width] += value;
        }
    }

    private void add(double[] terms) {
        for (int i = 0; i < length; i++) {
            sum[i] += terms[i];
        }
    }

    /** The greatest sum of a column's absolute values. */
    private double norm(double[] a) {
        double norm = 0;
        for (int j = 0; j < n; j++) {
            double column = 0;
            for (int i = 0; i < n; i++) {
                column += rows.abs(a, (i * n + j) * rows.width);
            }
            norm = column > norm || Double.isNaN(column) ? column : norm;
        }
        return norm;
    }
}
