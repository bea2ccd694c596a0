package org.headrace.ops.nn;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Convolutions;

/**
 * The gradient of {@link Conv2D} as to its input, from the input's shape, the filter and the output's gradient; also the
 * transposed convolution: TensorFlow's {@code Conv2DBackpropInput}. Kernels: float32, float64.
 *
 * @param strides the window's steps, for each axis of the data format; 1 for batch and channels
 * @param useCudnnOnGpu kept for TensorFlow
 * @param padding {@code "SAME"}, {@code "VALID"} or {@code "EXPLICIT"}
 * @param explicitPaddings positions before and after each axis, if the padding is explicit, else empty
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 * @param dilations the steps between the window's places, for each axis of the data format
 */
public record Conv2DBackpropInput(
        List<Integer> strides,
        boolean useCudnnOnGpu,
        String padding,
        List<Integer> explicitPaddings,
        String dataFormat,
        List<Integer> dilations)
        implements Differentiable {
    public Conv2DBackpropInput {
        strides = List.copyOf(strides);
        explicitPaddings = List.copyOf(explicitPaddings);
        dilations = List.copyOf(dilations);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Convolving.inputGradient(in, window(), false, 4);
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape filter = signature.input(1).shape();
        return Convolutions.inputGradient(
                signature, window().convolution(signature, signature.output(0).shape(), filter, filter.dim(3)));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output df = tf.add(
                new Conv2DBackpropFilter(strides, useCudnnOnGpu, padding, explicitPaddings, dataFormat, dilations),
                dy.get(0),
                tf.shape(op.input(1)),
                op.input(2));
        Output ddy = tf.add(
                new Conv2D(strides, useCudnnOnGpu, padding, explicitPaddings, dataFormat, dilations),
                dy.get(0),
                op.input(1));
        return Gradient.list(null, df, ddy);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Window.attributes(
                Differentiable.super.attributes(op), op.input(1).dtype());
    }

    private Window window() {
        return new Window(strides, dilations, padding, explicitPaddings, dataFormat);
    }
}
