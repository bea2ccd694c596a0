package org.headrace.ops.image;

import org.headrace.core.DType;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.core.Workers;

/** The elements of an input as floats: its own array, or a copy that is kept from run to run. */
final class FloatPixels {
    private static final int PIECE = 1 << 15;

    private final int input;
    private final int size;
    private final Workers workers;
    private final float[] converted;
    private final Workers.Piece piece = this::convert;
    private Tensor source = Tensor.of(0f);

    FloatPixels(Signature signature, int input) {
        this.input = input;
        this.workers = signature.workers();
        this.size = signature.input(input).shape().size();
        DType dtype = signature.input(input).dtype();
        if (dtype == DType.FLOAT16 || dtype == DType.BFLOAT16) {
            throw new UnimplementedException(signature.op(), "has no kernel for " + dtype + ": cast to float32");
        }
        this.converted = new float[dtype == DType.FLOAT32 ? 0 : size];
    }

    /** The floats of this run's value. */
    float[] of(KernelContext context) {
        source = context.input(input);
        if (source.dtype() == DType.FLOAT32) {
            return source.floats();
        }
        workers.run((size + PIECE - 1) / PIECE, piece);
        return converted;
    }

    private void convert(int number, int worker) {
        int from = number * PIECE;
        int end = Math.min(size, from + PIECE);
        float[] y = converted;
        switch (source.dtype()) {
            case FLOAT64 -> {
                double[] x = source.doubles();
                for (int i = from; i < end; i++) {
                    y[i] = (float) x[i];
                }
            }
            case INT32 -> {
                int[] x = source.ints();
                for (int i = from; i < end; i++) {
                    y[i] = x[i];
                }
            }
            case INT64 -> {
                long[] x = source.longs();
                for (int i = from; i < end; i++) {
                    y[i] = x[i];
                }
            }
            case UINT8 -> {
                byte[] x = source.bytes();
                for (int i = from; i < end; i++) {
                    y[i] = x[i] & 0xff;
                }
            }
            case INT8 -> {
                byte[] x = source.bytes();
                for (int i = from; i < end; i++) {
                    y[i] = x[i];
                }
            }
            case UINT16 -> {
                short[] x = source.shorts();
                for (int i = from; i < end; i++) {
                    y[i] = x[i] & 0xffff;
                }
            }
            default -> {
                short[] x = source.shorts();
                for (int i = from; i < end; i++) {
                    y[i] = x[i];
                }
            }
        }
    }
}
