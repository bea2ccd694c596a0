package org.headrace.ops.linalg;

import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.ops.DTypes;

/** What the dtype and shape functions of this package ask alike. */
final class Matrices {
    private static final DTypes DTYPES =
            DTypes.of(DType.FLOAT16, DType.FLOAT32, DType.FLOAT64).and(DTypes.COMPLEX);

    private Matrices() {}

    /** The shape of input {@code i}, matrices in the last two axes. */
    static Shape matrices(InferContext in, int i, String name) {
        DTYPES.require(in, i, name);
        Shape shape = in.shape(i);
        if (shape.hasRank() && shape.rank() < 2) {
            throw in.error(
                    "Shape must be at least rank 2 but is rank %d: %s is %s", shape.rank(), name, shape.toBrackets());
        }
        return shape;
    }

    /** The shape of input {@code i}, square matrices; as far as it is known, with both dimensions of them equal. */
    static Shape square(InferContext in, int i, String name) {
        Shape shape = matrices(in, i, name);
        if (!shape.hasRank()) {
            return shape;
        }
        long height = shape.dim(-2);
        long width = shape.dim(-1);
        if (height != width && height != Shape.UNKNOWN && width != Shape.UNKNOWN) {
            throw in.error(
                    "Dimensions must be equal, but are %d and %d: %s is %s, must be square",
                    height, width, name, shape.toBrackets());
        }
        long n = height == Shape.UNKNOWN ? width : height;
        return batch(shape).concat(Shape.of(n, n));
    }

    /** The dimensions before the last two. */
    static Shape batch(Shape shape) {
        return shape.hasRank() ? shape.slice(0, shape.rank() - 2) : Shape.unknown();
    }

    /** A dimension of the matrices, -2 or -1. */
    static long dim(Shape shape, int axis) {
        return shape.hasRank() ? shape.dim(axis) : Shape.UNKNOWN;
    }

    /** The smaller of two dimensions, unknown if one is, but for a 0. */
    static long smaller(long a, long b) {
        if (a == 0 || b == 0) {
            return 0;
        }
        return a == Shape.UNKNOWN || b == Shape.UNKNOWN ? Shape.UNKNOWN : Math.min(a, b);
    }

    /** The distance from 1 to the next number of a dtype's. */
    static double precision(DType dtype) {
        return dtype == DType.FLOAT32 || dtype == DType.COMPLEX64 ? Math.ulp(1f) : Math.ulp(1.0);
    }

    /** The batch that two inputs, systems of equations and their right-hand sides, have in common. */
    static Shape sharedBatch(InferContext in, Shape matrix, Shape rhs) {
        if (in.dtype(0) != in.dtype(1)) {
            throw in.error(
                    "Input 'rhs' of '%s' Op has type %s that does not match type %s of argument 'matrix': cast one of them",
                    in.op().type().name(), in.dtype(1), in.dtype(0));
        }
        if (matrix.hasRank() && rhs.hasRank() && matrix.rank() != rhs.rank()) {
            throw in.error(
                    "Shapes must be equal rank, but are %d and %d: matrix is %s, rhs is %s",
                    matrix.rank(), rhs.rank(), matrix.toBrackets(), rhs.toBrackets());
        }
        Shape a = batch(matrix);
        Shape b = batch(rhs);
        long height = dim(matrix, -2);
        long rows = dim(rhs, -2);
        if (!a.isCompatibleWith(b) || height != rows && height != Shape.UNKNOWN && rows != Shape.UNKNOWN) {
            throw in.error(
                    "Dimensions must be equal, but are not: matrix is %s, rhs is %s, and must have the same dimensions but"
                            + " for the last",
                    matrix.toBrackets(), rhs.toBrackets());
        }
        return a.merge(b);
    }
}
