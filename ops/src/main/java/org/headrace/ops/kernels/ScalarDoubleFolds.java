package org.headrace.ops.kernels;

/** Folds of float64 in plain Java, in loops that C2 turns into vectors. */
public class ScalarDoubleFolds implements FoldLoops<double[]> {
    /** Without state: one serves all. */
    public ScalarDoubleFolds() {}

    @Override
    public void lanes(Fold fold, double[] x, int from, int n, double[] lanes) {
        for (int g = 0; g < LANES; g += 8) {
            switch (fold) {
                case SUM, MEAN -> sum(x, from + g, from + n, lanes, g);
                case PROD -> prod(x, from + g, from + n, lanes, g);
                case MAX -> max(x, from + g, from + n, lanes, g);
                case MIN -> min(x, from + g, from + n, lanes, g);
            }
        }
        for (int half = LANES / 2; half >= GROUP; half /= 2) {
            for (int j = 0; j < half; j++) {
                lanes[j] = apply(fold, lanes[j], lanes[j + half]);
            }
        }
    }

    private static double apply(Fold fold, double a, double b) {
        return switch (fold) {
            case SUM, MEAN -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    // Eight lanes in as many variables: each waits for itself only.

    private static void sum(double[] x, int from, int end, double[] lanes, int at) {
        double a0 = x[from];
        double a1 = x[from + 1];
        double a2 = x[from + 2];
        double a3 = x[from + 3];
        double a4 = x[from + 4];
        double a5 = x[from + 5];
        double a6 = x[from + 6];
        double a7 = x[from + 7];
        for (int i = from + LANES; i < end; i += LANES) {
            a0 += x[i];
            a1 += x[i + 1];
            a2 += x[i + 2];
            a3 += x[i + 3];
            a4 += x[i + 4];
            a5 += x[i + 5];
            a6 += x[i + 6];
            a7 += x[i + 7];
        }
        lanes[at] = a0;
        lanes[at + 1] = a1;
        lanes[at + 2] = a2;
        lanes[at + 3] = a3;
        lanes[at + 4] = a4;
        lanes[at + 5] = a5;
        lanes[at + 6] = a6;
        lanes[at + 7] = a7;
    }

    private static void prod(double[] x, int from, int end, double[] lanes, int at) {
        double a0 = x[from];
        double a1 = x[from + 1];
        double a2 = x[from + 2];
        double a3 = x[from + 3];
        double a4 = x[from + 4];
        double a5 = x[from + 5];
        double a6 = x[from + 6];
        double a7 = x[from + 7];
        for (int i = from + LANES; i < end; i += LANES) {
            a0 *= x[i];
            a1 *= x[i + 1];
            a2 *= x[i + 2];
            a3 *= x[i + 3];
            a4 *= x[i + 4];
            a5 *= x[i + 5];
            a6 *= x[i + 6];
            a7 *= x[i + 7];
        }
        lanes[at] = a0;
        lanes[at + 1] = a1;
        lanes[at + 2] = a2;
        lanes[at + 3] = a3;
        lanes[at + 4] = a4;
        lanes[at + 5] = a5;
        lanes[at + 6] = a6;
        lanes[at + 7] = a7;
    }

    private static void max(double[] x, int from, int end, double[] lanes, int at) {
        double a0 = x[from];
        double a1 = x[from + 1];
        double a2 = x[from + 2];
        double a3 = x[from + 3];
        double a4 = x[from + 4];
        double a5 = x[from + 5];
        double a6 = x[from + 6];
        double a7 = x[from + 7];
        for (int i = from + LANES; i < end; i += LANES) {
            a0 = Math.max(a0, x[i]);
            a1 = Math.max(a1, x[i + 1]);
            a2 = Math.max(a2, x[i + 2]);
            a3 = Math.max(a3, x[i + 3]);
            a4 = Math.max(a4, x[i + 4]);
            a5 = Math.max(a5, x[i + 5]);
            a6 = Math.max(a6, x[i + 6]);
            a7 = Math.max(a7, x[i + 7]);
        }
        lanes[at] = a0;
        lanes[at + 1] = a1;
        lanes[at + 2] = a2;
        lanes[at + 3] = a3;
        lanes[at + 4] = a4;
        lanes[at + 5] = a5;
        lanes[at + 6] = a6;
        lanes[at + 7] = a7;
    }

    private static void min(double[] x, int from, int end, double[] lanes, int at) {
        double a0 = x[from];
        double a1 = x[from + 1];
        double a2 = x[from + 2];
        double a3 = x[from + 3];
        double a4 = x[from + 4];
        double a5 = x[from + 5];
        double a6 = x[from + 6];
        double a7 = x[from + 7];
        for (int i = from + LANES; i < end; i += LANES) {
            a0 = Math.min(a0, x[i]);
            a1 = Math.min(a1, x[i + 1]);
            a2 = Math.min(a2, x[i + 2]);
            a3 = Math.min(a3, x[i + 3]);
            a4 = Math.min(a4, x[i + 4]);
            a5 = Math.min(a5, x[i + 5]);
            a6 = Math.min(a6, x[i + 6]);
            a7 = Math.min(a7, x[i + 7]);
        }
        lanes[at] = a0;
        lanes[at + 1] = a1;
        lanes[at + 2] = a2;
        lanes[at + 3] = a3;
        lanes[at + 4] = a4;
        lanes[at + 5] = a5;
        lanes[at + 6] = a6;
        lanes[at + 7] = a7;
    }

    @Override
    public void one(Fold fold, double[] lanes, double[] x, int from, int n) {
        switch (fold) {
            case SUM, MEAN -> {
                for (int j = 0; j < n; j++) {
                    lanes[j] += x[from + j];
                }
            }
            case PROD -> {
                for (int j = 0; j < n; j++) {
                    lanes[j] *= x[from + j];
                }
            }
            case MAX -> {
                for (int j = 0; j < n; j++) {
                    lanes[j] = Math.max(lanes[j], x[from + j]);
                }
            }
            case MIN -> {
                for (int j = 0; j < n; j++) {
                    lanes[j] = Math.min(lanes[j], x[from + j]);
                }
            }
        }
    }

    @Override
    public void four(Fold fold, double[] lanes, double[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        switch (fold) {
            case SUM, MEAN -> {
                for (int j = 0; j < n; j++) {
                    lanes[j] += (x[from + j] + x[x1 + j]) + (x[x2 + j] + x[x3 + j]);
                }
            }
            case PROD -> {
                for (int j = 0; j < n; j++) {
                    lanes[j] *= (x[from + j] * x[x1 + j]) * (x[x2 + j] * x[x3 + j]);
                }
            }
            case MAX -> {
                for (int j = 0; j < n; j++) {
                    double a = Math.max(x[from + j], x[x1 + j]);
                    double b = Math.max(x[x2 + j], x[x3 + j]);
                    lanes[j] = Math.max(lanes[j], Math.max(a, b));
                }
            }
            case MIN -> {
                for (int j = 0; j < n; j++) {
                    double a = Math.min(x[from + j], x[x1 + j]);
                    double b = Math.min(x[x2 + j], x[x3 + j]);
                    lanes[j] = Math.min(lanes[j], Math.min(a, b));
                }
            }
        }
    }
}
