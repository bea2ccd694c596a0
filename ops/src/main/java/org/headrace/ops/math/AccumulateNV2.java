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
import org.headrace.ops.Differentiable;
import org.headrace.ops.FormulaOp;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The sum of any number of tensors, which TensorFlow adds up as they come: TensorFlow's {@code AccumulateNV2}. Here it is as
 * {@link AddN}.
 *
 * @param shape the shape of each; TensorFlow runs the op only if it is complete
 */
public record AccumulateNV2(Shape shape) implements FormulaOp, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        TensorSpec sum = AddN.sum(in);
        if (!sum.shape().isCompatibleWith(shape)) {
            throw in.error(
                    "Shapes must be equal: the attribute shape is %s, the inputs are %s",
                    shape.toBrackets(), sum.shape().toBrackets());
        }
        return List.of(sum.withShape(sum.shape().merge(shape)));
    }

    @Override
    public Expr formula(List<Expr> inputs) {
        return AddN.sum(inputs);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Collections.nCopies(op.inputs().size(), Gradient.of(dy.get(0)));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("N", op.inputs().size(), "T", op.input(0).dtype(), "shape", shape);
    }
}
