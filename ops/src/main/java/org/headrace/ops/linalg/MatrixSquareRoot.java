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
 * The principal square root of square matrices, {@code R R = A}, of which no eigenvalue is negative: TensorFlow's
 * {@code MatrixSquareRoot}. Where real matrices have only complex ones, NaN. Kernels: float32, float64, complex64,
 * complex128.
 */
public record MatrixSquareRoot() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0).withShape(Matrices.square(in, 0, "input")));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.input(0).shape().dim(-1);
        boolean real = !signature.input(0).dtype().isComplex();
        return MatrixKernel.of(signature, new int[] {2}, rows -> {
            SquareRoot root = new SquareRoot(n, real);
            return (in, out) -> root.run(in[0], out[0]);
        });
    }

    /** From {@code dA = R dR + dR R}, which the Kronecker products of {@code R} with the identity make a system of equations. */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output root = op.output(0);
        Output shape = tf.shape(root);
        Output order = tf.stridedSlice(shape, Slice.at(-1));
        Output count = tf.reduceProd(tf.stridedSlice(shape, Slice.range(0, -2)));
        Output eye = tf.linalg.eye(order, tf.constant(new int[0]), root.dtype());
        Output flat = tf.reshape(eye, -1);
        Output eyes = tf.reshape(tf.tile(flat, tf.stack(List.of(count))), shape);
        Output first = kronecker(tf, eyes, tf.linalg.matrixTranspose(root));
        Output sum = tf.add(first, kronecker(tf, root, eyes));
        Output batch = tf.stridedSlice(shape, Slice.to(-2));
        Output square = tf.withName("mul").mul(order, order);
        Output column = tf.concat(List.of(batch, tf.stack(List.of(square)), tf.constant(new int[] {1})), 0);
        Output right = tf.reshape(tf.linalg.matrixTranspose(dy.get(0)), column);
        Output solved = tf.linalg.solve(sum, right);
        return Gradient.list(tf.linalg.matrixTranspose(tf.reshape(solved, shape)));
    }

    private static Output kronecker(Ops tf, Output a, Output b) {
        Output shape = tf.shape(a);
        Output order = tf.stridedSlice(shape, Slice.from(-1));
        Output batch = tf.stridedSlice(shape, Slice.to(-2));
        Output one = tf.constant(new int[] {1});
        Output left = tf.reshape(a, tf.concat(List.of(batch, order, one, order, one), 0));
        Output right = tf.reshape(b, tf.concat(List.of(batch, one, order, one, order), 0));
        Output square = tf.withName("mul").mul(order, order);
        return tf.reshape(tf.withName("mul").mul(left, right), tf.concat(List.of(batch, square, square), 0));
    }
}
