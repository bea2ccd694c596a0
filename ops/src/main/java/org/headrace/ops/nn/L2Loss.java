package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Prologue;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.RecastKernel;
import org.headrace.ops.kernels.ReductionKernel;

/** Half the sum of the squares of all elements, a scalar: TensorFlow's {@code L2Loss}. Kernels: float32, float64. */
public record L2Loss() implements Differentiable, Prologue {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.FLOATING.require(in, 0, "t");
        return List.of(in.input(0).withShape(Shape.scalar()));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, L2Loss::sum);
    }

    private static Kernel sum(Signature signature) {
        TensorSpec x = signature.input(0);
        Formula itself = new Formula(List.of(Expr.input(0)), List.of(x.dtype()), x.shape(), List.of(x));
        return ReductionKernel.halfSum(signature, squared(itself), 0);
    }

    @Override
    public boolean takesFormula(Signature signature, int input) {
        return ReductionKernel.takesFormula(signature.input(0).dtype());
    }

    @Override
    public Kernel kernel(Signature signature, int input, Formula formula) {
        return ReductionKernel.halfSum(signature, squared(formula), signature.inputs());
    }

    private static Formula squared(Formula formula) {
        Expr x = formula.outputs().get(0);
        return new Formula(List.of(x.times(x)), formula.dtypes(), formula.shape(), formula.operands());
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.withName("mul").mul(op.input(0), dy.get(0)));
    }
}
