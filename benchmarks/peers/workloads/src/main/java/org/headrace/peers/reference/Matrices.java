package org.headrace.peers.reference;

/** Loops over matrices stored row by row. */
final class Matrices {
    private Matrices() {}

    static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** Adds {@code a b} to c; a is [m, k], b [k, n]. */
    static void addProduct(double[] a, double[] b, double[] c, int m, int k, int n) {
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                double factor = a[i * k + p];
                if (factor != 0) {
                    for (int j = 0; j < n; j++) {
                        c[i * n + j] += factor * b[p * n + j];
                    }
                }
            }
        }
    }

    static double[] product(double[] a, double[] b, int m, int k, int n) {
        double[] c = new double[m * n];
        addProduct(a, b, c, m, k, n);
        return c;
    }

    static double[] transpose(double[] a, int m, int n) {
        double[] transposed = new double[a.length];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                transposed[j * m + i] = a[i * n + j];
            }
        }
        return transposed;
    }

    /** {@code x w + b}. */
    static double[] affine(double[] x, double[] w, double[] b, int m, int k, int n) {
        double[] c = product(x, w, m, k, n);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                c[i * n + j] += b[j];
            }
        }
        return c;
    }

    static double[] relu(double[] z) {
        double[] h = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            h[i] = Math.max(0, z[i]);
        }
        return h;
    }

    /** Where relu was flat, no gradient comes through. */
    static void mask(double[] gradient, double[] z) {
        for (int i = 0; i < z.length; i++) {
            if (z[i] <= 0) {
                gradient[i] = 0;
            }
        }
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double[] softmax(double[] z, int m, int n) {
        double[] p = new double[m * n];
        for (int i = 0; i < m; i++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < n; j++) {
                max = Math.max(max, z[i * n + j]);
            }
            double sum = 0;
            for (int j = 0; j < n; j++) {
                p[i * n + j] = Math.exp(z[i * n + j] - max);
                sum += p[i * n + j];
            }
            for (int j = 0; j < n; j++) {
                p[i * n + j] /= sum;
            }
        }
        return p;
    }

    /** The mean cross entropy; its gradient as to the logits goes into {@code gradient}. */
    static double crossEntropy(double[] p, double[] labels, int m, double[] gradient) {
        double loss = 0;
        for (int i = 0; i < p.length; i++) {
            if (labels[i] > 0) {
                loss -= labels[i] * Math.log(p[i]);
            }
            gradient[i] = (p[i] - labels[i]) / m;
        }
        return loss / m;
    }

    /** The mean of the squares; its gradient goes into {@code gradient}. */
    static double meanSquare(double[] values, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * values[i];
            gradient[i] = 2 * values[i] / values.length;
        }
        return sum / values.length;
    }

    static double[] columnSums(double[] a, int m, int n) {
        double[] sums = new double[n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                sums[j] += a[i * n + j];
            }
        }
        return sums;
    }

    static void descend(double[] w, double[] gradient, double learningRate) {
        for (int i = 0; i < w.length; i++) {
            w[i] -= learningRate * gradient[i];
        }
    }
}
