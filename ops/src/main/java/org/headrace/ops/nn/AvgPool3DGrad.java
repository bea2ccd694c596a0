package org.headrace.ops.nn;

import java.util.List;
import java.util.Map;
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
 * The gradient of {@link AvgPool3D} from its input's shape and its output's gradient: TensorFlow's {@code AvgPool3DGrad}.
 * Kernels: floating numbers.
 *
 * @param ksize the window's sizes, for each axis of the data format; 1 for batch and channels
 * @param strides its steps, likewise
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NDHWC"}, or {@code "NCDHW"}, for which there is no kernel
 */
public record AvgPool3DGrad(List<Integer> ksize, List<Integer> strides, String padding, String dataFormat)
        implements Differentiable {
    public AvgPool3DGrad {
        ksize = List.copyOf(ksize);
        strides = List.copyOf(strides);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(1).withShape(Pools.averaged(in, window(), ksize, 5)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Pooling.averageGradient(
                signature, window().pool(signature, signature.output(0).shape(), ksize));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(
                tf.stopGradient(op.input(0)), tf.add(new AvgPool3D(ksize, strides, padding, dataFormat), dy.get(0)));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Window.attributes(
                Differentiable.super.attributes(op), op.input(1).dtype());
    }

    private Window window() {
        return Window.of(strides, padding, dataFormat);
    }
}
