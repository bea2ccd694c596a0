package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Pooling;

/**
 * {@link MaxPool} whose window's sizes and steps are inputs 1 and 2, int32 {@code [4]}: TensorFlow's {@code MaxPoolV2}. Kernels:
 * floating numbers, integers.
 *
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 */
public record MaxPoolV2(String padding, String dataFormat) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        WindowInputs.check(in, 1);
        DTypes.NUMERIC.require(in, 0, "input");
        Channels.requireFormat(in, dataFormat);
        Tensor ksize = in.constant(1);
        Tensor strides = in.constant(2);
        Shape input = Convolving.known(in.requireRank(0, 4), 4);
        if (ksize == null || strides == null) {
            int channels = dataFormat.equals(Channels.LAST) ? 3 : 1;
            return List.of(in.input(0)
                    .withShape(Shape.unknownDims(4).withDim(0, input.dim(0)).withDim(channels, input.dim(channels))));
        }
        Window window = Window.of(WindowInputs.list(strides), padding, dataFormat);
        return List.of(in.input(0)
                .withShape(Pools.output(in, window, WindowInputs.list(ksize), 4, 0, "input", DTypes.NUMERIC)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Window window = Window.of(WindowInputs.list(signature.value(2)), padding, dataFormat);
        return Pooling.max(
                signature, window.pool(signature, signature.input(0).shape(), WindowInputs.list(signature.value(1))));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output dx = tf.add(
                new MaxPoolGradV2(padding, dataFormat), op.input(0), op.output(0), dy.get(0), op.input(1), op.input(2));
        return Gradient.list(dx, null, null);
    }
}
