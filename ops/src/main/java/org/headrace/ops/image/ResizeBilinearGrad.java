package org.headrace.ops.image;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/**
 * The gradient of {@link ResizeBilinear} for the images, of their dtype. TensorFlow's
 * {@code ResizeBilinearGrad(grads, original_image)}.
 */
public record ResizeBilinearGrad(boolean alignCorners, boolean halfPixelCenters)
        implements ResizingGradient, NotDifferentiable {
    private static final DTypes TAKEN = DTypes.of(DType.FLOAT32, DType.FLOAT64, DType.FLOAT16, DType.BFLOAT16);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return ResizingGradient.infer(in, this, TAKEN);
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape grads = signature.input(0).shape();
        Shape image = signature.output(0).shape();
        ResizedAxis rows = axis(image.dim(1), grads.dim(1));
        ResizedAxis columns = axis(image.dim(2), grads.dim(2));
        return SpreadingKernel.of(signature, Taps.two(rows), Taps.two(columns));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return attributesOf(op);
    }
}
