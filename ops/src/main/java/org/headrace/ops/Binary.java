package org.headrace.ops;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;

/** An element-wise op of two inputs of one dtype, broadcast against each other. */
public interface Binary extends FormulaOp {
    /** The output's element from the inputs'. */
    Expr formula(Expr a, Expr b);

    /** The dtypes that TensorFlow's op takes. */
    default DTypes dtypes() {
        return DTypes.NUMERIC;
    }

    @Override
    default List<TensorSpec> infer(InferContext in) {
        dtypes().require(in, 0, "x");
        if (in.dtype(0) != in.dtype(1)) {
            throw in.error(
                    "Input 'y' of '%s' Op has type %s that does not match type %s of argument 'x': cast one of them",
                    name(), in.dtype(1), in.dtype(0));
        }
        return List.of(in.input(0).withShape(broadcast(in)));
    }

    /** The shape of the output. */
    static Shape broadcast(InferContext in) {
        try {
            return Shape.broadcast(in.shape(0), in.shape(1));
        } catch (InvalidArgumentException e) {
            throw in.error(
                    "%s: x is %s, y is %s, which do not broadcast",
                    String.valueOf(e.getMessage()),
                    in.shape(0).toBrackets(),
                    in.shape(1).toBrackets());
        }
    }

    @Override
    default Expr formula(List<Expr> inputs) {
        return formula(inputs.get(0), inputs.get(1));
    }
}
