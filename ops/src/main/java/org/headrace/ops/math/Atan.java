package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** The inverse tangent, between -pi/2 and pi/2: TensorFlow's {@code Atan}. */
public record Atan() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.atan();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ALGEBRAIC;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        Output squared = tf.square(tf.conj(op.input(0)));
        Output one = tf.constant(Tensor.of(dy.dtype(), 1));
        Output inverse = tf.math.reciprocal(tf.add(one, squared));
        return tf.withName("mul").mul(dy, inverse);
    }
}
