package org.headrace.ops.linalg;

import java.util.List;
import org.headrace.core.DType;
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
 * Least squares: the {@code X} of least {@code |A X - B|^2 + l2 |X|^2}, by the normal equations if {@code fast}, or, without
 * {@code l2}, the shortest one by a complete orthogonal decomposition, which stands matrices of any rank. TensorFlow's
 * {@code MatrixSolveLs}: {@code matrix [..., m, n]}, {@code rhs [..., m, k]}, {@code l2_regularizer} a float64 scalar. If
 * {@code m < n}, fast and {@code l2} is 0, {@code X} is the shortest one, too. Kernels: float32, float64, complex64,
 * complex128; an error if the normal equations are not positive definite.
 */
public record MatrixSolveLs(boolean fast) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape matrix = Matrices.matrices(in, 0, "matrix");
        Shape rhs = Matrices.matrices(in, 1, "rhs");
        Shape batch = Matrices.sharedBatch(in, matrix, rhs);
        if (in.dtype(2) != DType.FLOAT64) {
            throw in.error("l2_regularizer has type %s, must be float64: cast it", in.dtype(2));
        }
        in.requireRank(2, 0);
        return List.of(in.input(0).withShape(batch.concat(Shape.of(Matrices.dim(matrix, -1), Matrices.dim(rhs, -1)))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        DType dtype = signature.input(0).dtype();
        int m = (int) signature.input(0).shape().dim(-2);
        int n = (int) signature.input(0).shape().dim(-1);
        int columns = (int) signature.input(1).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {2}, rows -> {
            if (!fast) {
                LeastSquares least = new LeastSquares(rows, m, n, columns, Matrices.precision(dtype));
                return (in, out) -> least.run(in[0], in[1], out[0]);
            }
            NormalEquations equations = new NormalEquations(rows, m, n, columns);
            return (in, out) -> {
                if (!equations.run(in[0], in[1], in[2][0], out[0])) {
                    throw signature.error(
                            "Input matrix was rank deficient or ill-conditioned. Try setting fast=False or"
                                    + " provide a larger l2_regularizer > 0.");
                }
            };
        });
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        if (!fast) {
            throw new UnimplementedException(op, "has no gradient for fast = false, as in TensorFlow");
        }
        Output a = op.input(0);
        Output b = op.input(1);
        Shape shape = a.shape();
        if (!shape.hasRank() || shape.dim(-2) == Shape.UNKNOWN || shape.dim(-1) == Shape.UNKNOWN) {
            throw new UnimplementedException(op, "has a gradient only for matrices of known size, not " + shape);
        }
        Output l2 = tf.cast(op.input(2), a.dtype());
        boolean over = shape.dim(-2) >= shape.dim(-1);
        Output cholesky = tf.linalg.regularizedGramianCholesky(a, l2, over);
        return over ? overdetermined(tf, op, cholesky, dy.get(0)) : underdetermined(tf, a, b, cholesky, dy.get(0));
    }

    private static List<Gradient> overdetermined(Ops tf, Op op, Output cholesky, Output dx) {
        Output a = op.input(0);
        Output z = tf.linalg.choleskySolve(cholesky, dx);
        Output xz = tf.matmul(op.output(0), z, false, false, false, true);
        Output symmetric = tf.withName("add").add(xz, tf.linalg.matrixTranspose(xz));
        Output first = tf.neg(tf.matmul(a, symmetric));
        Output da = tf.withName("add").add(first, tf.matmul(op.input(1), z, false, false, false, true));
        return Gradient.list(da, tf.matmul(a, z), null);
    }

    private static List<Gradient> underdetermined(Ops tf, Output a, Output b, Output cholesky, Output dx) {
        Output db = tf.linalg.choleskySolve(cholesky, tf.matmul(a, dx));
        Output y = tf.linalg.choleskySolve(cholesky, b);
        Output first = tf.neg(tf.matmul(db, tf.matmul(y, a, false, false, true, false)));
        Output rest = tf.withName("sub").sub(dx, tf.matmul(a, db, false, false, true, false));
        Output second = tf.matmul(y, rest, false, false, false, true);
        return Gradient.list(tf.withName("add").add(first, second), db, null);
    }
}
