package org.headrace.ops;

import org.headrace.core.Output;

/** Matrices: TensorFlow's {@code tf.linalg}. Their product is {@code tf.matmul}. */
public final class LinalgOps extends DiagonalOps {
    LinalgOps(Ops tf) {
        super(tf);
    }

    /**
     * The Euclidean norm, {@code sqrt(sum(x^2))}, along these axes, or over all without any: of a matrix, Frobenius' norm.
     * float32, float64.
     */
    public Output norm(Output tensor, int... axes) {
        Ops s = tf.scoped("norm");
        int[] along = axes.length > 0 ? axes : Axes.all(tensor);
        Output squares = s.withName("mul").mul(tensor, tensor);
        return s.squeeze(s.sqrt(s.reduceSum(squares, along, true)), along);
    }
}
