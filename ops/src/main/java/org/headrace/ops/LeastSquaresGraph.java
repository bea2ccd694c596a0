package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;

/** Least squares as TensorFlow's Python composes it of other ops. */
final class LeastSquaresGraph {
    /** TensorFlow's guess of what fits into the cache, in bytes. */
    private static final long CACHE = 256000;

    private LeastSquaresGraph() {}

    /** Whether TensorFlow takes the op that does all with one matrix after another: for large batches of small ones. */
    static boolean suitsOp(Shape shape, DType dtype) {
        if (!shape.isComplete()) {
            return false;
        }
        long batch = shape.slice(0, shape.rank() - 2).elements();
        return shape.elements() * dtype.bytes() > CACHE && batch > Math.min(shape.dim(-2), shape.dim(-1));
    }

    static Output of(Ops s, Output matrix, Output rhs, double l2Regularizer) {
        boolean over = matrix.shape().dim(-2) >= matrix.shape().dim(-1);
        Output gramian = s.matmul(matrix, matrix, false, false, over, !over);
        if (l2Regularizer != 0) {
            Output identity = identity(s, matrix, over);
            gramian = s.withName("add").add(gramian, s.withName("mul").mul(l2Regularizer, identity));
        }
        Output cholesky = s.linalg.cholesky(gramian);
        return over
                ? s.linalg.choleskySolve(cholesky, s.matmul(matrix, rhs, false, false, true, false))
                : s.matmul(matrix, s.linalg.choleskySolve(cholesky, rhs), false, false, true, false);
    }

    static Output cholesky(Ops tf, Output matrix, Output l2, boolean over) {
        Output gramian = tf.matmul(matrix, matrix, false, false, over, !over);
        Output identity = identity(tf, matrix, over);
        return tf.linalg.cholesky(
                tf.withName("add").add(gramian, tf.withName("mul").mul(l2, identity)));
    }

    private static Output identity(Ops tf, Output matrix, boolean over) {
        Output shape = tf.shape(matrix);
        Output batch = tf.stridedSlice(shape, Slice.to(-2));
        return tf.linalg.eye(tf.stridedSlice(shape, Slice.at(over ? -1 : -2)), batch, matrix.dtype());
    }
}
