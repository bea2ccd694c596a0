package org.headrace.ops.state;

import org.headrace.core.InferContext;
import org.headrace.core.Shape;

/** What the ops that change variables ask of their inputs. */
final class References {
    private References() {}

    /** Input {@code i}, TensorFlow's argument {@code name}, must have the dtype of input 0, argument {@code first}. */
    static void requireSameDType(InferContext in, int i, String name, String first) {
        if (in.dtype(i) != in.dtype(0)) {
            throw in.error(
                    "Input '%s' of '%s' Op has type %s that does not match type %s of argument '%s': cast one of them",
                    name, in.op().type().name(), in.dtype(i), in.dtype(0), first);
        }
    }

    /** Input {@code i}, TensorFlow's argument {@code name}, must be a scalar of input 0's dtype. */
    static void requireScalar(InferContext in, int i, String name) {
        requireSameDType(in, i, name, "var");
        Shape shape = in.shape(i);
        if (shape.hasRank() && !shape.isScalar()) {
            throw in.error("Shape must be rank 0 but is rank %d: '%s' is %s", shape.rank(), name, shape.toBrackets());
        }
    }

    /** What two shapes that must be equal know together. */
    static Shape merge(InferContext in, Shape a, Shape b) {
        if (!a.hasRank() || !b.hasRank()) {
            return a.merge(b);
        }
        if (a.rank() != b.rank()) {
            throw in.error(
                    "Shapes must be equal rank, but are %d and %d. Shapes are %s and %s.",
                    a.rank(), b.rank(), a.toBrackets(), b.toBrackets());
        }
        for (int i = 0; i < a.rank(); i++) {
            if (a.dim(i) != b.dim(i) && a.dim(i) != Shape.UNKNOWN && b.dim(i) != Shape.UNKNOWN) {
                throw in.error(
                        "Dimension %d in both shapes must be equal, but are %d and %d. Shapes are %s and %s.",
                        i, a.dim(i), b.dim(i), a.toBrackets(), b.toBrackets());
            }
        }
        return a.merge(b);
    }
}
