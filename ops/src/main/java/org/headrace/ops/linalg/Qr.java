package org.headrace.ops.linalg;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * {@code A = Q R}, the columns of {@code Q} orthonormal, {@code R} upper triangular with a real diagonal of either sign: by
 * Householder's reflections, with TensorFlow's signs. {@code [..., m, n]} gives {@code q [..., m, p]} and
 * {@code r [..., p, n]}, {@code p} the smaller of both, or {@code m} for full matrices. TensorFlow's {@code Qr}. Kernels:
 * float32, float64, complex64, complex128. The gradient is that of real matrices with square {@code r}.
 */
public record Qr(boolean fullMatrices) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = Matrices.matrices(in, 0, "input");
        Shape batch = Matrices.batch(shape);
        long m = Matrices.dim(shape, -2);
        long n = Matrices.dim(shape, -1);
        long p = fullMatrices ? m : Matrices.smaller(m, n);
        return List.of(
                in.input(0).withShape(batch.concat(Shape.of(m, p))),
                in.input(0).withShape(batch.concat(Shape.of(p, n))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int m = (int) signature.input(0).shape().dim(-2);
        int n = (int) signature.input(0).shape().dim(-1);
        int p = (int) signature.output(0).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {2, 2}, rows -> {
            Reflections reflections = new Reflections(rows, Math.max(n, p));
            double[] taus = new double[2 * Math.min(m, n)];
            return (in, out) -> {
                reflections.qr(in[0], m, n, taus);
                reflections.takeR(in[0], n, out[1], p);
                reflections.formQ(in[0], m, n, 0, Math.min(m, n), taus, out[0], p);
            };
        });
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output q = op.output(0);
        Output r = op.output(1);
        Shape shape = r.shape();
        if (q.dtype().isComplex()) {
            throw new UnimplementedException(op, "has no gradient for " + q.dtype() + ", as in TensorFlow");
        }
        if (!shape.hasRank() || shape.dim(-2) == Shape.UNKNOWN || shape.dim(-2) != shape.dim(-1)) {
            throw new UnimplementedException(
                    op, "has a gradient only where r is known to be square, as in TensorFlow, not " + shape);
        }
        Output dq = dys.get(0);
        Output dr = dys.get(1);
        Output qdq = tf.matmul(q, dq, false, false, true, false);
        Output first = tf.withName("sub").sub(qdq, tf.linalg.adjoint(qdq));
        Output rdr = tf.matmul(r, dr, false, false, false, true);
        Output second = tf.withName("sub").sub(rdr, tf.linalg.adjoint(rdr));
        Output lower = tf.linalg.bandPart(tf.withName("add").add(first, second), -1, 0);
        Output fromR = tf.matmul(q, tf.withName("add").add(dr, timesInverse(tf, lower, r)));
        Output fromQ = timesInverse(tf, tf.withName("sub").sub(dq, tf.matmul(q, qdq)), r);
        return Gradient.list(tf.withName("add").add(fromR, fromQ));
    }

    /** {@code x r^-H}. */
    private static Output timesInverse(Ops tf, Output x, Output r) {
        return tf.linalg.adjoint(tf.linalg.triangularSolve(r, tf.linalg.adjoint(x), false, false));
    }
}
