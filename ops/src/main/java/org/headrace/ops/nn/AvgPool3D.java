package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Pooling;

/**
 * The mean of each window of volumes {@code [batch, planes, rows, columns, channels]}, channel by channel, without the padding:
 * TensorFlow's {@code AvgPool3D}. Kernels: floating numbers.
 *
 * @param ksize the window's sizes, for each axis of the data format; 1 for batch and channels
 * @param strides its steps, likewise
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param dataFormat {@code "NDHWC"}, or {@code "NCDHW"}, for which there is no kernel
 */
public record AvgPool3D(List<Integer> ksize, List<Integer> strides, String padding, String dataFormat)
        implements Differentiable {
    public AvgPool3D {
        ksize = List.copyOf(ksize);
        strides = List.copyOf(strides);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0).withShape(Pools.output(in, window(), ksize, 5, 0, "input", DTypes.FLOATING)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Pooling.average(
                signature, window().pool(signature, signature.input(0).shape(), ksize));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(
                tf.add(new AvgPool3DGrad(ksize, strides, padding, dataFormat), tf.shape(op.input(0)), dy.get(0)));
    }

    private Window window() {
        return Window.of(strides, padding, dataFormat);
    }
}
