package org.headrace.ops.linalg;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The {@code X} of {@code A X = B}, or of {@code A^H X = B}, by elimination with pivots: TensorFlow's {@code MatrixSolve}.
 * {@code matrix} is {@code [..., m, m]}, {@code rhs [..., m, k]}, of the same batch. Kernels: float32, float64, complex64,
 * complex128; an error if a matrix is singular.
 */
public record MatrixSolve(boolean adjoint) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape matrix = Matrices.square(in, 0, "matrix");
        Shape rhs = Matrices.matrices(in, 1, "rhs");
        Shape batch = Matrices.sharedBatch(in, matrix, rhs);
        long rows = Matrices.dim(matrix, -1) == Shape.UNKNOWN ? Matrices.dim(rhs, -2) : Matrices.dim(matrix, -1);
        return List.of(in.input(0).withShape(batch.concat(Shape.of(rows, Matrices.dim(rhs, -1)))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.input(0).shape().dim(-1);
        int columns = (int) signature.input(1).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {2}, rows -> {
            Elimination elimination = new Elimination(rows, n, columns);
            return (in, out) -> {
                elimination.factor(in[0]);
                if (columns > 0 && !Triangles.isInvertible(rows, in[0], n)) {
                    throw signature.error("Input matrix is not invertible.");
                }
                System.arraycopy(in[1], 0, out[0], 0, in[1].length);
                elimination.solve(in[0], adjoint, out[0], columns);
            };
        });
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output x = op.output(0);
        Output db = tf.linalg.solve(op.input(0), dy.get(0), !adjoint);
        Output product =
                adjoint ? tf.matmul(x, db, false, false, false, true) : tf.matmul(db, x, false, false, false, true);
        return Gradient.list(tf.neg(product), db);
    }
}
