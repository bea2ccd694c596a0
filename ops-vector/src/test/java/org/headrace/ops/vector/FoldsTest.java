package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.FoldLoops;
import org.headrace.ops.kernels.ScalarDoubleFolds;
import org.headrace.ops.kernels.ScalarFloatFolds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loops of reductions on the Vector API against those in plain Java: the same bits, whatever the length. */
class FoldsTest {
    private static final float[] SPECIAL = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f};
    private static final int SIZE = 700;

    private final Random random = new Random(17);
    private final FoldLoops<float[]> plainFloats = new ScalarFloatFolds();
    private final FoldLoops<float[]> vectorFloats = new VectorFloatFolds();
    private final FoldLoops<double[]> plainDoubles = new ScalarDoubleFolds();
    private final FoldLoops<double[]> vectorDoubles = new VectorDoubleFolds();

    private float[] floats() {
        float[] values = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] =
                    random.nextInt(30) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : (float) random.nextGaussian();
        }
        return values;
    }

    private double[] doubles() {
        double[] values = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] = random.nextInt(30) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextGaussian();
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource(Fold.class)
    void combineFloatsAsPlainJavaDoes(Fold fold) {
        for (int n = 0; n < 150; n++) {
            float[] x = floats();
            float[] expected = floats();
            float[] lanes = expected.clone();
            plainFloats.one(fold, expected, x, 5, n);
            vectorFloats.one(fold, lanes, x, 5, n);
            plainFloats.four(fold, expected, x, 7, 151, n);
            vectorFloats.four(fold, lanes, x, 7, 151, n);
            assertThat(lanes).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Fold.class)
    void combineDoublesAsPlainJavaDoes(Fold fold) {
        for (int n = 0; n < 150; n++) {
            double[] x = doubles();
            double[] expected = doubles();
            double[] lanes = expected.clone();
            plainDoubles.one(fold, expected, x, 5, n);
            vectorDoubles.one(fold, lanes, x, 5, n);
            plainDoubles.four(fold, expected, x, 7, 151, n);
            vectorDoubles.four(fold, lanes, x, 7, 151, n);
            assertThat(lanes).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Fold.class)
    void foldToLanesAsPlainJavaDoes(Fold fold) {
        for (int n = FoldLoops.LANES; n < SIZE - 5; n += FoldLoops.GROUP) {
            float[] x = floats();
            float[] expected = new float[FoldLoops.LANES];
            float[] lanes = new float[FoldLoops.LANES];
            plainFloats.lanes(fold, x, 5, n, expected);
            vectorFloats.lanes(fold, x, 5, n, lanes);
            assertThat(lanes).startsWith(Arrays.copyOf(expected, FoldLoops.GROUP));
            double[] y = doubles();
            double[] expectedDoubles = new double[FoldLoops.LANES];
            double[] doubleLanes = new double[FoldLoops.LANES];
            plainDoubles.lanes(fold, y, 5, n, expectedDoubles);
            vectorDoubles.lanes(fold, y, 5, n, doubleLanes);
            assertThat(doubleLanes).startsWith(Arrays.copyOf(expectedDoubles, FoldLoops.GROUP));
        }
    }
}
