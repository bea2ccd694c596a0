package org.headrace.ops.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.Expr;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.FormulaOp;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.FormulaKernel;
import org.headrace.ops.kernels.SelectKernel;

/**
 * {@code condition ? x : y}, element by element, of any dtype: TensorFlow's {@code Select}. The branches have one shape;
 * the condition has it too, or is a scalar, or a vector that chooses whole rows.
 */
public record Select() implements FormulaOp, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.BOOL.require(in, 0, "condition");
        if (in.dtype(1) != in.dtype(2)) {
            throw in.error("x is %s, y is %s: they must have one dtype, cast one of them", in.dtype(1), in.dtype(2));
        }
        Shape x = in.shape(1);
        Shape y = in.shape(2);
        if (!x.isCompatibleWith(y)) {
            throw in.error("x is %s, y is %s: they must have one shape", x.toBrackets(), y.toBrackets());
        }
        Shape branches = x.merge(y);
        Shape condition = in.shape(0);
        if (!condition.hasRank() || condition.rank() == 0) {
            return List.of(in.input(1).withShape(branches));
        }
        boolean rows = condition.rank() == 1 && branches.hasRank() && branches.rank() > 0;
        boolean fits = rows
                ? Shape.of(condition.dim(0)).isCompatibleWith(branches.slice(0, 1))
                : condition.rank() == 1 && !branches.hasRank() || condition.isCompatibleWith(branches);
        if (!fits) {
            throw in.error(
                    "condition is %s, x and y are %s: it must be a scalar, have their shape, or be a vector of as many"
                            + " elements as they have rows",
                    condition.toBrackets(), branches.toBrackets());
        }
        return List.of(in.input(1).withShape(condition.rank() > 1 ? branches.merge(condition) : branches));
    }

    @Override
    public Expr formula(List<Expr> inputs) {
        return inputs.get(0).select(inputs.get(1), inputs.get(2));
    }

    @Override
    public List<Shape> operandShapes(List<Shape> inputs) {
        Shape condition = inputs.get(0);
        Shape branches = inputs.get(1);
        if (!condition.hasRank() || condition.rank() != 1 || !branches.hasRank() || branches.rank() < 2) {
            return inputs;
        }
        long[] dims = new long[branches.rank()];
        Arrays.fill(dims, 1);
        dims[0] = condition.dim(0);
        List<Shape> shapes = new ArrayList<>(inputs);
        shapes.set(0, Shape.of(dims));
        return shapes;
    }

    @Override
    public Kernel kernel(Signature signature) {
        return FormulaKernel.supports(signature.output(0).dtype())
                ? FormulaOp.super.kernel(signature)
                : SelectKernel.of(signature);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output condition = op.input(0);
        Output zeros = tf.zerosLike(op.input(1));
        return Gradient.list(null, tf.where(condition, dy.get(0), zeros), tf.where(condition, zeros, dy.get(0)));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype());
    }
}
