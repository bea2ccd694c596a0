package org.headrace.ops.nn;

import java.util.List;
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
 * The gradient of {@link Conv2D} as to its filter, from the input, the filter's shape and the output's gradient: TensorFlow's
 * {@code Conv2DBackpropFilter}. Kernels: float32, float64.
 *
 * @param strides the window's steps, for each axis of the data format; 1 for batch and channels
 * @param useCudnnOnGpu kept for TensorFlow
 * @param padding {@code "SAME"}, {@code "VALID"} or {@code "EXPLICIT"}
 * @param explicitPaddings positions before and after each axis, if the padding is explicit, else empty
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 * @param dilations the steps between the window's places, for each axis of the data format
 */
public record Conv2DBackpropFilter(
        List<Integer> strides,
        boolean useCudnnOnGpu,
        String padding,
        List<Integer> explicitPaddings,
        String dataFormat,
        List<Integer> dilations)
        implements Differentiable {
    public Conv2DBackpropFilter {
        strides = List.copyOf(strides);
        explicitPaddings = List.copyOf(explicitPaddings);
        dilations = List.copyOf(dilations);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Convolving.filterGradient(in, window(), false, 4);
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape filter = signature.output(0).shape();
        return Convolutions.filterGradient(
                signature, window().convolution(signature, signature.input(0).shape(), filter, filter.dim(3)));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output dx = tf.add(
                new Conv2DBackpropInput(strides, useCudnnOnGpu, padding, explicitPaddings, dataFormat, dilations),
                tf.shape(op.input(0)),
                dy.get(0),
                op.input(2));
        Output ddy = tf.add(
                new Conv2D(strides, useCudnnOnGpu, padding, explicitPaddings, dataFormat, dilations),
                op.input(0),
                dy.get(0));
        return Gradient.list(dx, null, ddy);
    }

    private Window window() {
        return new Window(strides, dilations, padding, explicitPaddings, dataFormat);
    }
}
