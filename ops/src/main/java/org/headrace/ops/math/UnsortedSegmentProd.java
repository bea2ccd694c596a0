package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Fold;

/** The products of the rows that share an id, ones without rows: TensorFlow's {@code UnsortedSegmentProd}. */
public record UnsortedSegmentProd() implements UnsortedSegments, Differentiable {
    @Override
    public Fold fold() {
        return Fold.PROD;
    }

    /** The product of the other rows: the whole divided by the row itself, or, for a single zero, the product without it. */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output data = op.input(0);
        Output ids = op.input(1);
        Output segments = op.input(2);
        Output zero = tf.equal(data, 0);
        Output zeros = tf.math.unsortedSegmentSum(tf.cast(zero, DType.INT32), ids, segments);
        Output many = tf.greater(zeros, 1);
        Output dy = tf.where(many, tf.zerosLike(dys.get(0)), dys.get(0));
        Output others = tf.where(zero, tf.onesLike(data), data);
        Output product = tf.math.unsortedSegmentProd(others, ids, segments);
        Output places = UnsortedSegments.places(tf, ids);
        Output whole = tf.gather(op.output(0), places);
        Output rest = tf.gather(product, places);
        Output quotient = tf.withName("truediv").div(whole, data);
        Output partial = tf.where(zero, rest, quotient);
        Output rows = tf.gather(dy, places);
        Output kept = UnsortedSegments.kept(tf, op, ids, rows);
        Output gathered = UnsortedSegments.zerosWhereDropped(tf, kept, rows);
        return Gradient.list(tf.withName("mul").mul(gathered, tf.conj(partial)), null, null);
    }
}
