package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Assigning;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/** {@code AssignAdd} and {@code AssignSub}: a variable changes, element by element, by a value of its own shape. */
interface Accumulating extends Assigning {
    InPlace change();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC.and(DTypes.COMPLEX).require(in, 0, "ref");
        References.requireSameDType(in, 1, "value", "ref");
        return List.of(in.input(0).withShape(References.merge(in, in.shape(0), in.shape(1))));
    }

    @Override
    default Kernel kernel(Signature signature) {
        change().require(signature);
        return context -> {
            Tensor value = context.input(1);
            change().apply(context.variable(0), 0, value, 0, value.size());
        };
    }
}
