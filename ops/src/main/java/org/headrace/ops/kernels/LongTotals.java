package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Tensor;

/** Totals of integers, in 64 bits; what does not fit the output's width is cut off, as two's complement does. */
final class LongTotals implements Totals {
    private static final int CHUNK = 1024;

    private final Fold fold;
    private final long identity;
    private final long[] totals;
    private final long[] chunk = new long[CHUNK];
    private Tensor input = Tensor.of(new long[0]);

    LongTotals(Fold fold, DType dtype, int size) {
        this.fold = fold;
        this.identity = switch (fold) {
            case SUM, MEAN -> 0;
            case PROD -> 1;
            case MAX -> Longs.lowest(dtype);
            case MIN -> Longs.highest(dtype);
        };
        this.totals = new long[size];
    }

    @Override
    public void start(Tensor newInput) {
        input = newInput;
        Arrays.fill(totals, identity);
    }

    @Override
    public void row(int from, int n, int o) {
        long total = totals[o];
        for (int done = 0; done < n; done += CHUNK) {
            int m = Math.min(CHUNK, n - done);
            Longs.load(input, from + done, chunk, m);
            for (int i = 0; i < m; i++) {
                total = fold.apply(total, chunk[i]);
            }
        }
        totals[o] = total;
    }

    @Override
    public void columns(int from, int rows, int width, int o) {
        for (int first = 0; first < width; first += CHUNK) {
            int w = Math.min(CHUNK, width - first);
            for (int row = 0; row < rows; row++) {
                Longs.load(input, from + row * width + first, chunk, w);
                for (int j = 0; j < w; j++) {
                    totals[o + first + j] = fold.apply(totals[o + first + j], chunk[j]);
                }
            }
        }
    }

    /** A mean is cut off toward zero; of nothing it is 0. */
    @Override
    public void finish(Tensor output, long count) {
        if (fold == Fold.MEAN) {
            for (int i = 0; i < totals.length; i++) {
                totals[i] = count == 0 ? 0 : totals[i] / count;
            }
        }
        Longs.store(totals, output, 0, totals.length);
    }
}
