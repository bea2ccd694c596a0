package org.headrace.ops.math;

import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.BesselFunctions;

/** The modified Bessel function of order 0 times {@code exp(-abs(x))}: TensorFlow's {@code BesselI0e}. */
public record BesselI0e() implements SpecialUnary {
    @Override
    public double apply(double x) {
        return BesselFunctions.i0e(x);
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        Output x = op.input(0);
        Output first = tf.math.besselI1e(x);
        Output signed = tf.withName("mul").mul(tf.math.sign(x), op.output(0));
        return tf.withName("mul").mul(dy, tf.withName("sub").sub(first, signed));
    }
}
