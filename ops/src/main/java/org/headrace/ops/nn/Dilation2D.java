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
import org.headrace.ops.kernels.Pooling;

/**
 * The grayscale dilation: for each window the greatest sum of a pixel and the filter's number at its place,
 * {@code y[n, i, j, k] = max over r, c of x[n, i * stride + r * rate - before, ..., k] + filter[r, c, k]}. Input
 * {@code [batch, rows, columns, channels]}, filter {@code [rows, columns, channels]}: TensorFlow's {@code Dilation2D}. Kernels:
 * floating numbers, integers.
 *
 * @param strides the window's steps, {@code [1, rows, columns, 1]}
 * @param rates the steps between the window's places, likewise
 * @param padding {@code "SAME"} or {@code "VALID"}
 */
public record Dilation2D(List<Integer> strides, List<Integer> rates, String padding) implements Differentiable {
    public Dilation2D {
        strides = List.copyOf(strides);
        rates = List.copyOf(rates);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0).withShape(Dilating.output(in, window())));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Pooling.dilation(signature, Dilating.shape(signature, window()));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(
                tf.add(new Dilation2DBackpropInput(strides, rates, padding), op.input(0), op.input(1), dy.get(0)),
                tf.add(new Dilation2DBackpropFilter(strides, rates, padding), op.input(0), op.input(1), dy.get(0)));
    }

    private Window window() {
        return new Window(strides, rates, padding, List.of(), Channels.LAST);
    }
}
