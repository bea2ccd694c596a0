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
import org.headrace.ops.kernels.Volumes;

/**
 * The gradient of {@link Conv3D} as to its input, from the input's shape, int32 or int64, the filter and the output's
 * gradient: TensorFlow's {@code Conv3DBackpropInputV2}. Kernels: floating numbers.
 *
 * @param strides the window's steps, for each axis of the data format; 1 for batch and channels
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NDHWC"}, or {@code "NCDHW"}, for which there is no kernel
 * @param dilations the steps between the window's places, for each axis of the data format
 */
public record Conv3DBackpropInputV2(List<Integer> strides, String padding, String dataFormat, List<Integer> dilations)
        implements Differentiable {
    public Conv3DBackpropInputV2 {
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Convolving.inputGradient(in, window(), false, 5);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Volumes.inputGradient(
                signature,
                window().volume(
                                signature,
                                signature.output(0).shape(),
                                signature.input(1).shape()));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output df = tf.add(
                new Conv3DBackpropFilterV2(strides, padding, dataFormat, dilations),
                dy.get(0),
                tf.shape(op.input(1)),
                op.input(2));
        Output ddy = tf.add(new Conv3D(strides, padding, dataFormat, dilations), dy.get(0), op.input(1));
        return Gradient.list(null, df, ddy);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>(Window.attributes(
                Differentiable.super.attributes(op), op.input(1).dtype()));
        attributes.put("Tshape", op.input(0).dtype());
        return attributes;
    }

    private Window window() {
        return new Window(strides, dilations, padding, List.of(), dataFormat);
    }
}
