package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.array.Fill;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.RecastKernel;

/**
 * The means of neighbouring rows that share an id, of integers cut off toward zero, zeros for an id that is left out:
 * TensorFlow's {@code SegmentMean}.
 */
public record SegmentMean() implements SortedSegments, Differentiable {
    @Override
    public Fold fold() {
        return Fold.MEAN;
    }

    @Override
    public Kernel kernel(Signature signature) {
        return RecastKernel.ofPairs(signature, SortedSegments.super::kernel);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output ids = op.input(1);
        Output rank = tf.rank(op.input(0));
        Output idsShape = tf.shape(ids);
        Output rest = tf.expandDims(tf.withName("sub").sub(rank, 1), 0);
        Ops inside = tf.scoped("Fill");
        Output single = inside.finish(new Fill(), rest, inside.constant(Tensor.of(DType.INT32, 1), "value"));
        Output onesShape = tf.concat(List.of(idsShape, single), 0);
        Output one = tf.constant(Tensor.of(dy.get(0).dtype(), 1), "Const");
        Output counts = tf.math.segmentSum(tf.add(new Fill(), onesShape, one), ids);
        return Gradient.list(tf.gather(tf.withName("truediv").div(dy.get(0), counts), ids), null);
    }
}
