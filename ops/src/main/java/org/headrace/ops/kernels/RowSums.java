package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.OpContext;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;

/** Adds rows of one tensor to rows of another, row by row, in the order of the calls. */
public final class RowSums {
    private final int width;
    private final long[] row;
    private final long[] sum;

    /** For rows of {@code width} elements. */
    public RowSums(OpContext in, DType dtype, int width) {
        if (dtype == DType.UINT64 || !dtype.isInteger() && dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
            throw new UnimplementedException(in.op(), "has no kernel for " + dtype + ": cast the input to float32");
        }
        this.width = width;
        boolean integer = dtype.isInteger();
        this.row = new long[integer ? width : 0];
        this.sum = new long[integer ? width : 0];
    }

    /** Makes all elements 0. */
    public static void clear(Tensor y) {
        int size = y.size();
        switch (y.dtype().storage()) {
            case FLOATS -> Arrays.fill(y.floats(), 0, size, 0);
            case DOUBLES -> Arrays.fill(y.doubles(), 0, size, 0);
            case INTS -> Arrays.fill(y.ints(), 0, size, 0);
            case LONGS -> Arrays.fill(y.longs(), 0, size, 0);
            case SHORTS -> Arrays.fill(y.shorts(), 0, size, (short) 0);
            case BYTES -> Arrays.fill(y.bytes(), 0, size, (byte) 0);
            case STRINGS -> throw new IllegalArgumentException("strings have no zero");
        }
    }

    /** Adds row {@code from} of {@code x} to row {@code to} of {@code y}. */
    public void add(Tensor x, int from, Tensor y, int to) {
        int i = from * width;
        int o = to * width;
        switch (y.dtype()) {
            case FLOAT32 -> {
                float[] a = x.floats();
                float[] b = y.floats();
                for (int j = 0; j < width; j++) {
                    b[o + j] += a[i + j];
                }
            }
            case FLOAT64 -> {
                double[] a = x.doubles();
                double[] b = y.doubles();
                for (int j = 0; j < width; j++) {
                    b[o + j] += a[i + j];
                }
            }
            default -> {
                Longs.load(x, i, row, width);
                Longs.load(y, o, sum, width);
                for (int j = 0; j < width; j++) {
                    sum[j] += row[j];
                }
                Longs.store(sum, y, o, width);
            }
        }
    }
}
