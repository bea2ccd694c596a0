package org.headrace.ops.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/** What the gradients of bilinear and bicubic resizing share: float32 gradients, and images of the size wanted. */
interface ResizingGradient extends Resizing {
    /** The shape function: gradients, original images. */
    static List<TensorSpec> infer(InferContext in, Resizing op, DTypes taken) {
        Images.requireType(in, 0, "grads", DType.FLOAT32);
        taken.require(in, 1, "original_image");
        op.check(in);
        Shape grads = Images.batch(in, 0);
        Shape image = Images.batch(in, 1);
        if (grads.isComplete() && image.isComplete()) {
            Images.requirePositive(in, image, grads.slice(1, 3));
        }
        return List.of(new TensorSpec(in.dtype(1), Shape.of(grads.dim(0), image.dim(1), image.dim(2), grads.dim(3))));
    }

    /** TensorFlow's attributes: {@code T} is the images'. */
    default Map<String, Object> attributesOf(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("T", op.input(1).dtype());
        attributes.put("align_corners", alignCorners());
        attributes.put("half_pixel_centers", halfPixelCenters());
        return attributes;
    }
}
