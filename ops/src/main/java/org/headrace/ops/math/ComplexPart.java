package org.headrace.ops.math;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;

/** An op that makes a real number of each complex one: complex64 gives float32, complex128 float64. */
sealed interface ComplexPart extends Differentiable permits Angle, ComplexAbs, Imag, Real {
    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.COMPLEX.require(in, 0, name().equals("ComplexAbs") ? "x" : "input");
        return List.of(in.input(0).withDType(DTypes.real(in.dtype(0))));
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tout", op.output(0).dtype());
    }
}
