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
 * The determinant of square matrices as a sign, of complex ones a number of absolute value 1, and the logarithm of its
 * absolute value: TensorFlow's {@code LogMatrixDeterminant}. A singular matrix has sign 0 and minus infinity. float32,
 * float64, complex64, complex128.
 */
public record LogMatrixDeterminant() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        TensorSpec output = in.input(0).withShape(Matrices.batch(Matrices.square(in, 0, "input")));
        return List.of(output, output);
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.input(0).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {0, 0}, rows -> {
            Elimination elimination = new Elimination(rows, n, 0);
            return (in, out) -> {
                elimination.factor(in[0]);
                product(rows, in[0], n, elimination.sign(), out);
            };
        });
    }

    private static void product(Rows rows, double[] a, int n, double sign, double[][] out) {
        double re = sign;
        double im = 0;
        double log = 0;
        for (int i = 0; i < n; i++) {
            int at = (i * n + i) * rows.width;
            double abs = rows.abs(a, at);
            double x = a[at] / abs;
            double y = rows.im(a, at) / abs;
            double kept = re;
            re = rows.width == 1 ? re * x : kept * x - im * y;
            im = rows.width == 1 ? 0 : kept * y + im * x;
            log += Math.log(abs);
        }
        boolean finite = log > Double.NEGATIVE_INFINITY && log < Double.POSITIVE_INFINITY;
        rows.set(out[0], 0, finite ? re : 0, finite ? im : 0);
        rows.set(out[1], 0, finite ? log : Double.isNaN(log) ? log : Double.NEGATIVE_INFINITY, 0);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output inverse = tf.linalg.inv(op.input(0), true);
        Output multipliers =
                tf.reshape(dy.get(1), tf.concat(List.of(tf.shape(op.output(1)), tf.constant(new int[] {1, 1})), 0));
        return Gradient.list(tf.withName("mul").mul(multipliers, inverse));
    }
}
