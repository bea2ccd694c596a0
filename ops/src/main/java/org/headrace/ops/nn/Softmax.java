package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.RecastKernel;
import org.headrace.ops.kernels.SoftmaxKernel;

/**
 * {@code exp(x) / sum(exp(x))} along the last axis, without overflow: TensorFlow's {@code Softmax}. Kernels: float32,
 * float64.
 */
public record Softmax() implements LastAxisSoftmax {
    @Override
    public Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, wide -> new SoftmaxKernel(false, wide));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output softmax = op.output(0);
        Output sum = tf.reduceSum(tf.withName("mul").mul(dy.get(0), softmax), -1, true);
        return Gradient.list(tf.withName("mul").mul(tf.withName("sub").sub(dy.get(0), sum), softmax));
    }
}
