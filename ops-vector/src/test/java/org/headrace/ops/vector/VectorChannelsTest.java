package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.headrace.ops.kernels.ChannelLoops;
import org.headrace.ops.kernels.ScalarFloatChannels;
import org.junit.jupiter.api.Test;

/** The loops of pooling on the Vector API against those in plain Java: the same bits, also of ties, NaN and infinities. */
class VectorChannelsTest {
    private static final float[] SPECIAL = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f};

    private final Random random = new Random(9);
    private final ChannelLoops<float[]> plain = new ScalarFloatChannels();
    private final ChannelLoops<float[]> vector = new VectorChannels();

    @Test
    void findTheGreatestAsPlainJavaDoes() {
        for (int i = 0; i < 400; i++) {
            int channels = 1 + random.nextInt(70);
            var window = new ChannelLoops.Window();
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
        }
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
