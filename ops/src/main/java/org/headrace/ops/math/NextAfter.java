package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.PointwiseKernel;

/** The next number of the dtype after {@code x1} towards {@code x2}: TensorFlow's {@code NextAfter}. */
public record NextAfter() implements SpecialBinary, Differentiable {
    @Override
    public PointwiseKernel.Function function() {
        return new PointwiseKernel.Function() {
            @Override
            public double apply(double from, double towards) {
                return Math.nextAfter(from, towards);
            }

            @Override
            public float apply(float from, float towards) {
                return Math.nextAfter(from, towards);
            }
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        Output shapeA = tf.shape(op.input(0));
        Output shapeB = tf.shape(op.input(1));
        Broadcasting shapes = Broadcasting.of(tf, shapeA, shapeB);
        Output ones = tf.ones(shapeA, dy.dtype());
        Output zeros = tf.zeros(shapeB, dy.dtype());
        Output da = shapes.reduceA(tf.withName("mul").mul(ones, dy));
        return Gradient.list(da, shapes.reduceB(tf.withName("mul").mul(zeros, dy)));
    }
}
