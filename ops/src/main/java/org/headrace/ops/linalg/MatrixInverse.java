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
 * The inverse of square matrices, or of their adjoints: TensorFlow's {@code MatrixInverse}. Kernels: float32, float64,
 * complex64, complex128; an error if a matrix has none.
 */
public record MatrixInverse(boolean adjoint) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0).withShape(Matrices.square(in, 0, "input")));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.input(0).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {2}, rows -> {
            Elimination elimination = new Elimination(rows, n, 1);
            return (in, out) -> {
                elimination.factor(in[0]);
                if (!Triangles.isInvertible(rows, in[0], n)) {
                    throw signature.error("Input is not invertible.");
                }
                elimination.invert(in[0], out[0]);
                if (adjoint) {
                    System.arraycopy(out[0], 0, in[0], 0, in[0].length);
                    rows.transpose(n, n, in[0], out[0], true);
                }
            };
        });
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output y = op.output(0);
        // TensorFlow forgets the adjoint here
        Output product = adjoint
                ? tf.matmul(y, tf.matmul(dy.get(0), y, false, false, true, false))
                : tf.matmul(y, tf.matmul(dy.get(0), y, false, false, false, true), false, false, true, false);
        return Gradient.list(tf.neg(product));
    }
}
