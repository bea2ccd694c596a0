package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.FoldLoops;
import org.headrace.ops.kernels.Primitives;
import org.headrace.ops.kernels.ScalarFloatFolds;
import org.headrace.ops.kernels.ScalarFloatSoftmax;
import org.headrace.ops.kernels.ScalarFloats;
import org.headrace.ops.kernels.SoftmaxLoops;
import org.junit.jupiter.api.Test;

/** What stands before loops that warm up changes no bit, neither at first nor later. */
class WarmingTest {
    private static final int N = 5000;

    private final Primitives<float[]> vector = new VectorFloats();
    private final Primitives<float[]> warming =
            new WarmingPrimitives<>(new ScalarFloats(), VectorFloats::new, WarmingTest::values);

    private static float[] values(int n) {
        Random random = new Random(3);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void aChainMayBeWrittenOverItsOperands() {
        for (BinaryPrimitive first : BinaryPrimitive.values()) {
            for (BinaryPrimitive second : BinaryPrimitive.values()) {
                aChainMayBeWrittenOverItsOperands(first, second, true);
                aChainMayBeWrittenOverItsOperands(first, second, false);
            }
        }
    }

    private void aChainMayBeWrittenOverItsOperands(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        Primitives.Chain<float[]> chain = vector.chain(first, second, left);
        Primitives.Chain<float[]> guarded = warming.chain(first, second, left);
        assertThat(guarded == null).as("%s %s %s", first, second, left).isEqualTo(chain == null);
        if (chain == null || guarded == null) {
            return;
        }
        float[] a = values(N);
        float[] b = values(2 * N);
        float[] c = values(3 * N);
        float[] expected = new float[N];
        chain.apply(a, 0, b, N, c, N, expected, 0, N);
        float[] over = c.clone();
        guarded.apply(a, 0, b, N, over, N, over, N, N);

        assertThat(Arrays.copyOfRange(over, N, 2 * N)).isEqualTo(expected);
    }

    @Test
    void loopsGiveTheSameBitsBeforeAndAfter() throws InterruptedException {
        Primitives.Binary<float[]> add = Objects.requireNonNull(warming.binary(BinaryPrimitive.ADD));
        FoldLoops<float[]> folds =
                new WarmingFolds<>(new ScalarFloatFolds(), VectorFloatFolds::new, WarmingTest::values);
        SoftmaxLoops<float[]> softmax =
                new WarmingSoftmax<>(new ScalarFloatSoftmax(), VectorFloatSoftmax::new, WarmingTest::values);
        float[] x = values(4096);
        float[] sum = new float[4096];
        float[] lanes = new float[FoldLoops.LANES];
        float[] powers = new float[4096];
        new ScalarFloatFolds().lanes(Fold.SUM, x, 0, 4096, lanes);
        new ScalarFloatSoftmax().exp(x, 0, 4096, 1, new double[] {5}, powers, 0);
        for (int round = 0; round < 2000; round++) {
            float[] y = new float[4096];
            add.apply(x, 0, x, 0, y, 0, 4096);
            for (int i = 0; i < 4096; i++) {
                sum[i] = x[i] + x[i];
            }
            assertThat(y).isEqualTo(sum);
            float[] lanesNow = new float[FoldLoops.LANES];
            folds.lanes(Fold.SUM, x, 0, 4096, lanesNow);
            assertThat(lanesNow).isEqualTo(lanes);
            softmax.exp(x, 0, 4096, 1, new double[] {5}, y, 0);
            assertThat(y).isEqualTo(powers);
            Thread.sleep(1);
        }
    }
}
