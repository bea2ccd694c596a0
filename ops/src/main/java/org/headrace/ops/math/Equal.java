package org.headrace.ops.math;

import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.ops.Comparison;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.StringKernel;

/** {@code a == b}; NaN equals nothing: TensorFlow's {@code Equal}. Takes strings and bools too. */
public record Equal() implements Comparison {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.eq(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.COMPARABLE;
    }

    @Override
    public Kernel kernel(Signature signature) {
        return signature.input(0).dtype() == DType.STRING
                ? StringKernel.equal(signature, true)
                : Comparison.super.kernel(signature);
    }
}
