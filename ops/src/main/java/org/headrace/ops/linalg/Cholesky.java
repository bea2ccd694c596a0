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
import org.headrace.ops.Slice;

/**
 * The lower triangular {@code L} with {@code A = L L^H} of Hermitian positive definite matrices, of which the lower half is
 * read: TensorFlow's {@code Cholesky}. Kernels: float32, float64, complex64, complex128; an error if a matrix is not
 * positive definite.
 */
public record Cholesky() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0).withShape(Matrices.square(in, 0, "input")));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.input(0).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {2}, rows -> {
            return (in, out) -> {
                System.arraycopy(in[0], 0, out[0], 0, in[0].length);
                if (!CholeskyFactor.factor(rows, out[0], n)) {
                    throw signature.error("Cholesky decomposition was not successful. The input might not be valid.");
                }
            };
        });
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output l = op.output(0);
        Output n = tf.stridedSlice(tf.shape(l), Slice.at(-1));
        Output batch = tf.stridedSlice(tf.shape(l), Slice.to(-2));
        Output inverse = tf.linalg.triangularSolve(l, tf.linalg.eye(n, batch, l.dtype()));
        Output middle = tf.matmul(l, dy.get(0), false, false, true, false);
        Output half = tf.withName("mul").mul(0.5, tf.linalg.diagPart(middle));
        Output lower = tf.linalg.bandPart(tf.linalg.setDiag(middle, half), -1, 0);
        Output da = tf.matmul(tf.matmul(inverse, lower, false, false, true, false), inverse);
        Output sum = tf.withName("add").add(da, tf.linalg.adjoint(da));
        return Gradient.list(tf.withName("mul").mul(sum, 0.5));
    }
}
