package org.headrace.ops.math;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.headrace.core.Expr;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.FormulaOp;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** The sum of any number of tensors of one shape: TensorFlow's {@code AddN}. */
public record AddN() implements FormulaOp, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(sum(in));
    }

    /** What the inputs, which must be alike, add up to. */
    static TensorSpec sum(InferContext in) {
        if (in.inputs() == 0) {
            throw in.error("inputs must be a list of at least one tensor, got none");
        }
        Shape shape = in.shape(0);
        for (int i = 0; i < in.inputs(); i++) {
            DTypes.NUMERIC_OR_COMPLEX.require(in, i, "inputs");
            if (in.dtype(i) != in.dtype(0)) {
                throw in.error(
                        "inputs must be all of one dtype: input 0 is %s, input %d is %s: cast one of them",
                        in.dtype(0), i, in.dtype(i));
            }
            if (!shape.isCompatibleWith(in.shape(i))) {
                throw in.error(
                        "Shapes must be equal: inputs before input %d are %s, it is %s; to broadcast, use tf.add",
                        i, shape.toBrackets(), in.shape(i).toBrackets());
            }
            shape = shape.merge(in.shape(i));
        }
        return in.input(0).withShape(shape);
    }

    @Override
    public Expr formula(List<Expr> inputs) {
        return sum(inputs);
    }

    static Expr sum(List<Expr> inputs) {
        Expr sum = inputs.get(0);
        for (Expr input : inputs.subList(1, inputs.size())) {
            sum = sum.plus(input);
        }
        return sum;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Collections.nCopies(op.inputs().size(), Gradient.of(dy.get(0)));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("N", op.inputs().size(), "T", op.input(0).dtype());
    }
}
