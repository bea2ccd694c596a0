package org.headrace.ops.image;

import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.ops.DTypes;

/** What the shape functions of ops on colours check alike. */
final class Colours {
    /** float16, float32. */
    static final DTypes TAKEN = DTypes.of(DType.FLOAT16, DType.FLOAT32);

    private Colours() {}

    /** Pictures, of rank 3 or more. */
    static Shape pictures(InferContext in) {
        Shape shape = in.shape(0);
        if (shape.hasRank() && shape.rank() < 3) {
            throw in.error("images must be at least 3-D, got shape %s", shape.toBrackets());
        }
        return shape;
    }

    /** Refuses a last dimension that is not three: red, green, blue. */
    static void requireThree(InferContext in, Shape shape) {
        if (shape.hasRank() && shape.dim(-1) != Shape.UNKNOWN && shape.dim(-1) != 3) {
            throw in.error("images must have 3 channels but instead has %d channels.", shape.dim(-1));
        }
    }

    /** Refuses an input that is not one float32. */
    static void requireScalar(InferContext in, int i, String name) {
        Images.requireType(in, i, name, DType.FLOAT32);
        Shape shape = in.shape(i);
        if (shape.hasRank() && !shape.isScalar()) {
            throw in.error("%s must be scalar: it has shape %s", name, shape.toBrackets());
        }
    }
}
