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

    /** Too little work for any of them to take over: what is compared with the vector code is plain code. */
    @Test
    void loopsGiveTheSameBitsBeforeAsAfter() {
        float[] x = values(N);
        for (int n : new int[] {64, 400, 4096}) {
            float[] sums = new float[n];
            Objects.requireNonNull(warming.binary(BinaryPrimitive.ADD)).apply(x, 0, x, 0, sums, 0, n);
            float[] vectorSums = new float[n];
            Objects.requireNonNull(vector.binary(BinaryPrimitive.ADD)).apply(x, 0, x, 0, vectorSums, 0, n);
            assertThat(sums).isEqualTo(vectorSums);

            foldsGiveTheSameBits(x, n);

            double[] most = {5};
            float[] powers = new float[n];
            softmax().exp(x, 0, n, 1, most, powers, 0);
            float[] vectorPowers = new float[n];
            new VectorFloatSoftmax().exp(x, 0, n, 1, most, vectorPowers, 0);
            assertThat(powers).isEqualTo(vectorPowers);
        }
    }

    private static SoftmaxLoops<float[]> softmax() {
        return new WarmingSoftmax<>(new ScalarFloatSoftmax(), VectorFloatSoftmax::new, WarmingTest::values);
    }

    private static void foldsGiveTheSameBits(float[] x, int n) {
        FoldLoops<float[]> folds =
                new WarmingFolds<>(new ScalarFloatFolds(), VectorFloatFolds::new, WarmingTest::values);
        for (Fold fold : Fold.values()) {
            float[] lanes = new float[FoldLoops.LANES];
            folds.lanes(fold, x, 0, n, lanes);
            float[] vectorLanes = new float[FoldLoops.LANES];
            new VectorFloatFolds().lanes(fold, x, 0, n, vectorLanes);
            assertThat(lanes).as("%s of %s", fold, n).isEqualTo(vectorLanes);
        }
    }
}
