package org.headrace.ops.math;

import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.ops.DTypes;

/** What matrix products ask of their two inputs. */
final class Factors {
    private static final DTypes DTYPES = DTypes.FLOATING.and(DTypes.COMPLEX).and(DTypes.of(DType.INT32, DType.INT64));

    private Factors() {}

    static void requireDTypes(InferContext in, String a, String b) {
        DTYPES.require(in, 0, a);
        if (in.dtype(0) != in.dtype(1)) {
            throw in.error(
                    "Input '%s' of '%s' Op has type %s that does not match type %s of argument '%s': cast one of them",
                    b, in.op().type().name(), in.dtype(1), in.dtype(0), a);
        }
    }

    /** Input {@code i}'s shape, which must be a matrix'. */
    static Shape matrix(InferContext in, int i, String name) {
        Shape shape = in.shape(i);
        if (!shape.hasRank()) {
            return Shape.unknownDims(2);
        }
        if (shape.rank() != 2) {
            String hint = shape.rank() == 1 ? "; tf.expandDims makes a matrix of a vector" : "";
            throw in.error(
                    "Shape must be rank 2 but is rank %d: %s is %s%s", shape.rank(), name, shape.toBrackets(), hint);
        }
        return shape;
    }

    /** Refuses dimensions, the one of the first input and the other of the second, that are known and differ. */
    static void requireInner(InferContext in, int axisA, int axisB, String a, String b) {
        Shape first = in.shape(0);
        Shape second = in.shape(1);
        if (!first.hasRank() || !second.hasRank()) {
            return;
        }
        long inner = first.dim(axisA);
        long other = second.dim(axisB);
        if (inner != other && inner != Shape.UNKNOWN && other != Shape.UNKNOWN) {
            throw in.error(
                    "%s is %s, %s is %s: %s.dim(%d) = %d must equal %s.dim(%d) = %d",
                    a, first.toBrackets(), b, second.toBrackets(), a, axisA, inner, b, axisB, other);
        }
    }
}
