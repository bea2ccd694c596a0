package org.headrace.ops.linalg;

import java.util.Arrays;
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
 * {@code A = U diag(s) V^H}: the singular values, falling, and with {@code computeUv} the orthonormal vectors as columns.
 * {@code [..., m, n]} gives {@code s [..., p]}, {@code u [..., m, p]} and {@code v [..., n, p]}, {@code p} the smaller of
 * both, or {@code [..., m, m]} and {@code [..., n, n]} for full matrices. TensorFlow's {@code Svd}; {@code s} has the
 * matrices' dtype. Of less than 16 columns the vectors have TensorFlow's signs. Kernels: float32, float64, complex64,
 * complex128; of matrices with numbers that are not finite, NaN. The gradient of the vectors is that of real matrices.
 */
public record Svd(boolean computeUv, boolean fullMatrices) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = Matrices.matrices(in, 0, "input");
        Shape batch = Matrices.batch(shape);
        long m = Matrices.dim(shape, -2);
        long n = Matrices.dim(shape, -1);
        long p = Matrices.smaller(m, n);
        Shape u = computeUv ? batch.concat(Shape.of(m, fullMatrices ? m : p)) : Shape.of(0);
        Shape v = computeUv ? batch.concat(Shape.of(n, fullMatrices ? n : p)) : Shape.of(0);
        TensorSpec input = in.input(0);
        return List.of(input.withShape(batch.concat(Shape.of(p))), input.withShape(u), input.withShape(v));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int m = (int) signature.input(0).shape().dim(-2);
        int n = (int) signature.input(0).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {1, 2, 2}, rows -> {
            SingularValues values = SingularValues.of(rows, m, n, computeUv, fullMatrices);
            return (in, out) -> {
                if (!values.run(in[0])) {
                    for (double[] output : out) {
                        Arrays.fill(output, Double.NaN);
                    }
                    return;
                }
                for (int i = 0; i < values.size; i++) {
                    rows.set(out[0], i * rows.width, values.s[i], 0);
                }
                values.take(out[1], out[2]);
            };
        });
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        return SvdGradient.of(tf, op, this, dys);
    }
}
