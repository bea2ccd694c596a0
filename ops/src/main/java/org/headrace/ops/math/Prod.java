package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Reduction;
import org.headrace.ops.array.Pack;
import org.headrace.ops.kernels.Fold;

/** The products along axes; of nothing, 1: TensorFlow's {@code Prod}. */
public record Prod(boolean keepDims) implements Reduction, Differentiable {
    @Override
    public Fold fold() {
        return Fold.PROD;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output x = op.input(0);
        Output shape = tf.shape(x);
        Output axes = tf.reshape(op.input(1), -1);
        Output kept = ReductionGradients.keptShape(tf, shape, op.input(1));
        Output multiples = ReductionGradients.quotient(tf, shape, kept);
        Output spread = tf.tile(tf.reshape(dy.get(0), kept), multiples);
        return Gradient.list(tf.reshape(timesOthers(tf, x, shape, axes, spread), shape), null);
    }

    /** {@code dy} times the product of all other elements, found without dividing: zeros do no harm. */
    private static Output timesOthers(Ops tf, Output x, Output shape, Output axes, Output dy) {
        Ops cpu = tf.withDevice("/cpu:0");
        Output rank = cpu.rank(x);
        Output counted = cpu.withName("mod").mod(cpu.withName("add").add(axes, rank), rank);
        Output reduced = cpu.cast(counted, DType.INT32);
        Output others = cpu.setdiff1d(cpu.range(0, rank, 1), reduced).get(0);
        Output perm = cpu.concat(List.of(reduced, others), 0);
        Output reducedCount = cpu.reduceProd(cpu.gather(shape, reduced));
        Output otherCount = cpu.reduceProd(cpu.gather(shape, others));
        Output permuted = tf.transpose(x, perm);
        Output permutedShape = tf.shape(permuted);
        Ops reshape = tf.scoped("Reshape");
        Output matrixShape = reshape.withName("shape").add(new Pack(0), reducedCount, otherCount);
        Output matrix = reshape.withName(reshape.scopeName()).reshape(permuted, matrixShape);
        Output left = tf.cumprod(matrix, 0, true, false);
        Output right = tf.cumprod(matrix, 0, true, true);
        Output product = tf.reshape(tf.withName("mul").mul(tf.conj(left), tf.conj(right)), permutedShape);
        return tf.withName("mul").mul(dy, tf.transpose(product, tf.invertPermutation(perm)));
    }
}
