package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Tensor;

/** Moves and fills raw array elements, whichever kind of Java array a dtype is stored in. */
public final class Elements {
    private static final byte[] NO_TEXT = {};

    private Elements() {}

    /** Copies {@code n} neighbouring array elements. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // one dtype has one kind of array
    public static void copy(Object from, int fromAt, Object to, int toAt, int n) {
        if (from instanceof float[] source && to instanceof float[] target) { // short copies of a known kind are faster
            System.arraycopy(source, fromAt, target, toAt, n);
        } else {
            System.arraycopy(from, fromAt, to, toAt, n);
        }
    }

    /** Copies {@code rows} rows of {@code n} neighbouring array elements each. */
    static void copyRows(Object from, int fromAt, int fromStride, Object to, int toAt, int toStride, int rows, int n) {
        // The arrays' kinds are known to each loop, which makes short copies several times faster.
        if (from instanceof float[] source) {
            float[] target = (float[]) to;
            for (int r = 0; r < rows; r++) {
                System.arraycopy(source, fromAt + r * fromStride, target, toAt + r * toStride, n);
            }
        } else if (from instanceof double[] source) {
            double[] target = (double[]) to;
            for (int r = 0; r < rows; r++) {
                System.arraycopy(source, fromAt + r * fromStride, target, toAt + r * toStride, n);
            }
        } else if (from instanceof int[] source) {
            int[] target = (int[]) to;
            for (int r = 0; r < rows; r++) {
                System.arraycopy(source, fromAt + r * fromStride, target, toAt + r * toStride, n);
            }
        } else {
            for (int r = 0; r < rows; r++) {
                copy(from, fromAt + r * fromStride, to, toAt + r * toStride, n);
            }
        }
    }

    /** Writes zeros (false, empty strings) over the whole tensor. */
    public static void clear(Tensor tensor) {
        clear(tensor.array(), 0, tensor.size() * tensor.dtype().width());
    }

    /** Writes zeros (false, empty strings) over {@code n} neighbouring array elements. */
    static void clear(Object array, int from, int n) {
        int to = from + n;
        if (array instanceof float[] values) {
            Arrays.fill(values, from, to, 0);
        } else if (array instanceof double[] values) {
            Arrays.fill(values, from, to, 0);
        } else if (array instanceof int[] values) {
            Arrays.fill(values, from, to, 0);
        } else if (array instanceof long[] values) {
            Arrays.fill(values, from, to, 0);
        } else if (array instanceof short[] values) {
            Arrays.fill(values, from, to, (short) 0);
        } else if (array instanceof byte[] values) {
            Arrays.fill(values, from, to, (byte) 0);
        } else {
            Arrays.fill((byte[][]) array, from, to, NO_TEXT);
        }
    }

    /** Writes the one element of {@code value} over the whole tensor of the same dtype. */
    public static void fill(Tensor tensor, Tensor value) {
        int n = tensor.size() * tensor.dtype().width();
        Object array = tensor.array();
        if (tensor.dtype().isComplex()) {
            for (int i = 0; i < n; i += 2) {
                copy(value.array(), 0, array, i, 2);
            }
        } else if (array instanceof float[] values) {
            Arrays.fill(values, 0, n, value.floats()[0]);
        } else if (array instanceof double[] values) {
            Arrays.fill(values, 0, n, value.doubles()[0]);
        } else if (array instanceof int[] values) {
            Arrays.fill(values, 0, n, value.ints()[0]);
        } else if (array instanceof long[] values) {
            Arrays.fill(values, 0, n, value.longs()[0]);
        } else if (array instanceof short[] values) {
            Arrays.fill(values, 0, n, value.shorts()[0]);
        } else if (array instanceof byte[] values) {
            Arrays.fill(values, 0, n, value.bytes()[0]);
        } else {
            Arrays.fill(tensor.strings(), 0, n, value.strings()[0]);
        }
    }

    /**
     * Adds {@code n} neighbouring array elements to others; bytes and shorts wrap around as TensorFlow's do. Not for strings,
     * nor for halves, whose sums these are not.
     */
    public static void add(Object from, int fromAt, Object to, int toAt, int n) {
        if (from instanceof float[] source) {
            float[] target = (float[]) to;
            for (int i = 0; i < n; i++) {
                target[toAt + i] += source[fromAt + i];
            }
        } else if (from instanceof double[] source) {
            double[] target = (double[]) to;
            for (int i = 0; i < n; i++) {
                target[toAt + i] += source[fromAt + i];
            }
        } else if (from instanceof int[] source) {
            int[] target = (int[]) to;
            for (int i = 0; i < n; i++) {
                target[toAt + i] += source[fromAt + i];
            }
        } else if (from instanceof long[] source) {
            long[] target = (long[]) to;
            for (int i = 0; i < n; i++) {
                target[toAt + i] += source[fromAt + i];
            }
        } else if (from instanceof short[] source) {
            short[] target = (short[]) to;
            for (int i = 0; i < n; i++) {
                target[toAt + i] = (short) (target[toAt + i] + source[fromAt + i]);
            }
        } else {
            byte[] source = (byte[]) from;
            byte[] target = (byte[]) to;
            for (int i = 0; i < n; i++) {
                target[toAt + i] = (byte) (target[toAt + i] + source[fromAt + i]);
            }
        }
    }

    /**
     * Copies an {@code n0 x n1} block, element by element, between arrays of one kind.
     *
     * @param from0 how far apart the block's rows lie in {@code from}, {@code from1} its columns; the same of {@code to}
     */
    static void copyBlock(
            Object from, int fromAt, int from0, int from1, Object to, int toAt, int to0, int to1, int n0, int n1) {
        if (from instanceof float[] source) {
            float[] target = (float[]) to;
            for (int i = 0; i < n0; i++) {
                for (int j = 0, s = fromAt + i * from0, t = toAt + i * to0; j < n1; j++, s += from1, t += to1) {
                    target[t] = source[s];
                }
            }
        } else if (from instanceof double[] source) {
            double[] target = (double[]) to;
            for (int i = 0; i < n0; i++) {
                for (int j = 0, s = fromAt + i * from0, t = toAt + i * to0; j < n1; j++, s += from1, t += to1) {
                    target[t] = source[s];
                }
            }
        } else if (from instanceof int[] source) {
            int[] target = (int[]) to;
            for (int i = 0; i < n0; i++) {
                for (int j = 0, s = fromAt + i * from0, t = toAt + i * to0; j < n1; j++, s += from1, t += to1) {
                    target[t] = source[s];
                }
            }
        } else if (from instanceof long[] source) {
            long[] target = (long[]) to;
            for (int i = 0; i < n0; i++) {
                for (int j = 0, s = fromAt + i * from0, t = toAt + i * to0; j < n1; j++, s += from1, t += to1) {
                    target[t] = source[s];
                }
            }
        } else if (from instanceof short[] source) {
            short[] target = (short[]) to;
            for (int i = 0; i < n0; i++) {
                for (int j = 0, s = fromAt + i * from0, t = toAt + i * to0; j < n1; j++, s += from1, t += to1) {
                    target[t] = source[s];
                }
            }
        } else if (from instanceof byte[] source) {
            byte[] target = (byte[]) to;
            for (int i = 0; i < n0; i++) {
                for (int j = 0, s = fromAt + i * from0, t = toAt + i * to0; j < n1; j++, s += from1, t += to1) {
                    target[t] = source[s];
                }
            }
        } else {
            byte[][] source = (byte[][]) from;
            byte[][] target = (byte[][]) to;
            for (int i = 0; i < n0; i++) {
                for (int j = 0, s = fromAt + i * from0, t = toAt + i * to0; j < n1; j++, s += from1, t += to1) {
                    target[t] = source[s];
                }
            }
        }
    }
}
