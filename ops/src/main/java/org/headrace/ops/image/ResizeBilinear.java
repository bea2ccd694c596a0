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
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * Pictures of another size, each pixel mixed from the four that it falls between: float32 of any numbers. TensorFlow's
 * {@code ResizeBilinear(images, size)}.
 */
public record ResizeBilinear(boolean alignCorners, boolean halfPixelCenters) implements Resizing, Differentiable {
    private static final DTypes TAKEN = Images.PIXELS.and(DTypes.of(DType.BFLOAT16));

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Resizing.infer(in, this, TAKEN, false);
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape from = signature.input(0).shape();
        Shape to = signature.output(0).shape();
        return new BilinearKernel(signature, axis(from.dim(1), to.dim(1)), axis(from.dim(2), to.dim(2)));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output images = op.input(0);
        return Gradient.list(tf.add(new ResizeBilinearGrad(alignCorners, halfPixelCenters), dy.get(0), images), null);
    }
}
