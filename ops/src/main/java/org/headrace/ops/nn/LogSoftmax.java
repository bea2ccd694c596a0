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
 * {@code x - log(sum(exp(x)))} along the last axis, without overflow: TensorFlow's {@code LogSoftmax}. Kernels: float32,
 * float64.
 */
public record LogSoftmax() implements LastAxisSoftmax {
    @Override
    public Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, wide -> new SoftmaxKernel(true, wide));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output softmax = tf.exp(op.output(0));
        Output sum = tf.reduceSum(dy.get(0), -1, true);
        return Gradient.list(
                tf.withName("sub").sub(dy.get(0), tf.withName("mul").mul(sum, softmax)));
    }
}
