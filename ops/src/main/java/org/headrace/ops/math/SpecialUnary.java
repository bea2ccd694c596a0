package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.PointwiseKernel;

/** A function of one real number that is no formula. */
interface SpecialUnary extends Differentiable {
    /** The output's element from the input's. */
    double apply(double x);

    /** The gradient of the input from the output's. */
    Output gradient(Ops tf, Op op, Output dy);

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.FLOATING.require(in, 0, "x");
        return List.of(in.input(0));
    }

    @Override
    default Kernel kernel(Signature signature) {
        return PointwiseKernel.of(signature, (x, same) -> apply(x));
    }

    @Override
    default List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(gradient(tf, op, dy.get(0)));
    }
}
