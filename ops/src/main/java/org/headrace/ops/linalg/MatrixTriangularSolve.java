package org.headrace.ops.linalg;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The {@code X} of {@code A X = B}, or of {@code A^H X = B}, for triangular matrices, whose other half is not read:
 * TensorFlow's {@code MatrixTriangularSolve}. {@code matrix} is {@code [..., m, m]}, {@code rhs [..., m, k]}, of the same
 * batch. Kernels: float32, float64, complex64, complex128; an error if there is a 0 on the diagonal.
 */
public record MatrixTriangularSolve(boolean lower, boolean adjoint) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return new MatrixSolve(adjoint).infer(in);
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.input(0).shape().dim(-1);
        int columns = (int) signature.input(1).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {2}, rows -> {
            return (in, out) -> {
                if (columns > 0 && !Triangles.isInvertible(rows, in[0], n)) {
                    throw signature.error("Input matrix is not invertible.");
                }
                System.arraycopy(in[1], 0, out[0], 0, in[1].length);
                Triangles.solve(rows, in[0], n, lower, adjoint, false, out[0], columns);
            };
        });
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output x = op.output(0);
        Output db = tf.linalg.triangularSolve(op.input(0), dy.get(0), lower, !adjoint);
        Output product =
                adjoint ? tf.matmul(x, db, false, false, false, true) : tf.matmul(db, x, false, false, false, true);
        Output da = tf.neg(product);
        return Gradient.list(lower ? tf.linalg.bandPart(da, -1, 0) : tf.linalg.bandPart(da, 0, -1), db);
    }
}
