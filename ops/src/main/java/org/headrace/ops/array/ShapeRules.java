package org.headrace.ops.array;

import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.DTypes;
import org.jspecify.annotations.Nullable;

/** What the shape functions of this package check alike. */
final class ShapeRules {
    private ShapeRules() {}

    /** What two inputs' shapes, which must agree, know together. */
    static Shape merge(InferContext in, Shape a, Shape b, String from) {
        if (a.hasRank() && b.hasRank() && a.rank() != b.rank()) {
            throw in.error("Shapes must be equal rank, but are %d and %d\n\t%s", a.rank(), b.rank(), from);
        }
        if (!a.isCompatibleWith(b)) {
            for (int i = 0; i < a.rank(); i++) {
                if (a.dim(i) != b.dim(i) && a.dim(i) != Shape.UNKNOWN && b.dim(i) != Shape.UNKNOWN) {
                    throw in.error(
                            "Dimension %d in both shapes must be equal, but are %d and %d. Shapes are %s and %s.\n\t%s",
                            i, a.dim(i), b.dim(i), a.toBrackets(), b.toBrackets(), from);
                }
            }
        }
        return a.merge(b);
    }

    /** All inputs from {@code first} to before {@code end} must have one dtype. */
    static void requireOneType(InferContext in, String argument, int first, int end) {
        for (int i = first + 1; i < end; i++) {
            if (in.dtype(i) != in.dtype(first)) {
                throw in.error(
                        "Tensors in list passed to '%s' of '%s' Op have types %s and %s that don't all match: cast them",
                        argument, in.op().type().name(), in.dtype(first), in.dtype(i));
            }
        }
    }

    static void requireSameType(InferContext in, int i, String name, int j, String other) {
        if (in.dtype(i) != in.dtype(j)) {
            throw in.error(
                    "Input '%s' of '%s' Op has type %s that does not match type %s of argument '%s'",
                    name, in.op().type().name(), in.dtype(i), in.dtype(j), other);
        }
    }

    /** Refuses input {@code i} unless it is int32 or int64. */
    static void requireIndex(InferContext in, int i, String name) {
        DTypes.INDEX.require(in, i, name);
    }

    /** Refuses input {@code i} unless its dtype is {@code dtype}. */
    static void requireType(InferContext in, int i, String name, DType dtype) {
        if (in.dtype(i) != dtype) {
            throw in.error(
                    "Input '%s' of '%s' Op has type %s that does not match expected type of %s.",
                    name, in.op().type().name(), in.dtype(i), dtype);
        }
    }

    /** The one number that input {@code i} is, or null if it is not known yet. */
    static @Nullable Long scalar(InferContext in, int i, String name) {
        Shape shape = in.shape(i);
        if (shape.isComplete() && shape.elements() != 1) {
            throw in.error("'%s' must be a scalar, but has shape %s", name, shape.toBrackets());
        }
        Tensor value = in.constant(i);
        return value == null ? null : value.longAt(0);
    }

    /** The axis as an index from 0, if {@code -rank <= axis < rank}; else -1. */
    static int axis(long axis, int rank) {
        return axis < -rank || axis >= rank ? -1 : (int) (axis < 0 ? axis + rank : axis);
    }

    /** A sum of dimensions, exact. */
    static long add(OpContext context, long a, long b) {
        try {
            return Math.addExact(a, b);
        } catch (ArithmeticException overflow) {
            throw tooLarge(context);
        }
    }

    /** A product of dimensions, exact; unknown if one is. */
    static long multiply(OpContext context, long a, long b) {
        if (a == Shape.UNKNOWN || b == Shape.UNKNOWN) {
            return Shape.UNKNOWN;
        }
        try {
            return Math.multiplyExact(a, b);
        } catch (ArithmeticException overflow) {
            throw tooLarge(context);
        }
    }

    private static InvalidArgumentException tooLarge(OpContext context) {
        return context.error("a dimension of the result is more than a long can count");
    }
}
