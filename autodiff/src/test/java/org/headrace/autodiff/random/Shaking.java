package org.headrace.autodiff.random;

import java.util.Set;
import java.util.SplittableRandom;
import org.headrace.core.DType;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Reduction;
import org.headrace.ops.math.BatchMatMul;
import org.headrace.ops.math.BatchMatMulV2;
import org.headrace.ops.math.Cumprod;
import org.headrace.ops.math.Cumsum;
import org.headrace.ops.math.MatMul;
import org.headrace.ops.math.SegmentSum;
import org.headrace.ops.math.UnsortedSegmentSum;
import org.headrace.ops.nn.AvgPool;
import org.headrace.ops.nn.AvgPoolGrad;
import org.headrace.ops.nn.BiasAddGrad;
import org.headrace.ops.nn.Conv2D;
import org.headrace.ops.nn.Conv2DBackpropFilter;
import org.headrace.ops.nn.Conv2DBackpropInput;
import org.headrace.ops.nn.DepthwiseConv2dNative;
import org.headrace.ops.nn.DepthwiseConv2dNativeBackpropFilter;
import org.headrace.ops.nn.DepthwiseConv2dNativeBackpropInput;
import org.headrace.ops.nn.L2Loss;
import org.headrace.ops.nn.LogSoftmax;
import org.headrace.ops.nn.MaxPoolGrad;
import org.headrace.ops.nn.Softmax;
import org.headrace.ops.nn.SoftmaxCrossEntropyWithLogits;
import org.headrace.ops.nn.SparseSoftmaxCrossEntropyWithLogits;
import org.headrace.ops.state.ApplyAdam;
import org.headrace.ops.state.ApplyGradientDescent;
import org.headrace.ops.state.ApplyMomentum;

/**
 * Moves floating numbers by a few units in the last place, at random, where an op sums up: there a fused kernel may round
 * in another order. How far results then move is how far a session's results may be from the interpreter's; where nothing
 * sums up, nothing moves.
 */
final class Shaking {
    /** How far the inputs and the results of an op that sums up are moved. */
    static final int ULPS = 2;

    private static final Set<Class<?>> SUMMING = Set.of(
            MatMul.class,
            BatchMatMul.class,
            BatchMatMulV2.class,
            Cumsum.class,
            Cumprod.class,
            SegmentSum.class,
            UnsortedSegmentSum.class,
            BiasAddGrad.class,
            Conv2D.class,
            Conv2DBackpropInput.class,
            Conv2DBackpropFilter.class,
            DepthwiseConv2dNative.class,
            DepthwiseConv2dNativeBackpropInput.class,
            DepthwiseConv2dNativeBackpropFilter.class,
            AvgPool.class,
            AvgPoolGrad.class,
            MaxPoolGrad.class,
            L2Loss.class,
            Softmax.class,
            LogSoftmax.class,
            SoftmaxCrossEntropyWithLogits.class,
            SparseSoftmaxCrossEntropyWithLogits.class,
            ApplyGradientDescent.class,
            ApplyMomentum.class,
            ApplyAdam.class);

    private final SplittableRandom random;

    Shaking(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** An input or a result of an op of this type. */
    Tensor result(OpType type, Tensor value) {
        boolean sums = type instanceof Reduction || SUMMING.contains(type.getClass());
        if (!sums || value.dtype() != DType.FLOAT32 && value.dtype() != DType.FLOAT64) {
            return value;
        }
        Shape shape = value.shape();
        if (value.dtype() == DType.FLOAT32) {
            float[] moved = value.toFloatArray();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += by() * Math.ulp(moved[i]);
            }
            return Tensor.wrap(shape, moved);
        }
        double[] moved = value.toDoubleArray();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += by() * Math.ulp(moved[i]);
        }
        return Tensor.wrap(shape, moved);
    }

    private int by() {
        return random.nextInt(-ULPS, ULPS + 1);
    }
}
