package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.headrace.ops.kernels.ScalarDoubleSoftmax;
import org.headrace.ops.kernels.ScalarFloatSoftmax;
import org.headrace.ops.kernels.SoftmaxLoops;
import org.junit.jupiter.api.Test;

/** The loops of softmax on the Vector API against those in plain Java, and against the functions they stand for. */
class SoftmaxLoopsTest {
    private static final int ROWS = 3;

    private final Random random = new Random(23);

    /** Logits; every ninth row has one that is no number. */
    private float[] logits(int n, int round) {
        float[] x = new float[ROWS * n + 2];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian() * (round % 3 == 0 ? 200 : 5);
        }
        if (round % 9 == 0) {
            x[random.nextInt(x.length)] = Float.NaN;
        }
        if (round % 7 == 0) {
            x[random.nextInt(x.length)] = Float.NEGATIVE_INFINITY;
        }
        return x;
    }

    @Test
    void giveTheBitsOfPlainJavaInFloat() {
        SoftmaxLoops<float[]> plain = new ScalarFloatSoftmax();
        SoftmaxLoops<float[]> vector = new VectorFloatSoftmax();
        for (int n = 1; n < 200; n++) {
            float[] x = logits(n, n);
            double[] max = new double[ROWS];
            double[] vectorMax = new double[ROWS];
            plain.max(x, 2, n, ROWS, max);
            vector.max(x, 2, n, ROWS, vectorMax);
            assertThat(vectorMax).isEqualTo(max);
            float[] y = new float[ROWS * n + 1];
            float[] vectorY = new float[ROWS * n + 1];
            plain.exp(x, 2, n, ROWS, max, y, 1);
            vector.exp(x, 2, n, ROWS, max, vectorY, 1);
            assertThat(vectorY).isEqualTo(y);
        }
    }

    @Test
    void giveTheBitsOfPlainJavaInDouble() {
        SoftmaxLoops<double[]> plain = new ScalarDoubleSoftmax();
        SoftmaxLoops<double[]> vector = new VectorDoubleSoftmax();
        for (int n = 1; n < 200; n++) {
            float[] floats = logits(n, n);
            double[] x = new double[floats.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = floats[i];
            }
            double[] max = new double[ROWS];
            double[] vectorMax = new double[ROWS];
            plain.max(x, 2, n, ROWS, max);
            vector.max(x, 2, n, ROWS, vectorMax);
            assertThat(vectorMax).isEqualTo(max);
            double[] y = new double[ROWS * n + 1];
            double[] vectorY = new double[ROWS * n + 1];
            plain.exp(x, 2, n, ROWS, max, y, 1);
            vector.exp(x, 2, n, ROWS, max, vectorY, 1);
            assertThat(vectorY).isEqualTo(y);
        }
    }

    @Test
    void areTheExponentialFunctionToTwoUnitsInTheLastPlace() {
        float[] x = new float[9000];
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = -i * 0.01f;
            wide[i] = -i * 0.09;
        }
        double[] max = {0};
        float[] y = new float[x.length];
        new ScalarFloatSoftmax().exp(x, 0, x.length, 1, max, y, 0);
        double[] wideY = new double[x.length];
        new ScalarDoubleSoftmax().exp(wide, 0, x.length, 1, max, wideY, 0);
        for (int i = 0; i < x.length; i++) {
            double expected = Math.exp(x[i]);
            assertThat((double) y[i]).isCloseTo(expected, within(2.0 * Math.ulp((float) expected) + 2e-38));
            double expectedWide = Math.exp(wide[i]);
            assertThat(wideY[i]).isCloseTo(expectedWide, within(2 * Math.ulp(expectedWide) + 4e-308));
        }
        assertThat(y[8999]).isZero();
        assertThat(wideY[8999]).isZero();
    }
}
