package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.headrace.ops.kernels.Primitives;
import org.headrace.ops.kernels.ScalarDoubles;
import org.headrace.ops.kernels.ScalarFloats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The formulas' loops on the Vector API give plain Java's bits. */
class PrimitivesTest {
    private static final int N = 70_000;
    private static final int AT = 5;

    private static final float[] SPECIAL = {
        0,
        -0f,
        1,
        -1,
        0.5f,
        -0.5f,
        2,
        -2,
        3,
        1e-30f,
        1e-40f,
        -1e-40f,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        88.7f,
        -103.9f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        2.5f,
        -3.5f,
        1e7f
    };

    private final Primitives<float[]> floats = new VectorFloats();
    private final Primitives<double[]> doubles = new VectorDoubles();
    private final Primitives<float[]> plainFloats = new ScalarFloats();
    private final Primitives<double[]> plainDoubles = new ScalarDoubles();

    /** Numbers of all sizes, and special ones among them. */
    private static float[] values(int seed) {
        Random random = new Random(seed);
        float[] values = new float[N];
        for (int i = 0; i < N; i++) {
            values[i] = switch (random.nextInt(16)) {
                case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
                case 1, 2, 3 -> Float.intBitsToFloat(random.nextInt());
                case 4, 5, 6 -> 100 * (random.nextFloat() - 0.5f);
                default -> 6 * (random.nextFloat() - 0.5f);
            };
        }
        return values;
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i] * (1 + 1e-10 * i));
        return wide;
    }

    /** Some stretches: short ones, and one long enough to be compiled on the way. */
    private static int[] lengths() {
        return new int[] {0, 1, 3, 7, 8, 15, 16, 17, 31, 33, 100, 1024, N - AT};
    }

    @ParameterizedTest
    @EnumSource(UnaryPrimitive.class)
    void functionsOfOneNumber(UnaryPrimitive op) {
        float[] x = values(1);
        double[] xs = wide(x);
        for (int round = 0; round < 3; round++) {
            for (int n : lengths()) {
                if (floats.unary(op) != null) {
                    float[] y = new float[N];
                    float[] expected = new float[N];
                    Objects.requireNonNull(floats.unary(op)).apply(x, AT, y, 2, n);
                    Objects.requireNonNull(plainFloats.unary(op)).apply(x, AT, expected, 2, n);
                    check(op, x, expected, y);
                    double[] ys = new double[N];
                    double[] expecteds = new double[N];
                    Objects.requireNonNull(doubles.unary(op)).apply(xs, AT, ys, 2, n);
                    Objects.requireNonNull(plainDoubles.unary(op)).apply(xs, AT, expecteds, 2, n);
                    check(op, xs, expecteds, ys);
                } else if (floats.test(op) != null) {
                    int[] y = new int[N];
                    int[] expected = new int[N];
                    Objects.requireNonNull(floats.test(op)).apply(x, AT, y, 2, n);
                    Objects.requireNonNull(plainFloats.test(op)).apply(x, AT, expected, 2, n);
                    assertThat(Arrays.mismatch(y, expected)).as("%s", op).isEqualTo(-1);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BinaryPrimitive.class)
    void functionsOfTwoNumbers(BinaryPrimitive op) {
        float[] a = values(1);
        float[] b = values(2);
        double[] as = wide(a);
        double[] bs = wide(b);
        for (int round = 0; round < 3; round++) {
            for (int n : lengths()) {
                if (floats.binary(op) != null) {
                    float[] y = new float[N];
                    float[] expected = new float[N];
                    Objects.requireNonNull(floats.binary(op)).apply(a, AT, b, 1, y, 2, n);
                    Objects.requireNonNull(plainFloats.binary(op)).apply(a, AT, b, 1, expected, 2, n);
                    check(op, a, expected, y);
                    double[] ys = new double[N];
                    double[] expecteds = new double[N];
                    Objects.requireNonNull(doubles.binary(op)).apply(as, AT, bs, 1, ys, 2, n);
                    Objects.requireNonNull(plainDoubles.binary(op)).apply(as, AT, bs, 1, expecteds, 2, n);
                    check(op, as, expecteds, ys);
                } else if (floats.comparison(op) != null) {
                    int[] y = new int[N];
                    int[] expected = new int[N];
                    Objects.requireNonNull(floats.comparison(op)).apply(a, AT, b, 1, y, 2, n);
                    Objects.requireNonNull(plainFloats.comparison(op)).apply(a, AT, b, 1, expected, 2, n);
                    assertThat(Arrays.mismatch(y, expected)).as("%s", op).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void choices() {
        float[] a = values(1);
        float[] b = values(2);
        int[] condition = new Random(3).ints(N, -1, 2).toArray();
        for (int n : lengths()) {
            float[] y = new float[N];
            float[] expected = new float[N];
            floats.select().apply(condition, 1, a, AT, b, 1, y, 2, n);
            plainFloats.select().apply(condition, 1, a, AT, b, 1, expected, 2, n);
            assertThat(Arrays.mismatch(expected, y)).isEqualTo(-1);
        }
    }

    private static void check(Enum<?> op, float[] x, float[] expected, float[] y) {
        int place = Arrays.mismatch(expected, y);
        assertThat(place)
                .as("%s: %s for %s, of %s", op, at(y, place), at(expected, place), at(x, place + AT - 2))
                .isEqualTo(-1);
    }

    private static void check(Enum<?> op, double[] x, double[] expected, double[] y) {
        int place = Arrays.mismatch(expected, y);
        assertThat(place)
                .as(
                        "%s of float64: %s for %s, of %s",
                        op,
                        place < 0 ? 0 : y[place],
                        place < 0 ? 0 : expected[place],
                        place < 0 ? 0 : x[place + AT - 2])
                .isEqualTo(-1);
    }

    private static float at(float[] values, int place) {
        return place < 0 || place >= values.length ? 0 : values[place];
    }
}
