package org.headrace.autodiff.cases;

import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;

/** Matrices too large to be written down. */
final class SampleMatrices {
    private SampleMatrices() {}

    static Tensor of(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (Math.sin(i * i * 0.37 + 0.1) + 1.25);
        }
        return Tensor.wrap(Shape.of(rows, columns), values);
    }

    /** {@code x + 100 I}: far from singular whatever a small {@code x} is. */
    static Output dominant(Ops tf, Output x) {
        Output n = tf.stridedSlice(tf.shape(x), Slice.at(-1));
        return tf.add(x, tf.mul(tf.linalg.eye(n, tf.constant(new int[0]), x.dtype()), 100));
    }

    static Tensor symmetric(int n) {
        float[] values = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                values[i * n + j] = values[j * n + i] = (float) (Math.sin(i * n + j * j * 0.37) + 1.25);
            }
        }
        return Tensor.wrap(Shape.of(n, n), values);
    }
}
