package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.headrace.ops.kernels.ChannelLoops;
import org.headrace.ops.kernels.MaxLoops;
import org.headrace.ops.kernels.ScalarFloatChannels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loops along channels on the Vector API against those in plain Java: the same bits, also of ties, NaN and infinities. */
class VectorChannelsTest {
    private static final float[] SPECIAL = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f};

    private final Random random = new Random(9);
    private final ChannelLoops<float[]> plain = new ScalarFloatChannels();

    /** At once, and when they have warmed up. */
    static List<ChannelLoops<float[]>> vectors() {
        return List.of(new VectorChannels(), new WarmingChannels(float[]::new));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void findTheGreatestAsPlainJavaDoes(ChannelLoops<float[]> vector) {
        for (int i = 0; i < 400; i++) {
            int channels = 1 + random.nextInt(70);
            var window = new MaxLoops.Window();
            window.rows = 1 + random.nextInt(3);
            window.columns = 1 + random.nextInt(3);
            window.columnStep = channels;
            window.rowStep = channels * (window.columns + random.nextInt(3));
            window.planes = 1 + random.nextInt(3);
            window.planeStep = window.rowStep * (window.rows + random.nextInt(2));
            window.at = random.nextInt(4);
            int size = window.at + window.planes * window.planeStep;
            float[] x = values(size);
            float[] dy = values(channels + 2);
            float[] expected = values(channels + 3);
            float[] y = expected.clone();
            plain.max(x, window, expected, 2, channels);
            vector.max(x, window, y, 2, channels);
            assertThat(y).isEqualTo(expected);
            float[] expectedSums = values(size);
            float[] sums = expectedSums.clone();
            plain.addToMax(x, window, dy, 1, expectedSums, channels);
            vector.addToMax(x, window, dy, 1, sums, channels);
            assertThat(sums).isEqualTo(expectedSums);
            plain.mean(x, window, expected, 2, channels);
            vector.mean(x, window, y, 2, channels);
            assertThat(y).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void sumProductsInTheOrderOfPlainJava(ChannelLoops<float[]> vector) {
        for (int i = 0; i < 200; i++) {
            int channels = 1 + random.nextInt(150);
            int count = random.nextInt(10);
            int length = 20 + 10 * channels;
            float[] a = fractions(length);
            float[] b = fractions(length);
            int[] aAt = random.ints(10, 0, length - channels - 3).toArray();
            int[] bAt = random.ints(10, 0, length - channels).toArray();
            float[] expected = fractions(channels + 3);
            float[] y = expected.clone();
            plain.products(a, aAt, b, bAt, count, expected, 2, channels);
            vector.products(a, aAt, b, bAt, count, y, 2, channels);
            assertThat(y).isEqualTo(expected);
            plain.addProducts(a, 3, channels, b, 1, 0, count, expected, 2, channels);
            vector.addProducts(a, 3, channels, b, 1, 0, count, y, 2, channels);
            assertThat(y).isEqualTo(expected);
            plain.addMultiples(b, aAt, 0, count, a, 3, expected, 2, channels);
            vector.addMultiples(b, aAt, 0, count, a, 3, y, 2, channels);
            assertThat(y).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void mixWhatLiesApartAsPlainJavaDoes(ChannelLoops<float[]> vector) {
        for (int i = 0; i < 100; i++) {
            int n = 1 + random.nextInt(100);
            float[] x = fractions(200);
            int[][] places = new int[4][];
            float[][] weights = new float[4][];
            for (int k = 0; k < 4; k++) {
                places[k] = random.ints(n, 0, 190).toArray();
                weights[k] = fractions(n);
            }
            float[] expected = fractions(n + 5);
            float[] y = expected.clone();
            plain.mix(x, 7, places, weights, expected, 3, n);
            vector.mix(x, 7, places, weights, y, 3, n);
            assertThat(y).isEqualTo(expected);
        }
    }

    private float[] fractions(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    /** Few different numbers, so that there are ties. */
    private float[] values(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextInt(12) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextInt(5) - 2;
        }
        return values;
    }
}
