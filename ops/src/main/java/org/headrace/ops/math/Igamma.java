package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.IncompleteGamma;
import org.headrace.ops.kernels.PointwiseKernel;

/**
 * The regularized lower incomplete gamma function {@code P(a, x)}: TensorFlow's {@code Igamma}. NaN for {@code x < 0} and
 * {@code a <= 0}.
 */
public record Igamma() implements SpecialBinary, Differentiable {
    @Override
    public PointwiseKernel.Function function() {
        return IncompleteGamma::lower;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        return Gradient.list(ofBoth(tf, op, dys.get(0)));
    }

    /** The gradients of {@code a} and {@code x}. */
    static Output[] ofBoth(Ops tf, Op op, Output dy) {
        Output a = op.input(0);
        Output x = op.input(1);
        Broadcasting shapes = Broadcasting.of(tf, op);
        Output byA = tf.add(new IgammaGradA(), a, x);
        Output minusX = tf.neg(x);
        Output power = tf.withName("mul").mul(tf.withName("sub").sub(a, 1), tf.log(x));
        Output sum = tf.withName("add").add(minusX, power);
        Output byX = tf.exp(tf.withName("sub").sub(sum, tf.math.lgamma(a)));
        Output da = shapes.reduceA(tf.withName("mul").mul(byA, dy));
        return new Output[] {da, shapes.reduceB(tf.withName("mul").mul(byX, dy))};
    }
}
