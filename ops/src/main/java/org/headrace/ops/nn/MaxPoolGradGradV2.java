package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Pooling;

/**
 * {@link MaxPoolGradGrad} whose window's sizes and steps are inputs 3 and 4, int32 {@code [4]}: TensorFlow's
 * {@code MaxPoolGradGradV2}. Kernels: floating numbers, integers.
 *
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 */
public record MaxPoolGradGradV2(String padding, String dataFormat) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        WindowInputs.check(in, 3);
        DTypes.NUMERIC.require(in, 0, "orig_input");
        Channels.requireFormat(in, dataFormat);
        Tensor ksize = in.constant(3);
        Tensor strides = in.constant(4);
        if (ksize == null || strides == null) {
            return List.of(in.input(0).withShape(Convolving.known(in.shape(1), 4)));
        }
        Window window = Window.of(WindowInputs.list(strides), padding, dataFormat);
        return List.of(in.input(0).withShape(Pools.outputs(in, window, WindowInputs.list(ksize), 4)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Window window = Window.of(WindowInputs.list(signature.value(4)), padding, dataFormat);
        return Pooling.atMax(
                signature, window.pool(signature, signature.input(0).shape(), WindowInputs.list(signature.value(3))));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output ddy = tf.add(
                new MaxPoolGradV2(padding, dataFormat), op.input(0), op.input(1), dy.get(0), op.input(3), op.input(4));
        return Gradient.list(tf.zerosLike(op.input(0)), tf.zerosLike(op.input(1)), ddy, null, null);
    }
}
