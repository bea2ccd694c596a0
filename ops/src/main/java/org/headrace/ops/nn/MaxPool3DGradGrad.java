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
import org.headrace.ops.kernels.Pooling;

/**
 * The gradient of {@link MaxPool3DGrad} as to the output's gradient: of a gradient of the input, what lies at the first of each
 * window's greatest elements. TensorFlow's {@code MaxPool3DGradGrad}. Kernels: float32, halves.
 *
 * @param ksize the window's sizes, for each axis of the data format; 1 for batch and channels
 * @param strides its steps, likewise
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NDHWC"}, or {@code "NCDHW"}, for which there is no kernel
 */
public record MaxPool3DGradGrad(List<Integer> ksize, List<Integer> strides, String padding, String dataFormat)
        implements Differentiable {
    public MaxPool3DGradGrad {
        ksize = List.copyOf(ksize);
        strides = List.copyOf(strides);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(1).withShape(Pools.outputs(in, window(), ksize, 5)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Pooling.atMax(
                signature, window().pool(signature, signature.input(0).shape(), ksize));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(
                tf.zerosLike(op.input(0)),
                tf.zerosLike(op.input(1)),
                tf.add(new MaxPool3DGrad(ksize, strides, padding, dataFormat), op.input(0), op.input(1), dy.get(0)));
    }

    private Window window() {
        return Window.of(strides, padding, dataFormat);
    }
}
