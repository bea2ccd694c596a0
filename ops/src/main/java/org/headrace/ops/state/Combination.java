package org.headrace.ops.state;

import org.headrace.core.DType;
import org.headrace.core.Halves;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Tensor;

/** The changes of {@link InPlace} that its own loops do not do, element by element; of halves, each rounded. */
interface Combination {
    /** Changes {@code count} elements of {@code x} from {@code to} on by those of {@code y} from {@code from} on. */
    void apply(Tensor x, int to, Tensor y, int from, int count);

    static Combination of(InPlace change, DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> floats(change);
            case FLOAT64 -> doubles(change);
            case FLOAT16 -> float16s(change);
            case BFLOAT16 -> bfloat16s(change);
            case COMPLEX64 -> complexFloats(change);
            case COMPLEX128 -> complexDoubles(change);
            case BOOL -> Combination::or;
            default -> integers(change);
        };
    }

    private static Combination floats(InPlace change) {
        return (x, to, y, from, count) -> {
            float[] a = x.floats();
            float[] b = y.floats();
            for (int i = 0; i < count; i++) {
                a[to + i] = single(change, a[to + i], b[from + i]);
            }
        };
    }

    private static float single(InPlace change, float a, float b) {
        return switch (change) {
            case SET -> b;
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MINIMUM -> b < a ? b : a;
            case MAXIMUM -> b > a ? b : a;
        };
    }

    private static Combination float16s(InPlace change) {
        return (x, to, y, from, count) -> {
            short[] a = x.shorts();
            short[] b = y.shorts();
            for (int i = 0; i < count; i++) {
                float value = single(change, Halves.float16ToFloat(a[to + i]), Halves.float16ToFloat(b[from + i]));
                a[to + i] = Halves.floatToFloat16(value);
            }
        };
    }

    private static Combination bfloat16s(InPlace change) {
        return (x, to, y, from, count) -> {
            short[] a = x.shorts();
            short[] b = y.shorts();
            for (int i = 0; i < count; i++) {
                float value = single(change, Halves.bfloat16ToFloat(a[to + i]), Halves.bfloat16ToFloat(b[from + i]));
                a[to + i] = Halves.floatToBfloat16(value);
            }
        };
    }

    private static Combination doubles(InPlace change) {
        return (x, to, y, from, count) -> {
            double[] a = x.doubles();
            double[] b = y.doubles();
            for (int i = 0; i < count; i++) {
                a[to + i] = switch (change) {
                    case MULTIPLY -> a[to + i] * b[from + i];
                    case DIVIDE -> a[to + i] / b[from + i];
                    case MINIMUM -> b[from + i] < a[to + i] ? b[from + i] : a[to + i];
                    default -> b[from + i] > a[to + i] ? b[from + i] : a[to + i];
                };
            }
        };
    }

    private static Combination integers(InPlace change) {
        return (x, to, y, from, count) -> {
            for (int i = 0; i < count; i++) {
                long a = x.longAt(to + i);
                long b = y.longAt(from + i);
                store(x, to + i, integer(change, a, b));
            }
        };
    }

    private static long integer(InPlace change, long a, long b) {
        return switch (change) {
            case MULTIPLY -> a * b;
            case DIVIDE -> {
                if (b == 0) {
                    throw new InvalidArgumentException("Integer division by zero");
                }
                yield a / b;
            }
            case MINIMUM -> Math.min(a, b);
            default -> Math.max(a, b);
        };
    }

    /** Writes an integer, whose high bits are lost. */
    private static void store(Tensor x, int i, long value) {
        switch (x.dtype().storage()) {
            case BYTES -> x.bytes()[i] = (byte) value;
            case SHORTS -> x.shorts()[i] = (short) value;
            case INTS -> x.ints()[i] = (int) value;
            default -> x.longs()[i] = value;
        }
    }

    /** Bools add up to true if either is. */
    private static void or(Tensor x, int to, Tensor y, int from, int count) {
        for (int i = 0; i < count; i++) {
            x.bytes()[to + i] |= y.bytes()[from + i];
        }
    }

    private static Combination complexFloats(InPlace change) {
        return (x, to, y, from, count) -> {
            float[] a = x.floats();
            float[] b = y.floats();
            for (int i = 2 * to, j = 2 * from; j < 2 * (from + count); i += 2, j += 2) {
                double re = b[j];
                double im = change == InPlace.DIVIDE ? -b[j + 1] : b[j + 1];
                double scale = change == InPlace.DIVIDE ? re * re + im * im : 1;
                double real = (a[i] * re - a[i + 1] * im) / scale;
                a[i + 1] = (float) ((a[i] * im + a[i + 1] * re) / scale);
                a[i] = (float) real;
            }
        };
    }

    private static Combination complexDoubles(InPlace change) {
        return (x, to, y, from, count) -> {
            double[] a = x.doubles();
            double[] b = y.doubles();
            for (int i = 2 * to, j = 2 * from; j < 2 * (from + count); i += 2, j += 2) {
                double re = b[j];
                double im = change == InPlace.DIVIDE ? -b[j + 1] : b[j + 1];
                double scale = change == InPlace.DIVIDE ? re * re + im * im : 1;
                double real = (a[i] * re - a[i + 1] * im) / scale;
                a[i + 1] = (a[i] * im + a[i + 1] * re) / scale;
                a[i] = real;
            }
        };
    }
}
