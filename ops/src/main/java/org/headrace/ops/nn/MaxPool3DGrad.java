package org.headrace.ops.nn;

import java.util.LinkedHashMap;
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
 * The gradient of {@link MaxPool3D} from its input, its output and the output's gradient: what came out of a window goes to all
 * of its elements that are within 1e-5 of the greatest, as in TensorFlow's kernel for the CPU. TensorFlow's
 * {@code MaxPool3DGrad}. Kernels: float32, halves.
 *
 * @param ksize the window's sizes, for each axis of the data format; 1 for batch and channels
 * @param strides its steps, likewise
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NDHWC"}, or {@code "NCDHW"}, for which there is no kernel
 */
public record MaxPool3DGrad(List<Integer> ksize, List<Integer> strides, String padding, String dataFormat)
        implements Differentiable {
    public MaxPool3DGrad {
        ksize = List.copyOf(ksize);
        strides = List.copyOf(strides);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0).withShape(Pools.inputs(in, window(), ksize, 5, Pools.SINGLE)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Pooling.nearMaxGradient(
                signature, window().pool(signature, signature.input(0).shape(), ksize));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(
                tf.zerosLike(op.input(0)),
                tf.zerosLike(op.input(1)),
                tf.add(
                        new MaxPool3DGradGrad(ksize, strides, padding, dataFormat),
                        op.input(0),
                        op.input(1),
                        dy.get(0)));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>(Differentiable.super.attributes(op));
        attributes.put("TInput", op.input(0).dtype());
        return attributes;
    }

    private Window window() {
        return Window.of(strides, padding, dataFormat);
    }
}
