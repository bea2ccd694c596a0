package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.ScalarFloatFolds;

/** Folds of float32 on the Vector API; products, which are rare, in plain Java. */
final class VectorFloatFolds extends ScalarFloatFolds {
    /** A vector must not be longer than a group. */
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() <= GROUP ? FloatVector.SPECIES_PREFERRED : FloatVector.SPECIES_512;

    private static final int WIDTH = SPECIES.length();

    @Override
    public void lanes(Fold fold, float[] x, int from, int n, float[] lanes) {
        switch (fold) {
            case SUM, MEAN -> sum(x, from, n, lanes);
            case MAX -> max(x, from, n, lanes);
            case MIN -> min(x, from, n, lanes);
            case PROD -> super.lanes(fold, x, from, n, lanes);
        }
    }

    @Override
    public void one(Fold fold, float[] lanes, float[] x, int from, int n) {
        switch (fold) {
            case SUM, MEAN -> sum(lanes, x, from, n);
            case MAX -> max(lanes, x, from, n);
            case MIN -> min(lanes, x, from, n);
            case PROD -> super.one(fold, lanes, x, from, n);
        }
    }

    @Override
    public void four(Fold fold, float[] lanes, float[] x, int from, int stride, int n) {
        switch (fold) {
            case SUM, MEAN -> sum(lanes, x, from, stride, n);
            case MAX -> max(lanes, x, from, stride, n);
            case MIN -> min(lanes, x, from, stride, n);
            case PROD -> super.four(fold, lanes, x, from, stride, n);
        }
    }

    private static void sum(float[] x, int from, int n, float[] lanes) {
        int end = from + n;
        for (int g = 0; g < LANES; g += 4 * WIDTH) {
            int i = from + g;
            FloatVector a = FloatVector.fromArray(SPECIES, x, i);
            FloatVector b = FloatVector.fromArray(SPECIES, x, i + WIDTH);
            FloatVector c = FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH);
            FloatVector d = FloatVector.fromArray(SPECIES, x, i + 3 * WIDTH);
            for (i += LANES; i + 4 * WIDTH <= end; i += LANES) {
                a = a.add(FloatVector.fromArray(SPECIES, x, i));
                b = b.add(FloatVector.fromArray(SPECIES, x, i + WIDTH));
                c = c.add(FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH));
                d = d.add(FloatVector.fromArray(SPECIES, x, i + 3 * WIDTH));
            }
            if (i + WIDTH <= end) {
                a = a.add(FloatVector.fromArray(SPECIES, x, i));
            }
            if (i + 2 * WIDTH <= end) {
                b = b.add(FloatVector.fromArray(SPECIES, x, i + WIDTH));
            }
            if (i + 3 * WIDTH <= end) {
                c = c.add(FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH));
            }
            a.intoArray(lanes, g);
            b.intoArray(lanes, g + WIDTH);
            c.intoArray(lanes, g + 2 * WIDTH);
            d.intoArray(lanes, g + 3 * WIDTH);
        }
        for (int half = LANES / 2; half >= GROUP; half /= 2) {
            for (int j = 0; j < half; j += WIDTH) {
                FloatVector a = FloatVector.fromArray(SPECIES, lanes, j);
                a.add(FloatVector.fromArray(SPECIES, lanes, j + half)).intoArray(lanes, j);
            }
        }
    }

    private static void max(float[] x, int from, int n, float[] lanes) {
        int end = from + n;
        for (int g = 0; g < LANES; g += 4 * WIDTH) {
            int i = from + g;
            FloatVector a = FloatVector.fromArray(SPECIES, x, i);
            FloatVector b = FloatVector.fromArray(SPECIES, x, i + WIDTH);
            FloatVector c = FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH);
            FloatVector d = FloatVector.fromArray(SPECIES, x, i + 3 * WIDTH);
            for (i += LANES; i + 4 * WIDTH <= end; i += LANES) {
                a = a.max(FloatVector.fromArray(SPECIES, x, i));
                b = b.max(FloatVector.fromArray(SPECIES, x, i + WIDTH));
                c = c.max(FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH));
                d = d.max(FloatVector.fromArray(SPECIES, x, i + 3 * WIDTH));
            }
            if (i + WIDTH <= end) {
                a = a.max(FloatVector.fromArray(SPECIES, x, i));
            }
            if (i + 2 * WIDTH <= end) {
                b = b.max(FloatVector.fromArray(SPECIES, x, i + WIDTH));
            }
            if (i + 3 * WIDTH <= end) {
                c = c.max(FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH));
            }
            a.intoArray(lanes, g);
            b.intoArray(lanes, g + WIDTH);
            c.intoArray(lanes, g + 2 * WIDTH);
            d.intoArray(lanes, g + 3 * WIDTH);
        }
        for (int half = LANES / 2; half >= GROUP; half /= 2) {
            for (int j = 0; j < half; j += WIDTH) {
                FloatVector a = FloatVector.fromArray(SPECIES, lanes, j);
                a.max(FloatVector.fromArray(SPECIES, lanes, j + half)).intoArray(lanes, j);
            }
        }
    }

    private static void min(float[] x, int from, int n, float[] lanes) {
        int end = from + n;
        for (int g = 0; g < LANES; g += 4 * WIDTH) {
            int i = from + g;
            FloatVector a = FloatVector.fromArray(SPECIES, x, i);
            FloatVector b = FloatVector.fromArray(SPECIES, x, i + WIDTH);
            FloatVector c = FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH);
            FloatVector d = FloatVector.fromArray(SPECIES, x, i + 3 * WIDTH);
            for (i += LANES; i + 4 * WIDTH <= end; i += LANES) {
                a = a.min(FloatVector.fromArray(SPECIES, x, i));
                b = b.min(FloatVector.fromArray(SPECIES, x, i + WIDTH));
                c = c.min(FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH));
                d = d.min(FloatVector.fromArray(SPECIES, x, i + 3 * WIDTH));
            }
            if (i + WIDTH <= end) {
                a = a.min(FloatVector.fromArray(SPECIES, x, i));
            }
            if (i + 2 * WIDTH <= end) {
                b = b.min(FloatVector.fromArray(SPECIES, x, i + WIDTH));
            }
            if (i + 3 * WIDTH <= end) {
                c = c.min(FloatVector.fromArray(SPECIES, x, i + 2 * WIDTH));
            }
            a.intoArray(lanes, g);
            b.intoArray(lanes, g + WIDTH);
            c.intoArray(lanes, g + 2 * WIDTH);
            d.intoArray(lanes, g + 3 * WIDTH);
        }
        for (int half = LANES / 2; half >= GROUP; half /= 2) {
            for (int j = 0; j < half; j += WIDTH) {
                FloatVector a = FloatVector.fromArray(SPECIES, lanes, j);
                a.min(FloatVector.fromArray(SPECIES, lanes, j + half)).intoArray(lanes, j);
            }
        }
    }

    private static void sum(float[] lanes, float[] x, int from, int n) {
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, lanes, j);
            a.add(FloatVector.fromArray(SPECIES, x, from + j)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            lanes[j] += x[from + j];
        }
    }

    private static void max(float[] lanes, float[] x, int from, int n) {
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, lanes, j);
            a.max(FloatVector.fromArray(SPECIES, x, from + j)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            lanes[j] = Math.max(lanes[j], x[from + j]);
        }
    }

    private static void min(float[] lanes, float[] x, int from, int n) {
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, lanes, j);
            a.min(FloatVector.fromArray(SPECIES, x, from + j)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            lanes[j] = Math.min(lanes[j], x[from + j]);
        }
    }

    private static void sum(float[] lanes, float[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, x, from + j).add(FloatVector.fromArray(SPECIES, x, x1 + j));
            FloatVector b = FloatVector.fromArray(SPECIES, x, x2 + j).add(FloatVector.fromArray(SPECIES, x, x3 + j));
            FloatVector.fromArray(SPECIES, lanes, j).add(a.add(b)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            float a = x[from + j] + x[x1 + j];
            float b = x[x2 + j] + x[x3 + j];
            lanes[j] = lanes[j] + (a + b);
        }
    }

    private static void max(float[] lanes, float[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, x, from + j).max(FloatVector.fromArray(SPECIES, x, x1 + j));
            FloatVector b = FloatVector.fromArray(SPECIES, x, x2 + j).max(FloatVector.fromArray(SPECIES, x, x3 + j));
            FloatVector.fromArray(SPECIES, lanes, j).max(a.max(b)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            float a = Math.max(x[from + j], x[x1 + j]);
            float b = Math.max(x[x2 + j], x[x3 + j]);
            lanes[j] = Math.max(lanes[j], Math.max(a, b));
        }
    }

    private static void min(float[] lanes, float[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, x, from + j).min(FloatVector.fromArray(SPECIES, x, x1 + j));
            FloatVector b = FloatVector.fromArray(SPECIES, x, x2 + j).min(FloatVector.fromArray(SPECIES, x, x3 + j));
            FloatVector.fromArray(SPECIES, lanes, j).min(a.min(b)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            float a = Math.min(x[from + j], x[x1 + j]);
            float b = Math.min(x[x2 + j], x[x3 + j]);
            lanes[j] = Math.min(lanes[j], Math.min(a, b));
        }
    }
}
