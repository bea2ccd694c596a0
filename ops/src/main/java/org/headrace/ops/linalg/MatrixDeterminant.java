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

/** The determinant of square matrices: TensorFlow's {@code MatrixDeterminant}. float32, float64, complex64, complex128. */
public record MatrixDeterminant() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0).withShape(Matrices.batch(Matrices.square(in, 0, "input"))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.input(0).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {0}, rows -> {
            Elimination elimination = new Elimination(rows, n, 0);
            return (in, out) -> {
                elimination.factor(in[0]);
                product(rows, in[0], n, elimination.sign(), out[0]);
            };
        });
    }

    /** The product of the diagonal, its exponent kept apart, so that it overflows only if all of it does. */
    private static void product(Rows rows, double[] a, int n, double sign, double[] to) {
        double re = sign;
        double im = 0;
        long exponent = 0;
        for (int i = 0; i < n; i++) {
            int at = (i * n + i) * rows.width;
            double x = a[at];
            double y = rows.im(a, at);
            double kept = re;
            re = rows.width == 1 ? re * x : kept * x - im * y;
            im = rows.width == 1 ? 0 : kept * y + im * x;
            double size = Math.max(Math.abs(re), Math.abs(im));
            if (size > 0 && size < Double.POSITIVE_INFINITY) {
                int power = Math.getExponent(size);
                re = Math.scalb(re, -power);
                im = Math.scalb(im, -power);
                exponent += power;
            }
        }
        int power = (int) Math.max(-4000, Math.min(4000, exponent));
        rows.set(to, 0, Math.scalb(re, power), Math.scalb(im, power));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output inverse = tf.linalg.inv(op.input(0), true);
        Output product = tf.withName("mul").mul(dy.get(0), tf.conj(op.output(0)));
        Output multipliers =
                tf.reshape(product, tf.concat(List.of(tf.shape(op.output(0)), tf.constant(new int[] {1, 1})), 0));
        return Gradient.list(tf.withName("mul").mul(multipliers, inverse));
    }
}
