package org.headrace.ops.math;

import java.util.List;
import java.util.Map;
import org.headrace.core.Expr;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
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
import org.headrace.ops.array.BroadcastGradientArgs;
import org.headrace.ops.kernels.FormulaKernel;
import org.headrace.ops.kernels.SelectKernel;

/**
 * {@code condition ? x : y}, element by element, of any dtype, all three broadcast to one shape: TensorFlow's
 * {@code SelectV2}.
 */
public record SelectV2() implements FormulaOp, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.BOOL.require(in, 0, "condition");
        if (in.dtype(1) != in.dtype(2)) {
            throw in.error("x is %s, y is %s: they must have one dtype, cast one of them", in.dtype(1), in.dtype(2));
        }
        try {
            return List.of(
                    in.input(1).withShape(Shape.broadcast(in.shape(0), Shape.broadcast(in.shape(1), in.shape(2)))));
        } catch (InvalidArgumentException mismatch) {
            throw in.error(
                    "condition %s, x %s and y %s must be broadcastable",
                    in.shape(0).toBrackets(),
                    in.shape(1).toBrackets(),
                    in.shape(2).toBrackets());
        }
    }

    @Override
    public Expr formula(List<Expr> inputs) {
        return inputs.get(0).select(inputs.get(1), inputs.get(2));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return FormulaKernel.supports(signature.output(0).dtype())
                ? FormulaOp.super.kernel(signature)
                : SelectKernel.broadcasting(signature);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output condition = op.input(0);
        Output grad = dy.get(0);
        Output zeros = tf.zerosLike(grad);
        Output dx = tf.whereV2(condition, grad, zeros);
        Output dz = tf.whereV2(condition, zeros, grad);
        return Gradient.list(null, unbroadcast(tf, dx, op.input(1)), unbroadcast(tf, dz, op.input(2)));
    }

    /** The gradient of a branch, summed over the axes along which it was repeated. */
    private static Output unbroadcast(Ops tf, Output grad, Output branch) {
        if (branch.shape().isComplete() && branch.shape().equals(grad.shape())) {
            return grad;
        }
        Output shape = tf.shape(branch);
        Op axes = tf.addOp(new BroadcastGradientArgs(), shape, tf.shape(grad));
        return tf.reshape(tf.reduceSum(grad, axes.output(0)), shape);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype());
    }
}
