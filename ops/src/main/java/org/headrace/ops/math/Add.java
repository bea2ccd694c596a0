package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.ops.Binary;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.StringKernel;

/** {@code a + b}: TensorFlow's {@code Add}. Of strings, one after the other. */
public record Add() implements Binary, Differentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.plus(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ADDABLE_OR_STRING;
    }

    @Override
    public Kernel kernel(Signature signature) {
        return signature.input(0).dtype() == DType.STRING
                ? StringKernel.concatenation(signature)
                : Binary.super.kernel(signature);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        return Broadcasting.sharesShape(op, dy)
                ? Gradient.list(dy, dy)
                : Broadcasting.reduce(tf, op, () -> dy, () -> dy);
    }
}
