package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Pooling;

/**
 * The greatest of each window, channel by channel; padding does not count: TensorFlow's {@code MaxPool}. Images
 * {@code [batch, rows, columns, channels]}. A NaN counts for nothing, and the greatest of nothing is the least number.
 * Kernels: floating numbers.
 *
 * @param ksize the window's sizes, for each axis of the data format; 1 for batch and channels
 * @param strides its steps, likewise
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 */
public record MaxPool(List<Integer> ksize, List<Integer> strides, String padding, String dataFormat)
        implements Differentiable {
    public MaxPool {
        ksize = List.copyOf(ksize);
        strides = List.copyOf(strides);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0).withShape(Pools.output(in, window(), ksize, 4, 0, "input", DTypes.NUMERIC)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Pooling.max(
                signature, window().pool(signature, signature.input(0).shape(), ksize));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(
                tf.add(new MaxPoolGrad(ksize, strides, padding, dataFormat), op.input(0), op.output(0), dy.get(0)));
    }

    private Window window() {
        return Window.of(strides, padding, dataFormat);
    }
}
