package org.headrace.ops.image;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * Pictures of another size, each pixel the average of what it covers: float32 of any numbers. TensorFlow's
 * {@code ResizeArea(images, size)}; it has no gradient.
 */
public record ResizeArea(boolean alignCorners) implements Resizing, OpType {
    @Override
    public boolean halfPixelCenters() {
        return false;
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Resizing.infer(in, this, Images.PIXELS, false);
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape from = signature.input(0).shape();
        Shape to = signature.output(0).shape();
        return new AreaKernel(signature, axis(from.dim(1), to.dim(1)), axis(from.dim(2), to.dim(2)));
    }
}
