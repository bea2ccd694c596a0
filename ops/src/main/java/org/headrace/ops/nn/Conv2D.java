package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.Epilogue;
import org.headrace.core.Formula;
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
import org.headrace.ops.kernels.ConvolutionShape;
import org.headrace.ops.kernels.Convolutions;

/**
 * Each output pixel is the sum of the input's pixels under a window, times a filter:
 * {@code y[n, i, j, o] = sum over r, c, k of x[n, i * stride + r * dilation - before, ..., k] * filter[r, c, k, o]}. Input
 * {@code [batch, rows, columns, in]}, filter {@code [rows, columns, in, out]}: TensorFlow's {@code Conv2D}. Kernels: float32,
 * float64.
 *
 * @param strides the window's steps, for each axis of the data format; 1 for batch and channels
 * @param useCudnnOnGpu kept for TensorFlow
 * @param padding {@code "SAME"}, {@code "VALID"} or {@code "EXPLICIT"}
 * @param explicitPaddings positions before and after each axis, if the padding is explicit, else empty
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 * @param dilations the steps between the window's places, for each axis of the data format
 */
public record Conv2D(
        List<Integer> strides,
        boolean useCudnnOnGpu,
        String padding,
        List<Integer> explicitPaddings,
        String dataFormat,
        List<Integer> dilations)
        implements Epilogue, Differentiable {
    public Conv2D {
        strides = List.copyOf(strides);
        explicitPaddings = List.copyOf(explicitPaddings);
        dilations = List.copyOf(dilations);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Convolving.output(in, window(), false, 4);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Convolutions.forward(signature, shape(signature));
    }

    @Override
    public boolean appliesFormula(Signature signature) {
        return Convolutions.appliesFormula(signature);
    }

    @Override
    public Kernel kernel(Signature signature, Formula formula) {
        return Convolutions.forward(signature, shape(signature), formula);
    }

    private ConvolutionShape shape(Signature signature) {
        Shape filter = signature.input(1).shape();
        return window().convolution(signature, signature.input(0).shape(), filter, filter.dim(3));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        List<Output> shapes = tf.shapeN(op.inputs());
        Output dx = tf.add(
                new Conv2DBackpropInput(strides, useCudnnOnGpu, padding, explicitPaddings, dataFormat, dilations),
                shapes.get(0),
                op.input(1),
                dy.get(0));
        Output df = tf.add(
                new Conv2DBackpropFilter(strides, useCudnnOnGpu, padding, explicitPaddings, dataFormat, dilations),
                op.input(0),
                shapes.get(1),
                dy.get(0));
        return Gradient.list(dx, df);
    }

    private Window window() {
        return new Window(strides, dilations, padding, explicitPaddings, dataFormat);
    }
}
