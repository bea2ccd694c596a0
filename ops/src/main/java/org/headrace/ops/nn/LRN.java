package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.LocalResponse;

/**
 * Local response normalization: each channel of each pixel divided by
 * {@code (bias + alpha * sum of the squares of channels up to depthRadius away)^beta}. Images
 * {@code [batch, rows, columns, channels]}: TensorFlow's {@code LRN}. Kernels: float32, halves.
 *
 * @param depthRadius how many channels on either side count
 * @param bias what is added, to keep from dividing by 0
 * @param alpha the factor of the sum
 * @param beta the power
 */
public record LRN(int depthRadius, float bias, float alpha, float beta) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Pools.SINGLE.require(in, 0, "input");
        requireRadius(in, depthRadius);
        return List.of(in.input(0).withShape(Convolving.known(in.requireRank(0, 4), 4)));
    }

    static void requireRadius(InferContext in, int depthRadius) {
        if (depthRadius < 0) {
            throw in.error("depth_radius must not be negative: it is %d", depthRadius);
        }
    }

    @Override
    public Kernel kernel(Signature signature) {
        return LocalResponse.forward(signature, depthRadius, bias, alpha, beta);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.add(new LRNGrad(depthRadius, bias, alpha, beta), dy.get(0), op.input(0), op.output(0)));
    }
}
