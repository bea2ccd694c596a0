package org.headrace.ops.linalg;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;

/** The gradient of {@link Svd}. */
final class SvdGradient {
    private SvdGradient() {}

    static List<Gradient> of(Ops tf, Op op, Svd type, List<Output> dys) {
        Output a = op.input(0);
        Output ds = tf.linalg.diag(dys.get(0));
        if (!type.computeUv()) {
            List<Output> svd = tf.linalg.svd(a);
            Output right = tf.matmul(ds, svd.get(2), false, false, false, true);
            return Gradient.list(tf.matmul(svd.get(1), right));
        }
        if (a.dtype().isComplex()) {
            throw new UnimplementedException(
                    op, "has no gradient of the vectors of " + a.dtype() + ", as in TensorFlow: take only the values");
        }
        Shape shape = a.shape();
        if (!shape.hasRank() || shape.dim(-2) == Shape.UNKNOWN || shape.dim(-1) == Shape.UNKNOWN) {
            throw new UnimplementedException(op, "has a gradient only for matrices of known size, not " + shape);
        }
        int m = (int) shape.dim(-2);
        int n = (int) shape.dim(-1);
        if (type.fullMatrices() && Math.abs(m - n) > 1) {
            throw new UnimplementedException(
                    op, "has no gradient for full matrices whose dimensions differ by more than 1, as in TensorFlow");
        }
        boolean turned = m > n;
        Ops after = tf.withControlDependencies(
                dys.get(0).op(), dys.get(1).op(), dys.get(2).op());
        Output da = wide(
                after,
                Math.min(m, n),
                Math.max(m, n),
                type.fullMatrices(),
                op.output(0),
                op.output(turned ? 2 : 1),
                op.output(turned ? 1 : 2),
                ds,
                dys.get(turned ? 2 : 1),
                dys.get(turned ? 1 : 2));
        return Gradient.list(turned ? after.linalg.matrixTranspose(da) : da);
    }

    /** Of {@code m x n} matrices, {@code m <= n}. */
    private static Output wide(
            Ops tf, int m, int n, boolean full, Output s, Output u, Output v, Output ds, Output du, Output dv) {
        Output sMatrix = tf.linalg.diag(s);
        Output s2 = tf.square(s);
        Output shape = tf.shape(s);
        Output eye =
                tf.linalg.eye(tf.stridedSlice(shape, Slice.at(-1)), tf.stridedSlice(shape, Slice.to(-1)), s.dtype());
        Output distances = tf.withName("sub").sub(tf.expandDims(s2, -2), tf.expandDims(s2, -1));
        // 1 on the diagonal: an infinity there would spoil second derivatives
        Output f = tf.linalg.setDiag(tf.math.reciprocal(tf.withName("add").add(distances, eye)), tf.zerosLike(s));
        Output sInverse = tf.linalg.diag(tf.math.reciprocal(s));
        Output v1 = columns(tf, v, 0, m);
        Output dv1 = columns(tf, dv, 0, m);
        Output fu = tf.withName("mul").mul(f, tf.matmul(u, du, false, false, true, false));
        Output fv = tf.withName("mul").mul(f, tf.matmul(v1, dv1, false, false, true, false));
        Output fromU = tf.matmul(tf.withName("add").add(fu, tf.linalg.adjoint(fu)), sMatrix);
        Output fromV = tf.matmul(sMatrix, tf.withName("add").add(fv, tf.linalg.adjoint(fv)));
        Output middle = tf.withName("add").add(tf.withName("add").add(ds, fromU), fromV);
        Output first = tf.matmul(u, tf.matmul(middle, v1, false, false, false, true));
        if (m == n) {
            return first;
        }
        Output turned = tf.linalg.matrixTranspose(dv1);
        Output along = tf.matmul(tf.matmul(turned, v1), v1, false, false, false, true);
        Output rest = tf.withName("sub").sub(turned, along);
        if (full) {
            Output v2 = columns(tf, v, m, n);
            Output between = tf.matmul(v1, columns(tf, dv, m, n), false, false, true, false);
            rest = tf.withName("sub").sub(rest, tf.matmul(between, v2, false, false, false, true));
        }
        return tf.withName("add").add(first, tf.matmul(tf.matmul(u, sInverse), rest));
    }

    /** {@code x[..., :, begin:end]}. */
    private static Output columns(Ops tf, Output x, int begin, int end) {
        return tf.stridedSlice(x, Slice.ellipsis(), Slice.all(), Slice.range(begin, end));
    }
}
