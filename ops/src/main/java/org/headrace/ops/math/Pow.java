package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Binary;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** {@code a^b}: TensorFlow's {@code Pow}. Where {@code a} has no logarithm, the gradient of {@code b} is 0. */
public record Pow() implements Binary, Differentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.pow(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ALGEBRAIC;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        Broadcasting shapes = Broadcasting.of(tf, op);
        Output a = tf.conj(op.input(0));
        Output b = tf.conj(op.input(1));
        Output y = tf.conj(op.output(0));
        Output scaled = tf.withName("mul").mul(dy, b);
        Output power = tf.pow(a, tf.withName("sub").sub(b, 1));
        Output da = shapes.reduceA(tf.withName("mul").mul(scaled, power));
        Output hasLog = a.dtype().isComplex() ? tf.notEqual(a, 0) : tf.greater(a, 0);
        Output safe = tf.where(hasLog, a, tf.onesLike(a));
        Output log = tf.where(hasLog, tf.log(safe), tf.zerosLike(a));
        Output grown = tf.withName("mul").mul(dy, y);
        Output db = shapes.reduceB(tf.withName("mul").mul(grown, log));
        return Gradient.list(da, db);
    }
}
