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
import org.headrace.ops.kernels.Depthwise;

/**
 * The gradient of {@link DepthwiseConv2dNative} as to its filter, from the input, the filter's shape and the output's gradient:
 * TensorFlow's {@code DepthwiseConv2dNativeBackpropFilter}. Kernels: float32, float64.
 *
 * @param strides the window's steps, for each axis of the data format; 1 for batch and channels
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 * @param dilations the steps between the window's places, for each axis of the data format; TensorFlow 1.15's kernels for the
 *     CPU take no notice of them
 */
public record DepthwiseConv2dNativeBackpropFilter(
        List<Integer> strides, String padding, String dataFormat, List<Integer> dilations) implements Differentiable {
    public DepthwiseConv2dNativeBackpropFilter {
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Convolving.filterGradient(in, window(), true, 4);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Depthwise.filterGradient(
                signature,
                window().convolution(
                                signature,
                                signature.input(0).shape(),
                                signature.output(0).shape(),
                                signature.input(2).shape().dim(-1)));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output dx = tf.add(
                new DepthwiseConv2dNativeBackpropInput(strides, padding, dataFormat, dilations),
                tf.shape(op.input(0)),
                dy.get(0),
                op.input(2));
        Output ddy = tf.add(new DepthwiseConv2dNative(strides, padding, dataFormat, dilations), op.input(0), dy.get(0));
        return Gradient.list(dx, null, ddy);
    }

    private Window window() {
        return new Window(strides, dilations, padding, List.of(), dataFormat);
    }
}
