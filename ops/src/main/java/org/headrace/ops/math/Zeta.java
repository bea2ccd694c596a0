package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.GammaFunctions;
import org.headrace.ops.kernels.PointwiseKernel;

/**
 * Hurwitz's zeta function, the sum of {@code (k + q)^-x} for k = 0, 1, ...: TensorFlow's {@code Zeta}. Infinite for
 * {@code x = 1} and for {@code q = 0, -1, ...}, NaN for {@code x < 1}. No gradient flows to {@code x}.
 */
public record Zeta() implements SpecialBinary, Differentiable {
    @Override
    public PointwiseKernel.Function function() {
        return GammaFunctions::zeta;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output x = op.input(0);
        Output q = op.input(1);
        Broadcasting shapes = Broadcasting.of(tf, op);
        Output minusX = tf.neg(x);
        Output byQ =
                tf.withName("mul").mul(minusX, tf.math.zeta(tf.withName("add").add(x, 1), q));
        return Gradient.list(null, shapes.reduceB(tf.withName("mul").mul(byQ, dys.get(0))));
    }
}
