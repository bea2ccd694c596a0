package org.headrace.ops.image;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/** What the ops share that give images [batch, height, width, channels] the size that the second input says. */
interface Resizing {
    /** Whether the centres of the corner pixels stay where they are: TensorFlow's {@code align_corners}. */
    boolean alignCorners();

    /** Whether the centres of pixels lie at half numbers: TensorFlow's {@code half_pixel_centers}. */
    boolean halfPixelCenters();

    /** The shape function: images, size. */
    static List<TensorSpec> infer(InferContext in, Resizing op, DTypes taken, boolean sameType) {
        taken.require(in, 0, "images");
        op.check(in);
        Shape images = Images.batch(in, 0);
        Shape size = Images.size(in, 1, "size");
        Shape resized = Images.resized(images, size);
        if (images.isComplete() && size.isComplete()) {
            Images.requirePositive(in, images, size);
        }
        return List.of(new TensorSpec(sameType ? in.dtype(0) : DType.FLOAT32, resized));
    }

    default void check(OpContext context) {
        if (alignCorners() && halfPixelCenters()) {
            throw context.error("If half_pixel_centers is True, align_corners must be False.");
        }
    }

    /** How {@code original} pixels along an axis become {@code resized} ones. */
    default ResizedAxis axis(long original, long resized) {
        return new ResizedAxis((int) original, (int) resized, alignCorners(), halfPixelCenters());
    }
}
