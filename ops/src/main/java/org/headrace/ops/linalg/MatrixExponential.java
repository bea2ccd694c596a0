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
 * {@code exp(A) = I + A + A^2 / 2! + ...} of square matrices: TensorFlow's {@code MatrixExponential}. Kernels: float32,
 * float64, complex64, complex128. TensorFlow's op has no gradient; this one's is the upper right block of
 * {@code exp([[A^H, dy], [0, A^H]])}.
 */
public record MatrixExponential() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0).withShape(Matrices.square(in, 0, "input")));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.input(0).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {2}, rows -> {
            Exponential exponential = new Exponential(rows, n);
            return (in, out) -> exponential.run(in[0], out[0]);
        });
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output a = tf.linalg.adjoint(op.input(0));
        Output n = tf.stridedSlice(tf.shape(a), Slice.at(-1));
        Output upper = tf.concat(List.of(a, dy.get(0)), -1);
        Output lower = tf.concat(List.of(tf.zerosLike(a), a), -1);
        Output exponential = tf.linalg.expm(tf.concat(List.of(upper, lower), -2));
        return Gradient.list(tf.stridedSlice(exponential, Slice.ellipsis(), Slice.to(n), Slice.from(n)));
    }
}
