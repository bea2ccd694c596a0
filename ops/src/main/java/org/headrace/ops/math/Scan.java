package org.headrace.ops.math;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.ScanKernel;

/** What {@link Cumsum} and {@link Cumprod} have in common. */
sealed interface Scan extends Differentiable permits Cumsum, Cumprod {
    boolean exclusive();

    boolean reverse();

    Fold fold();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "x");
        AxisInput.infer(in, "axis");
        return List.of(in.input(0));
    }

    @Override
    default Kernel kernel(Signature signature) {
        int rank = signature.input(0).shape().rank();
        int axis = AxisInput.of(signature, signature.value(1), rank, "axis");
        return ScanKernel.of(fold(), exclusive(), reverse(), signature, axis);
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of(
                "T", op.input(0).dtype(), "Tidx", op.input(1).dtype(), "exclusive", exclusive(), "reverse", reverse());
    }
}
