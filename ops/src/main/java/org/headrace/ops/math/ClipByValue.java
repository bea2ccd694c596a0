package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
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
import org.headrace.ops.array.BroadcastGradientArgs;

/**
 * {@code max(min(t, clip_value_max), clip_value_min)}: TensorFlow's {@code ClipByValue}. The limits are scalars or of
 * {@code t}'s shape. A limit gets the gradient of what it has changed.
 */
public record ClipByValue() implements FormulaOp, Differentiable {
    private static final List<String> LIMITS = List.of("clip_value_min", "clip_value_max");

    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "t");
        Shape t = in.shape(0);
        for (int i = 1; i <= 2; i++) {
            String name = LIMITS.get(i - 1);
            if (in.dtype(i) != in.dtype(0)) {
                throw in.error("%s is %s, but t is %s: cast one of them", name, in.dtype(i), in.dtype(0));
            }
            Shape limit = in.shape(i);
            if (!limit.isScalar() && !limit.isCompatibleWith(t)) {
                throw in.error(
                        "clip_value_min and clip_value_max must be either of the same shape as input, or a scalar."
                                + " input shape: %s, %s shape: %s",
                        t.toBrackets(), name, limit.toBrackets());
            }
        }
        return List.of(in.input(0));
    }

    @Override
    public Expr formula(List<Expr> inputs) {
        return inputs.get(0).min(inputs.get(2)).max(inputs.get(1));
    }

    @Override
    public boolean computes(DType dtype) {
        return !dtype.isComplex() && FormulaOp.super.computes(dtype);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        Output x = op.input(0);
        Output low = op.input(1);
        Output high = op.input(2);
        Output shape = tf.shape(x);
        Output lowShape = tf.shape(low);
        Output highShape = tf.shape(high);
        Output zeros = tf.zeros(tf.shape(dy), dy.dtype());
        Output below = tf.less(x, low);
        Output above = tf.greater(x, high);
        List<Output> axes =
                tf.addOp(new BroadcastGradientArgs(), shape, lowShape).outputs();
        Output axesOfLow = axes.get(1);
        axes = tf.addOp(new BroadcastGradientArgs(), shape, highShape).outputs();
        Output dx = tf.where(tf.logicalOr(below, above), zeros, dy);
        Output dLow = tf.where(below, dy, zeros);
        Output dHigh = tf.where(above, dy, zeros);
        return Gradient.list(
                tf.reshape(tf.reduceSum(dx, axes.get(0)), shape),
                tf.reshape(tf.reduceSum(dLow, axesOfLow), lowShape),
                tf.reshape(tf.reduceSum(dHigh, axes.get(1)), highShape));
    }
}
