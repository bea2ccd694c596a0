package org.headrace.ops.math;

import java.util.List;
import java.util.function.BinaryOperator;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** The rule of {@link Maximum} and {@link Minimum}: the gradient goes to the input that was taken. */
final class MaximumGradients {
    private MaximumGradients() {}

    /** With {@code takesFirst} adding the comparison that tells whether the first input was taken. */
    static List<Gradient> of(Ops tf, Op op, Output dy, BinaryOperator<Output> takesFirst) {
        Broadcasting shapes = Broadcasting.of(tf, op);
        Output zeros = tf.zeros(tf.shape(dy), dy.dtype());
        Output first = takesFirst.apply(op.input(0), op.input(1));
        Output da = tf.where(first, dy, zeros);
        Output db = tf.where(first, zeros, dy);
        return Gradient.list(shapes.reduceA(da), shapes.reduceB(db));
    }
}
