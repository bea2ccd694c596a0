package org.headrace.ops.image;

import java.util.List;
import org.headrace.core.DType;
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

/**
 * Pictures of another size, each pixel mixed from the sixteen around it by cubic convolution: float32 of any numbers.
 * TensorFlow's {@code ResizeBicubic(images, size)}.
 */
public record ResizeBicubic(boolean alignCorners, boolean halfPixelCenters) implements Resizing, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Resizing.infer(in, this, Images.PIXELS, false);
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape from = signature.input(0).shape();
        Shape to = signature.output(0).shape();
        return new BicubicKernel(signature, axis(from.dim(1), to.dim(1)), axis(from.dim(2), to.dim(2)));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output images = op.input(0);
        if (images.dtype() != DType.FLOAT32 && images.dtype() != DType.FLOAT64) {
            return List.of(Gradient.NONE, Gradient.NONE);
        }
        return Gradient.list(tf.add(new ResizeBicubicGrad(alignCorners, halfPixelCenters), dy.get(0), images), null);
    }
}
