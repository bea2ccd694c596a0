package org.headrace.ops.state;

import org.headrace.core.DType;
import org.headrace.core.Tensor;
import org.headrace.ops.kernels.Elements;

/** How a stretch of a variable changes by a stretch of values of the same dtype. */
public enum InPlace {
    /** {@code x = y}. */
    SET,
    /** {@code x += y}. */
    ADD,
    /** {@code x -= y}. */
    SUBTRACT,
    /** {@code x *= y}. */
    MULTIPLY,
    /** {@code x /= y}, of integers towards zero. */
    DIVIDE,
    /** {@code x = min(x, y)}. */
    MINIMUM,
    /** {@code x = max(x, y)}. */
    MAXIMUM;

    /** Changes {@code count} elements of {@code x} from {@code to} on by those of {@code y} from {@code from} on. */
    public void apply(Tensor x, int to, Tensor y, int from, int count) {
        if (this != SET && !hasLoop(x.dtype())) {
            Combination.of(this, x.dtype()).apply(x, to, y, from, count);
            return;
        }
        int width = x.dtype().width();
        int i = to * width;
        int j = from * width;
        int n = count * width;
        switch (this) {
            case SET -> Elements.copy(y.array(), j, x.array(), i, n);
            case ADD -> add(x, i, y, j, n);
            default -> subtract(x, i, y, j, n);
        }
    }

    private boolean hasLoop(DType dtype) {
        boolean half = dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
        return (this == ADD || this == SUBTRACT) && !half && dtype != DType.BOOL;
    }

    private static void add(Tensor x, int i, Tensor y, int j, int n) {
        switch (x.dtype().storage()) {
            case FLOATS -> add(x.floats(), i, y.floats(), j, n);
            case DOUBLES -> add(x.doubles(), i, y.doubles(), j, n);
            case INTS -> add(x.ints(), i, y.ints(), j, n);
            case LONGS -> add(x.longs(), i, y.longs(), j, n);
            case SHORTS -> add(x.shorts(), i, y.shorts(), j, n);
            case BYTES -> add(x.bytes(), i, y.bytes(), j, n);
            case STRINGS -> throw new IllegalStateException("strings do not add");
        }
    }

    private static void subtract(Tensor x, int i, Tensor y, int j, int n) {
        switch (x.dtype().storage()) {
            case FLOATS -> subtract(x.floats(), i, y.floats(), j, n);
            case DOUBLES -> subtract(x.doubles(), i, y.doubles(), j, n);
            case INTS -> subtract(x.ints(), i, y.ints(), j, n);
            case LONGS -> subtract(x.longs(), i, y.longs(), j, n);
            case SHORTS -> subtract(x.shorts(), i, y.shorts(), j, n);
            case BYTES -> subtract(x.bytes(), i, y.bytes(), j, n);
            case STRINGS -> throw new IllegalStateException("strings do not subtract");
        }
    }

    private static void add(float[] x, int to, float[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] += y[from + k];
        }
    }

    private static void add(double[] x, int to, double[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] += y[from + k];
        }
    }

    private static void add(int[] x, int to, int[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] += y[from + k];
        }
    }

    private static void add(long[] x, int to, long[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] += y[from + k];
        }
    }

    private static void add(short[] x, int to, short[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] += y[from + k];
        }
    }

    private static void add(byte[] x, int to, byte[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] += y[from + k];
        }
    }

    private static void subtract(float[] x, int to, float[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] -= y[from + k];
        }
    }

    private static void subtract(double[] x, int to, double[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] -= y[from + k];
        }
    }

    private static void subtract(int[] x, int to, int[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] -= y[from + k];
        }
    }

    private static void subtract(long[] x, int to, long[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] -= y[from + k];
        }
    }

    private static void subtract(short[] x, int to, short[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] -= y[from + k];
        }
    }

    private static void subtract(byte[] x, int to, byte[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] -= y[from + k];
        }
    }
}
