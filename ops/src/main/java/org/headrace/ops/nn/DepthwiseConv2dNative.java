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
 * A convolution in which each channel has filters of its own: output channel {@code k * multiplier + q} is that of input
 * channel {@code k} with {@code filter[.., .., k, q]}. Input {@code [batch, rows, columns, in]}, filter
 * {@code [rows, columns, in, multiplier]}, output {@code [batch, rows, columns, in * multiplier]}: TensorFlow's
 * {@code DepthwiseConv2dNative}. Kernels: float32, float64.
 *
 * @param strides the window's steps, for each axis of the data format; 1 for batch and channels
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 * @param dilations the steps between the window's places, for each axis of the data format; TensorFlow 1.15's kernels for the
 *     CPU take no notice of them
 */
public record DepthwiseConv2dNative(List<Integer> strides, String padding, String dataFormat, List<Integer> dilations)
        implements Differentiable {
    public DepthwiseConv2dNative {
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Convolving.output(in, window(), true, 4);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Depthwise.forward(
                signature,
                window().convolution(
                                signature,
                                signature.input(0).shape(),
                                signature.input(1).shape(),
                                signature.output(0).shape().dim(-1)));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output dx = tf.add(
                new DepthwiseConv2dNativeBackpropInput(strides, padding, dataFormat, dilations),
                tf.shape(op.input(0)),
                op.input(1),
                dy.get(0));
        Output df = tf.add(
                new DepthwiseConv2dNativeBackpropFilter(strides, padding, dataFormat, dilations),
                op.input(0),
                tf.shape(op.input(1)),
                dy.get(0));
        return Gradient.list(dx, df);
    }

    private Window window() {
        return new Window(strides, dilations, padding, List.of(), dataFormat);
    }
}
