package org.headrace.ops.state;

import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;

/**
 * What the ops that take a variable's handle, as their first input, know of the variable. The graph says which one it is, so
 * the handle must come straight from its op; when a run prepares the op, the engine gives the variable's own value for it.
 */
final class Handles {
    private Handles() {}

    /** The dtype and shape that the variable was declared with. */
    static TensorSpec declared(OpContext in) {
        Op owner = in.op().input(0).op();
        if (owner.type() instanceof VarHandleOp type) {
            return new TensorSpec(type.dtype(), type.shape());
        }
        throw in.error(
                "resource must be the output of a VarHandleOp itself, it is %s of a %s",
                in.op().input(0), owner.type().name());
    }

    /** The dtype and shape of the variable's value, as far as they are known. */
    static TensorSpec value(InferContext in) {
        TensorSpec declared = declared(in);
        return in.dtype(0) == DType.RESOURCE ? declared : in.input(0);
    }

    /** Input {@code i}, argument {@code name}, must have the variable's dtype. */
    static void requireSameDType(InferContext in, int i, String name) {
        DType dtype = declared(in).dtype();
        if (in.dtype(i) != dtype) {
            throw in.error("%s is %s, but the variable is %s: cast one of them", name, in.dtype(i), dtype);
        }
    }

    /** Input {@code i} must have the variable's shape. */
    static void requireShape(InferContext in, int i) {
        Shape declared = declared(in).shape();
        if (!declared.isCompatibleWith(in.shape(i))) {
            throw in.error(
                    "Cannot assign a value of shape %s to a variable of shape %s",
                    in.shape(i).toBrackets(), declared.toBrackets());
        }
    }
}
