package org.headrace.ops.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.ScalarDoubleFolds;

/** Folds of float64 on the Vector API; products, which are rare, in plain Java. */
final class VectorDoubleFolds extends ScalarDoubleFolds {
    /** A vector must not be longer than a group. */
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED.length() <= GROUP
            ? DoubleVector.SPECIES_PREFERRED
            : DoubleVector.SPECIES_512;

    private static final int WIDTH = SPECIES.length();

    @Override
    public void lanes(Fold fold, double[] x, int from, int n, double[] lanes) {
        switch (fold) {
            case SUM, MEAN -> sum(x, from, n, lanes);
            case MAX -> max(x, from, n, lanes);
            case MIN -> min(x, from, n, lanes);
            case PROD -> super.lanes(fold, x, from, n, lanes);
        }
    }

    @Override
    public void one(Fold fold, double[] lanes, double[] x, int from, int n) {
        switch (fold) {
            case SUM, MEAN -> sum(lanes, x, from, n);
            case MAX -> max(lanes, x, from, n);
            case MIN -> min(lanes, x, from, n);
            case PROD -> super.one(fold, lanes, x, from, n);
        }
    }

    @Override
    public void four(Fold fold, double[] lanes, double[] x, int from, int stride, int n) {
        switch (fold) {
            case SUM, MEAN -> sum(lanes, x, from, stride, n);
            case MAX -> max(lanes, x, from, stride, n);
            case MIN -> min(lanes, x, from, stride, n);
            case PROD -> super.four(fold, lanes, x, from, stride, n);
        }
    }

    private static void sum(double[] x, int from, int n, double[] lanes) {
        int end = from + n;
        for (int g = 0; g < LANES; g += 4 * WIDTH) {
            int i = from + g;
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector b = DoubleVector.fromArray(SPECIES, x, i + WIDTH);
            DoubleVector c = DoubleVector.fromArray(SPECIES, x, i + 2 * WIDTH);
            DoubleVector d = DoubleVector.fromArray(SPECIES, x, i + 3 * WIDTH);
            for (i += LANES; i + 4 * WIDTH <= end; i += LANES) {
                a = a.add(DoubleVector.fromArray(SPECIES, x, i));
                b = b.add(DoubleVector.fromArray(SPECIES, x, i + WIDTH));
                c = c.add(DoubleVector.fromArray(SPECIES, x, i + 2 * WIDTH));
                d = d.add(DoubleVector.fromArray(SPECIES, x, i + 3 * WIDTH));
            }
            if (i + WIDTH <= end) {
                a = a.add(DoubleVector.fromArray(SPECIES, x, i));
            }
            if (i + 2 * WIDTH <= end) {
                b = b.add(DoubleVector.fromArray(SPECIES, x, i + WIDTH));
            }
            if (i + 3 * WIDTH <= end) {
                c = c.add(DoubleVector.fromArray(SPECIES, x, i + 2 * WIDTH));
            }
            a.intoArray(lanes, g);
            b.intoArray(lanes, g + WIDTH);
            c.intoArray(lanes, g + 2 * WIDTH);
            d.intoArray(lanes, g + 3 * WIDTH);
        }
        for (int half = LANES / 2; half >= GROUP; half /= 2) {
            for (int j = 0; j < half; j += WIDTH) {
                DoubleVector a = DoubleVector.fromArray(SPECIES, lanes, j);
                a.add(DoubleVector.fromArray(SPECIES, lanes, j + half)).intoArray(lanes, j);
            }
        }
    }

    private static void max(double[] x, int from, int n, double[] lanes) {
        int end = from + n;
        for (int g = 0; g < LANES; g += 4 * WIDTH) {
            int i = from + g;
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector b = DoubleVector.fromArray(SPECIES, x, i + WIDTH);
            DoubleVector c = DoubleVector.fromArray(SPECIES, x, i + 2 * WIDTH);
            DoubleVector d = DoubleVector.fromArray(SPECIES, x, i + 3 * WIDTH);
            for (i += LANES; i + 4 * WIDTH <= end; i += LANES) {
                a = a.max(DoubleVector.fromArray(SPECIES, x, i));
                b = b.max(DoubleVector.fromArray(SPECIES, x, i + WIDTH));
                c = c.max(DoubleVector.fromArray(SPECIES, x, i + 2 * WIDTH));
                d = d.max(DoubleVector.fromArray(SPECIES, x, i + 3 * WIDTH));
            }
            if (i + WIDTH <= end) {
                a = a.max(DoubleVector.fromArray(SPECIES, x, i));
            }
            if (i + 2 * WIDTH <= end) {
                b = b.max(DoubleVector.fromArray(SPECIES, x, i + WIDTH));
            }
            if (i + 3 * WIDTH <= end) {
                c = c.max(DoubleVector.fromArray(SPECIES, x, i + 2 * WIDTH));
            }
            a.intoArray(lanes, g);
            b.intoArray(lanes, g + WIDTH);
            c.intoArray(lanes, g + 2 * WIDTH);
            d.intoArray(lanes, g + 3 * WIDTH);
        }
        for (int half = LANES / 2; half >= GROUP; half /= 2) {
            for (int j = 0; j < half; j += WIDTH) {
                DoubleVector a = DoubleVector.fromArray(SPECIES, lanes, j);
                a.max(DoubleVector.fromArray(SPECIES, lanes, j + half)).intoArray(lanes, j);
            }
        }
    }

    private static void min(double[] x, int from, int n, double[] lanes) {
        int end = from + n;
        for (int g = 0; g < LANES; g += 4 * WIDTH) {
            int i = from + g;
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector b = DoubleVector.fromArray(SPECIES, x, i + WIDTH);
            DoubleVector c = DoubleVector.fromArray(SPECIES, x, i + 2 * WIDTH);
            DoubleVector d = DoubleVector.fromArray(SPECIES, x, i + 3 * WIDTH);
            for (i += LANES; i + 4 * WIDTH <= end; i += LANES) {
                a = a.min(DoubleVector.fromArray(SPECIES, x, i));
                b = b.min(DoubleVector.fromArray(SPECIES, x, i + WIDTH));
                c = c.min(DoubleVector.fromArray(SPECIES, x, i + 2 * WIDTH));
                d = d.min(DoubleVector.fromArray(SPECIES, x, i + 3 * WIDTH));
            }
            if (i + WIDTH <= end) {
                a = a.min(DoubleVector.fromArray(SPECIES, x, i));
            }
            if (i + 2 * WIDTH <= end) {
                b = b.min(DoubleVector.fromArray(SPECIES, x, i + WIDTH));
            }
            if (i + 3 * WIDTH <= end) {
                c = c.min(DoubleVector.fromArray(SPECIES, x, i + 2 * WIDTH));
            }
            a.intoArray(lanes, g);
            b.intoArray(lanes, g + WIDTH);
            c.intoArray(lanes, g + 2 * WIDTH);
            d.intoArray(lanes, g + 3 * WIDTH);
        }
        for (int half = LANES / 2; half >= GROUP; half /= 2) {
            for (int j = 0; j < half; j += WIDTH) {
                DoubleVector a = DoubleVector.fromArray(SPECIES, lanes, j);
                a.min(DoubleVector.fromArray(SPECIES, lanes, j + half)).intoArray(lanes, j);
            }
        }
    }

    private static void sum(double[] lanes, double[] x, int from, int n) {
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, lanes, j);
            a.add(DoubleVector.fromArray(SPECIES, x, from + j)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            lanes[j] += x[from + j];
        }
    }

    private static void max(double[] lanes, double[] x, int from, int n) {
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, lanes, j);
            a.max(DoubleVector.fromArray(SPECIES, x, from + j)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            lanes[j] = Math.max(lanes[j], x[from + j]);
        }
    }

    private static void min(double[] lanes, double[] x, int from, int n) {
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, lanes, j);
            a.min(DoubleVector.fromArray(SPECIES, x, from + j)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            lanes[j] = Math.min(lanes[j], x[from + j]);
        }
    }

    private static void sum(double[] lanes, double[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            DoubleVector a =
                    DoubleVector.fromArray(SPECIES, x, from + j).add(DoubleVector.fromArray(SPECIES, x, x1 + j));
            DoubleVector b = DoubleVector.fromArray(SPECIES, x, x2 + j).add(DoubleVector.fromArray(SPECIES, x, x3 + j));
            DoubleVector.fromArray(SPECIES, lanes, j).add(a.add(b)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            double a = x[from + j] + x[x1 + j];
            double b = x[x2 + j] + x[x3 + j];
            lanes[j] = lanes[j] + (a + b);
        }
    }

    private static void max(double[] lanes, double[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            DoubleVector a =
                    DoubleVector.fromArray(SPECIES, x, from + j).max(DoubleVector.fromArray(SPECIES, x, x1 + j));
            DoubleVector b = DoubleVector.fromArray(SPECIES, x, x2 + j).max(DoubleVector.fromArray(SPECIES, x, x3 + j));
            DoubleVector.fromArray(SPECIES, lanes, j).max(a.max(b)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            double a = Math.max(x[from + j], x[x1 + j]);
            double b = Math.max(x[x2 + j], x[x3 + j]);
            lanes[j] = Math.max(lanes[j], Math.max(a, b));
        }
    }

    private static void min(double[] lanes, double[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            DoubleVector a =
                    DoubleVector.fromArray(SPECIES, x, from + j).min(DoubleVector.fromArray(SPECIES, x, x1 + j));
            DoubleVector b = DoubleVector.fromArray(SPECIES, x, x2 + j).min(DoubleVector.fromArray(SPECIES, x, x3 + j));
            DoubleVector.fromArray(SPECIES, lanes, j).min(a.min(b)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            double a = Math.min(x[from + j], x[x1 + j]);
            double b = Math.min(x[x2 + j], x[x3 + j]);
            lanes[j] = Math.min(lanes[j], Math.min(a, b));
        }
    }
}
