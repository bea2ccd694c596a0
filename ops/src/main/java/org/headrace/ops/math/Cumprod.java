package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Fold;

/**
 * The running products along an axis: TensorFlow's {@code Cumprod}. Its gradient, like TensorFlow's, is NaN where the
 * input is 0.
 *
 * @param exclusive whether an element's product leaves itself out
 * @param reverse whether products run from the end
 */
public record Cumprod(boolean exclusive, boolean reverse) implements Scan {
    @Override
    public Fold fold() {
        return Fold.PROD;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output x = op.input(0);
        Output axis = op.input(1);
        Output product = tf.add(this, x, axis);
        Output weighted = tf.withName("mul").mul(tf.conj(product), dy.get(0));
        Output sum = tf.add(new Cumsum(exclusive, !reverse), weighted, axis);
        return Gradient.list(tf.withName("truediv").div(sum, tf.conj(x)), null);
    }
}
