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
 * Each output voxel is the sum of the input's voxels under a window, times a filter, as {@link Conv2D} does it for images.
 * Input {@code [batch, planes, rows, columns, in]}, filter {@code [planes, rows, columns, in, out]}: TensorFlow's
 * {@code Conv3D}. Kernels: floating numbers.
 *
 * @param strides the window's steps, for each axis of the data format; 1 for batch and channels
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NDHWC"}, or {@code "NCDHW"}, for which there is no kernel
 * @param dilations the steps between the window's places, for each axis of the data format; above 1, TensorFlow's own kernel
 *     for the CPU refuses them
 */
public record Conv3D(List<Integer> strides, String padding, String dataFormat, List<Integer> dilations)
        implements Differentiable {
    public Conv3D {
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Convolving.output(in, window(), false, 5);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Volumes.forward(
                signature,
                window().volume(
                                signature,
                                signature.input(0).shape(),
                                signature.input(1).shape()));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output dx = tf.add(
                new Conv3DBackpropInputV2(strides, padding, dataFormat, dilations),
                tf.shape(op.input(0)),
                op.input(1),
                dy.get(0));
        Output df = tf.add(
                new Conv3DBackpropFilterV2(strides, padding, dataFormat, dilations),
                op.input(0),
                tf.shape(op.input(1)),
                dy.get(0));
        return Gradient.list(dx, df);
    }

    private Window window() {
        return new Window(strides, dilations, padding, List.of(), dataFormat);
    }
}
