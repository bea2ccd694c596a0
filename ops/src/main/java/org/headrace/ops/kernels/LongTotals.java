package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Tensor;

/** Totals of integers, in 64 bits; what does not fit the output's width is cut off, as two's complement does. */
final class LongTotals implements Totals {
    private final Fold fold;
    private final DType dtype;
    private final long identity;
    /** Flips the first bits of uint64, so that they compare as signed numbers do. */
    private final long flipped;

    private final long[] totals;
    private final long[] lanes;
    private final long[] chunk;
    private Object x;

    LongTotals(Fold fold, DType dtype, long[] totals, int width) {
        this.fold = fold;
        this.dtype = dtype;
        this.identity = switch (fold) {
            case SUM, MEAN -> 0;
            case PROD -> 1;
            case MAX -> Longs.lowest(dtype);
            case MIN -> Longs.highest(dtype);
        };
        this.flipped = dtype == DType.UINT64 && (fold == Fold.MAX || fold == Fold.MIN) ? Long.MIN_VALUE : 0;
        this.totals = totals;
        this.lanes = new long[width];
        this.chunk = new long[Math.max(width, CHUNK / 4)];
        this.x = chunk;
    }

    @Override
    public Totals sharing() {
        return new LongTotals(fold, dtype, totals, lanes.length);
    }

    @Override
    public void source(Object values) {
        x = values;
    }

    @Override
    public void clear(int at, int n) {
        Arrays.fill(totals, at, at + n, identity);
    }

    @Override
    public void rows(int from, int n, int rows, int at) {
        for (int r = 0; r < rows; r++) {
            int end = from + (r + 1) * n;
            for (int i = end - n; i < end; i += chunk.length) {
                int m = Math.min(chunk.length, end - i);
                load(i, m);
                totals[at + r] = fold.apply(totals[at + r], ofChunk(m));
            }
        }
    }

    private void load(int from, int n) {
        Longs.load(dtype, x, from, chunk, n);
        for (int i = 0; flipped != 0 && i < n; i++) {
            chunk[i] ^= flipped;
        }
    }

    private long ofChunk(int n) {
        long total = identity;
        switch (fold) {
            case SUM, MEAN -> {
                for (int i = 0; i < n; i++) {
                    total += chunk[i];
                }
            }
            case PROD -> {
                for (int i = 0; i < n; i++) {
                    total *= chunk[i];
                }
            }
            case MAX -> {
                for (int i = 0; i < n; i++) {
                    total = Math.max(total, chunk[i]);
                }
            }
            case MIN -> {
                for (int i = 0; i < n; i++) {
                    total = Math.min(total, chunk[i]);
                }
            }
        }
        return total;
    }

    @Override
    public void beginColumns(int n) {
        Arrays.fill(lanes, 0, n, identity);
    }

    @Override
    public void columns(int from, int stride, int rows, int n) {
        for (int r = 0; r < rows; r++) {
            load(from + r * stride, n);
            join(lanes, 0, chunk, 0, n);
        }
    }

    @Override
    public void endColumns(int n, int at) {
        join(totals, at, lanes, 0, n);
    }

    @Override
    public void merge(int from, int at, int n) {
        join(totals, at, totals, from, n);
    }

    private void join(long[] a, int at, long[] b, int from, int n) {
        switch (fold) {
            case SUM, MEAN -> {
                for (int j = 0; j < n; j++) {
                    a[at + j] += b[from + j];
                }
            }
            default -> {
                for (int j = 0; j < n; j++) {
                    a[at + j] = fold.apply(a[at + j], b[from + j]);
                }
            }
        }
    }

    /** A quotient is cut off toward zero; of a division by 0 it is 0. */
    @Override
    public void finish(int at, int n, long divisor, Tensor y, int to) {
        for (int done = 0; done < n; done += chunk.length) {
            int m = Math.min(chunk.length, n - done);
            for (int i = 0; i < m; i++) {
                long total = totals[at + done + i];
                chunk[i] = divisor == 1 ? total ^ flipped : divisor == 0 ? 0 : quotient(total, divisor);
            }
            Longs.store(chunk, y, to + done, m);
        }
    }

    private long quotient(long total, long divisor) {
        return dtype == DType.UINT64 ? Long.divideUnsigned(total, divisor) : total / divisor;
    }
}
