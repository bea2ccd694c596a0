package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Pooling;

/**
 * The gradient of {@link MaxPool} from its input, its output and the output's gradient: what came out of a window goes to the
 * first of its greatest elements. TensorFlow's {@code MaxPoolGrad}. Kernels: floating numbers.
 *
 * @param ksize the window's sizes, for each axis of the data format; 1 for batch and channels
 * @param strides its steps, likewise
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 */
public record MaxPoolGrad(List<Integer> ksize, List<Integer> strides, String padding, String dataFormat)
        implements Differentiable {
    public MaxPoolGrad {
        ksize = List.copyOf(ksize);
        strides = List.copyOf(strides);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape input = Pools.inputs(in, window(), ksize, 4, DTypes.NUMERIC);
        return List.of(in.input(0).withShape(input));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Pooling.maxGradient(
                signature, window().pool(signature, signature.input(0).shape(), ksize));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(
                tf.zerosLike(op.input(0)),
                tf.zerosLike(op.input(1)),
                tf.add(new MaxPoolGradGrad(ksize, strides, padding, dataFormat), op.input(0), op.input(1), dy.get(0)));
    }

    private Window window() {
        return Window.of(strides, padding, dataFormat);
    }
}
