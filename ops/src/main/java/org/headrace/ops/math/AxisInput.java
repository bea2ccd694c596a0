package org.headrace.ops.math;

import org.headrace.core.InferContext;
import org.headrace.core.OpContext;
import org.headrace.core.Tensor;
import org.headrace.ops.DTypes;

/** The second input of ops that work along one axis: a scalar that may count from the end, as {@code -1}. */
final class AxisInput {
    private AxisInput() {}

    /** Checks it as far as it is known; {@code name} is TensorFlow's argument name. Returns the axis, or -1 if unknown. */
    static int infer(InferContext in, String name) {
        DTypes.INDEX.require(in, 1, name);
        if (in.shape(1).hasRank() && in.shape(1).rank() != 0) {
            throw in.error(
                    "Shape must be rank 0 but is rank %d: %s must be a scalar, one axis",
                    in.shape(1).rank(), name);
        }
        Tensor axis = in.constant(1);
        return axis == null || !in.shape(0).hasRank()
                ? -1
                : of(in, axis, in.shape(0).rank(), name);
    }

    /** The axis, counted from the front. */
    static int of(OpContext in, Tensor axis, int rank, String name) {
        long given = axis.toLong();
        if (given < -rank || given >= rank) {
            throw in.error(
                    "%s = %d must be in the range [%d, %d), where %d is the number of dimensions in the input.",
                    name, given, -rank, rank, rank);
        }
        return (int) (given < 0 ? given + rank : given);
    }
}
