package org.headrace.ops.math;

import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.BesselFunctions;

/** The modified Bessel function of order 1 times {@code exp(-abs(x))}: TensorFlow's {@code BesselI1e}. */
public record BesselI1e() implements SpecialUnary {
    @Override
    public double apply(double x) {
        return BesselFunctions.i1e(x);
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        Output x = op.input(0);
        double epsilon = x.dtype() == DType.FLOAT64 ? 0x1p-52 : x.dtype() == DType.FLOAT32 ? 0x1p-23 : 0x1p-10;
        Output zeros = tf.zerosLike(x);
        Output large = tf.greater(tf.abs(x), epsilon);
        Output safe = tf.where(large, x, tf.withName("add").add(epsilon, zeros));
        Output zeroth = tf.math.besselI0e(safe);
        Output sum = tf.withName("add").add(tf.math.sign(safe), tf.math.reciprocal(safe));
        Output derivative = tf.withName("sub").sub(zeroth, tf.withName("mul").mul(op.output(0), sum));
        Output atZero = tf.withName("add").add(0.5, zeros);
        return tf.withName("mul").mul(dy, tf.where(large, derivative, atZero));
    }
}
