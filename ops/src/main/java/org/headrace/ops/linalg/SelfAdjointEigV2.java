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
 * {@code A V = V diag(e)} of Hermitian matrices, of which the lower half is read: the eigenvalues, rising, and with
 * {@code computeV} the orthonormal eigenvectors as columns. TensorFlow's {@code SelfAdjointEigV2}; the eigenvalues have the
 * matrices' dtype. Kernels: float32, float64, complex64, complex128; an error for numbers that are not finite.
 */
public record SelfAdjointEigV2(boolean computeV) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = Matrices.square(in, 0, "input");
        Shape values = Matrices.batch(shape).concat(Shape.of(Matrices.dim(shape, -1)));
        return List.of(in.input(0).withShape(values), in.input(0).withShape(computeV ? shape : Shape.of(0)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.input(0).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {1, 2}, rows -> {
            HermitianEigen eigen = new HermitianEigen(
                    rows, n, computeV, Matrices.precision(signature.input(0).dtype()));
            double[] values = new double[n];
            return (in, out) -> {
                if (!eigen.run(in[0], values)) {
                    throw signature.error(
                            "Self-adjoint eigen decomposition was not successful. The input might not be valid.");
                }
                for (int i = 0; i < n; i++) {
                    rows.set(out[0], i * rows.width, values[i], 0);
                }
                if (computeV) {
                    System.arraycopy(in[0], 0, out[1], 0, in[0].length);
                }
            };
        });
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Ops after = tf.withControlDependencies(dys.get(0).op(), dys.get(1).op());
        Output middle = after.linalg.diag(dys.get(0));
        Output v = computeV ? op.output(1) : after.linalg.eigh(op.input(0)).get(1);
        if (computeV) {
            Output e = op.output(0);
            Output distances = after.withName("sub").sub(after.expandDims(e, -2), after.expandDims(e, -1));
            Output f = after.linalg.setDiag(after.math.reciprocal(distances), after.zerosLike(e));
            Output turned = after.matmul(v, dys.get(1), false, false, true, false);
            middle = after.withName("add").add(middle, after.withName("mul").mul(f, turned));
        }
        Output da = after.matmul(v, after.matmul(middle, v, false, false, false, true));
        Output sum = after.withName("add").add(da, after.linalg.adjoint(da));
        Output lower = after.linalg.bandPart(sum, -1, 0);
        Output half = after.withName("mul").mul(0.5, after.linalg.diagPart(lower));
        return Gradient.list(after.linalg.setDiag(lower, half));
    }
}
