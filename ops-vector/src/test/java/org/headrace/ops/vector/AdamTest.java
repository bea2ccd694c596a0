package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.headrace.ops.kernels.AdamLoops;
import org.headrace.ops.kernels.ScalarAdam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Adam's step: the same bits on both providers, and TensorFlow's results where numbers become denormal. */
class AdamTest {
    private static final int AT = 5;
    private static final int N = 5000;
    private static final int[] LENGTHS = {0, 1, 7, 8, 16, 17, 33, 255, 256, 257, 1024, N - AT};

    private static final AdamLoops VECTOR = new VectorAdam();
    private static final AdamLoops SCALAR = new ScalarAdam();

    /** Numbers from {@code 2^least} up to {@code 2^most}, some of them 0. */
    private static double[] numbers(int seed, int least, int most) {
        Random random = new Random(seed);
        double[] numbers = new double[N];
        Arrays.setAll(
                numbers,
                i -> random.nextInt(5) == 0
                        ? 0
                        : Math.scalb(random.nextFloat() + 1, least + random.nextInt(most - least))
                                * (random.nextBoolean() ? 1 : -1));
        return numbers;
    }

    private static float[] narrow(double[] wide) {
        float[] narrow = new float[wide.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) wide[i];
        }
        return narrow;
    }

    private static double[] positive(double[] x) {
        return Arrays.stream(x).map(Math::abs).toArray();
    }

    /** The variable, {@code m}, {@code v} and the gradient: ordinary ones, ever smaller ones, and any. */
    private static double[][] operands(int least, int most) {
        return new double[][] {
            numbers(1, -5, 5),
            numbers(2, least, most),
            positive(numbers(3, 2 * least, 2 * most)),
            numbers(4, least, most)
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {-20, -50, -80, -149, -500, -530})
    void bothProvidersHaveTheSameBits(int least) {
        for (int n : LENGTHS) {
            for (float alpha : new float[] {1e-3f, 1e-12f}) {
                double[][] wide = operands(least, least / 3);
                double[][] expectedWide = operands(least, least / 3);
                float[][] single = Arrays.stream(wide).map(AdamTest::narrow).toArray(float[][]::new);
                float[][] expected = Arrays.stream(wide).map(AdamTest::narrow).toArray(float[][]::new);
                step(VECTOR, wide, n, alpha);
                step(SCALAR, expectedWide, n, alpha);
                step(VECTOR, single, n, alpha);
                step(SCALAR, expected, n, alpha);
                for (int i = 0; i < 3; i++) {
                    assertThat(Arrays.mismatch(single[i], expected[i])).isEqualTo(-1);
                    assertThat(Arrays.mismatch(wide[i], expectedWide[i])).isEqualTo(-1);
                }
            }
        }
    }

    private static void step(AdamLoops loops, float[][] x, int n, float alpha) {
        loops.step(x[0], x[1], x[2], x[3], AT, AT + n, alpha, 0.1f, 1e-3f, 1e-8f);
    }

    private static void step(AdamLoops loops, double[][] x, int n, double alpha) {
        loops.step(x[0], x[1], x[2], x[3], AT, AT + n, alpha, 0.1, 1e-3, 1e-8);
    }

    /** TensorFlow's kernels run with the processor's modes by which denormal results and operands are 0. */
    private static float flushed(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }

    private static double flushed(double x) {
        return Math.abs(x) < Double.MIN_NORMAL ? 0 : x;
    }

    @ParameterizedTest
    @ValueSource(ints = {-20, -60, -100, -126})
    void eachDenormalResultIsZero(int least) {
        float[][] x =
                Arrays.stream(operands(least, least / 3)).map(AdamTest::narrow).toArray(float[][]::new);
        for (int i = 0; i < N; i++) {
            x[2][i] = flushed(x[2][i]);
        }
        float[][] y = Arrays.stream(x).map(float[]::clone).toArray(float[][]::new);
        for (int step = 0; step < 3; step++) {
            step(VECTOR, x, N - AT, 1e-3f);
            for (int i = AT; i < N; i++) {
                float g = y[3][i];
                y[1][i] = flushed(y[1][i] + flushed(flushed(g - y[1][i]) * 0.1f));
                y[2][i] = flushed(y[2][i] + flushed(flushed(flushed(g * g) - y[2][i]) * 1e-3f));
                y[0][i] -= flushed(y[1][i] * 1e-3f) / ((float) Math.sqrt(y[2][i]) + 1e-8f);
            }
            for (int i = 0; i < 3; i++) {
                for (int j = AT; j < N; j++) { // zeros of either sign are the same
                    assertThat(x[i][j] == y[i][j])
                            .as("%s: %s for %s", i, x[i][j], y[i][j])
                            .isTrue();
                }
            }
        }
    }

    /** As {@code m - m / 10} does no more once {@code m / 10} is denormal: at the last at 9 times the least normal number. */
    @Test
    void momentsWithoutGradientsStayNormal() {
        float[][] x = {new float[N], new float[N], new float[N], new float[N]};
        double[][] wide = {new double[N], new double[N], new double[N], new double[N]};
        for (int i = 1; i < 3; i++) {
            Arrays.fill(x[i], 1e-30f);
            Arrays.fill(wide[i], 1e-300);
        }
        for (int step = 0; step < 200; step++) {
            VECTOR.step(x[0], x[1], x[2], x[3], 0, N, 1e-3f, 0.1f, 0.1f, 1e-8f);
            VECTOR.step(wide[0], wide[1], wide[2], wide[3], 0, N, 1e-3, 0.1, 0.1, 1e-8);
        }
        for (int i = 1; i < 3; i++) {
            for (int j = 0; j < N; j++) {
                assertThat(x[i][j]).isBetween(8.99f * Float.MIN_NORMAL, 10.01f * Float.MIN_NORMAL);
                assertThat(wide[i][j]).isBetween(8.99 * Double.MIN_NORMAL, 10.01 * Double.MIN_NORMAL);
            }
        }
    }
}
