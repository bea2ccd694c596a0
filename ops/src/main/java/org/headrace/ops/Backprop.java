package org.headrace.ops;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;

/**
 * An element-wise op that takes a gradient back through a function of one input: from the gradient of the function's
 * output, and its output or input, both of one dtype and one shape.
 */
public interface Backprop extends Binary {
    @Override
    default DTypes dtypes() {
        return DTypes.FLOATING;
    }

    @Override
    default List<TensorSpec> infer(InferContext in) {
        TensorSpec broadcast = Binary.super.infer(in).get(0);
        Shape a = in.shape(0);
        Shape b = in.shape(1);
        if (!a.isCompatibleWith(b)) {
            throw in.error("Shapes must be equal, but are %s and %s", a.toBrackets(), b.toBrackets());
        }
        return List.of(broadcast.withShape(a.merge(b)));
    }
}
