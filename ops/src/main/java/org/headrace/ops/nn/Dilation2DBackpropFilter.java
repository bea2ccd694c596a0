package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.kernels.Pooling;

/**
 * The gradient of {@link Dilation2D} as to its filter, from input, filter and the output's gradient: TensorFlow's
 * {@code Dilation2DBackpropFilter}. Kernels: floating numbers, integers.
 *
 * @param strides the window's steps, {@code [1, rows, columns, 1]}
 * @param rates the steps between the window's places, likewise
 * @param padding {@code "SAME"} or {@code "VALID"}
 */
public record Dilation2DBackpropFilter(List<Integer> strides, List<Integer> rates, String padding) implements OpType {
    public Dilation2DBackpropFilter {
        strides = List.copyOf(strides);
        rates = List.copyOf(rates);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Dilating.requireGradient(in, window());
        return List.of(in.input(1));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Pooling.dilationFilterGradient(signature, Dilating.shape(signature, window()));
    }

    private Window window() {
        return new Window(strides, rates, padding, List.of(), Channels.LAST);
    }
}
