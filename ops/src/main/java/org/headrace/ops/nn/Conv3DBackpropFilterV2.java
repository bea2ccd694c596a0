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
import org.headrace.ops.kernels.Volumes;

/**
 * The gradient of {@link Conv3D} as to its filter, from the input, the filter's shape and the output's gradient: TensorFlow's
 * {@code Conv3DBackpropFilterV2}. Kernels: floating numbers.
 *
 * @param strides the window's steps, for each axis of the data format; 1 for batch and channels
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NDHWC"}, or {@code "NCDHW"}, for which there is no kernel
 * @param dilations the steps between the window's places, for each axis of the data format
 */
public record Conv3DBackpropFilterV2(List<Integer> strides, String padding, String dataFormat, List<Integer> dilations)
        implements Differentiable {
    public Conv3DBackpropFilterV2 {
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Convolving.filterGradient(in, window(), false, 5);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Volumes.filterGradient(
                signature,
                window().volume(
                                signature,
                                signature.input(0).shape(),
                                signature.output(0).shape()));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output dx = tf.add(
                new Conv3DBackpropInputV2(strides, padding, dataFormat, dilations),
                tf.shape(op.input(0)),
                dy.get(0),
                op.input(2));
        Output ddy = tf.add(new Conv3D(strides, padding, dataFormat, dilations), op.input(0), dy.get(0));
        return Gradient.list(dx, null, ddy);
    }

    private Window window() {
        return new Window(strides, dilations, padding, List.of(), dataFormat);
    }
}
