package org.headrace.core.internal;

import java.util.Arrays;
import org.headrace.core.Tensor;

/** Prints tensors as NumPy prints arrays. */
public final class NumpyText {
    private NumpyText() {}

    public static String str(Tensor t) {
        return format(t).str();
    }

    public static String repr(Tensor t) {
        return format(t).repr();
    }

    private static NumpyFormat format(Tensor t) {
        long[] shape = t.shape().dims();
        int n = t.size();
        return switch (t.dtype()) {
            case FLOAT32, FLOAT16, BFLOAT16 -> NumpyFormat.of(t.toFloatArray(), shape);
            case FLOAT64 -> NumpyFormat.of(t.toDoubleArray(), shape);
            case INT8 -> NumpyFormat.of(Arrays.copyOf(t.bytes(), n), shape);
            case UINT8 -> NumpyFormat.ofUnsigned(Arrays.copyOf(t.bytes(), n), shape);
            case INT16 -> NumpyFormat.of(Arrays.copyOf(t.shorts(), n), shape);
            case UINT16 -> NumpyFormat.ofUnsigned(Arrays.copyOf(t.shorts(), n), shape);
            case INT32 -> NumpyFormat.of(Arrays.copyOf(t.ints(), n), shape);
            case UINT32, INT64, UINT64, RESOURCE -> NumpyFormat.of(t.toLongArray(), shape);
            case BOOL -> NumpyFormat.of(booleans(t), shape);
            case STRING -> NumpyFormat.of(Arrays.copyOf(t.strings(), n), shape);
            case COMPLEX64 -> NumpyFormat.ofComplex(Arrays.copyOf(t.floats(), 2 * n), shape);
            case COMPLEX128 -> NumpyFormat.ofComplex(Arrays.copyOf(t.doubles(), 2 * n), shape);
        };
    }

    private static boolean[] booleans(Tensor t) {
        boolean[] values = new boolean[t.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = t.bytes()[i] != 0;
        }
        return values;
    }
}
