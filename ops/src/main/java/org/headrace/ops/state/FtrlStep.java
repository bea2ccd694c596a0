package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * The formula of {@link ApplyFtrl} and {@link ApplyFtrlV2}.
 *
 * @param inputs the ops' inputs, of which the first seven are the same
 */
record FtrlStep(List<Expr> inputs, Expr lrPower) {
    /** @param added the gradient as it is added to {@code linear} */
    List<Expr> update(Expr grad, Expr added) {
        Expr variable = inputs.get(0);
        Expr accum = inputs.get(1);
        Expr lr = inputs.get(4);
        Expr l1 = inputs.get(5);
        Expr next = accum.plus(grad.times(grad));
        Expr root = power(next);
        Expr change = root.minus(power(accum)).div(lr).times(variable);
        Expr linear = inputs.get(2).plus(added.minus(change));
        Expr x = l1.times(linear.sign()).minus(linear);
        Expr y = root.div(lr).plus(Expr.constant(2).times(inputs.get(6)));
        return List.of(linear.abs().gt(l1).select(x.div(y), Expr.constant(0)), next, linear);
    }

    /** {@code x^-lrPower}: the square root, as TensorFlow has it, for the usual power. */
    private Expr power(Expr x) {
        return lrPower.eq(Expr.constant(-0.5)).select(x.sqrt(), x.pow(lrPower.neg()));
    }
}
