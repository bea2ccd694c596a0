package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Tensor;

/** Totals of float32 values. */
final class FloatTotals extends RealTotals<float[]> {
    FloatTotals(Fold fold, double[] totals, int width) {
        super(fold, totals, Kernels.provider().floatFolds(), new float[Math.max(width, FoldLoops.LANES)]);
    }

    @Override
    public Totals sharing() {
        return new FloatTotals(fold, totals, lanes.length);
    }

    @Override
    public void endColumns(int n, int at) {
        switch (fold) {
            case SUM, MEAN -> {
                for (int j = 0; j < n; j++) {
                    totals[at + j] += lanes[j];
                }
            }
            default -> {
                for (int j = 0; j < n; j++) {
                    totals[at + j] = fold.apply(totals[at + j], lanes[j]);
                }
            }
        }
    }

    @Override
    public void finish(int at, int n, long divisor, Tensor y, int to) {
        float[] values = y.floats();
        for (int i = 0; i < n; i++) {
            values[to + i] = (float) (totals[at + i] / divisor);
        }
    }

    @Override
    void fill(int n) {
        Arrays.fill(lanes, 0, n, (float) fold.identity());
    }

    @Override
    double ofGroup() {
        float[] a = lanes;
        if (fold == Fold.SUM || fold == Fold.MEAN) {
            float first = ((a[0] + a[8]) + (a[4] + a[12])) + ((a[2] + a[10]) + (a[6] + a[14]));
            float second = ((a[1] + a[9]) + (a[5] + a[13])) + ((a[3] + a[11]) + (a[7] + a[15]));
            return first + second;
        }
        for (int half = FoldLoops.GROUP / 2; half > 0; half /= 2) {
            for (int j = 0; j < half; j++) {
                a[j] = (float) fold.apply(a[j], a[j + half]);
            }
        }
        return a[0];
    }

    @Override
    double few(int from, int to) {
        double total = fold.identity();
        switch (fold) {
            case SUM, MEAN -> {
                double other = 0;
                int i = from;
                for (; i + 1 < to; i += 2) {
                    total += x[i];
                    other += x[i + 1];
                }
                total = (i < to ? total + x[i] : total) + other;
            }
            case PROD -> {
                for (int i = from; i < to; i++) {
                    total *= x[i];
                }
            }
            case MAX -> {
                for (int i = from; i < to; i++) {
                    total = Math.max(total, x[i]);
                }
            }
            case MIN -> {
                for (int i = from; i < to; i++) {
                    total = Math.min(total, x[i]);
                }
            }
        }
        return total;
    }
}
