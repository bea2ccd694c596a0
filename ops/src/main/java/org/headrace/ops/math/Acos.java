package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** The inverse cosine, between 0 and pi, NaN outside of [-1, 1]: TensorFlow's {@code Acos}. */
public record Acos() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.acos();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ALGEBRAIC;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        Output squared = tf.square(tf.conj(op.input(0)));
        Output one = tf.constant(Tensor.of(dy.dtype(), 1));
        Output inverse = tf.math.reciprocal(tf.sqrt(tf.withName("Sub").sub(one, squared)));
        return tf.withName("mul").mul(tf.neg(dy), inverse);
    }
}
