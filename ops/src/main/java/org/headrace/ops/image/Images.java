package org.headrace.ops.image;

import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.ops.DTypes;

/** What the shape functions of this package check alike. */
final class Images {
    /** Pixels that can be read as numbers, halves but bfloat16 among them. */
    static final DTypes PIXELS = DTypes.of(
            DType.FLOAT16,
            DType.FLOAT32,
            DType.FLOAT64,
            DType.INT8,
            DType.INT16,
            DType.INT32,
            DType.INT64,
            DType.UINT8,
            DType.UINT16);

    private Images() {}

    static void requireType(InferContext in, int i, String name, DType dtype) {
        if (in.dtype(i) != dtype) {
            throw in.error(
                    "Input '%s' of '%s' Op has type %s that does not match expected type of %s.",
                    name, in.op().type().name(), in.dtype(i), dtype);
        }
    }

    static void requireSameType(InferContext in, int i, String name, int j, String other) {
        if (in.dtype(i) != in.dtype(j)) {
            throw in.error(
                    "Input '%s' of '%s' Op has type %s that does not match type %s of argument '%s'",
                    name, in.op().type().name(), in.dtype(i), in.dtype(j), other);
        }
    }

    /** The height and width that input {@code i}, a vector of two int32, gives: unknown dimensions if it is not known. */
    static Shape size(InferContext in, int i, String name) {
        requireType(in, i, name, DType.INT32);
        Shape vector = in.requireRank(i, 1);
        if (vector.hasRank() && vector.dim(0) != Shape.UNKNOWN && vector.dim(0) != 2) {
            throw in.error("%s must have two elements, height and width, but has shape %s", name, vector.toBrackets());
        }
        Shape size = in.constantAsShape(i);
        return size.hasRank() && size.rank() == 2 ? size : Shape.unknownDims(2);
    }

    /** Rank 4, of unknown dimensions if the rank is not known. */
    static Shape batch(InferContext in, int i) {
        Shape shape = in.requireRank(i, 4);
        return shape.hasRank() ? shape : Shape.unknownDims(4);
    }

    /** Pictures of another size. */
    static Shape resized(Shape batch, Shape size) {
        return Shape.of(batch.dim(0), size.dim(0), size.dim(1), batch.dim(3));
    }

    /** Refuses a complete shape that pictures to be read cannot have. */
    static void requirePositive(OpContext context, Shape images, Shape size) {
        if (size.dim(0) <= 0 || size.dim(1) <= 0) {
            throw context.error("output dimensions must be positive, but size is %s", size.toBrackets());
        }
        if (images.dim(3) <= 0) {
            throw context.error("image must have at least one channel, but images has shape %s", images.toBrackets());
        }
        if (images.dim(1) <= 0 || images.dim(2) <= 0) {
            throw context.error("input image must be of non-zero size, but images has shape %s", images.toBrackets());
        }
    }
}
