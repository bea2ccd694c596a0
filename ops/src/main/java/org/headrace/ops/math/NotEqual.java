package org.headrace.ops.math;

import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.ops.Comparison;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.StringKernel;

/** {@code a != b}; NaN differs from all: TensorFlow's {@code NotEqual}. Takes strings and bools too. */
public record NotEqual() implements Comparison {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.ne(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.COMPARABLE;
    }

    @Override
    public Kernel kernel(Signature signature) {
        return signature.input(0).dtype() == DType.STRING
                ? StringKernel.equal(signature, false)
                : Comparison.super.kernel(signature);
    }
}
