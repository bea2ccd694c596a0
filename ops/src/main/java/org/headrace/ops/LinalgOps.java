package org.headrace.ops;

/** Matrices: TensorFlow's {@code tf.linalg}. */
public final class LinalgOps {
    private final Ops tf;

    LinalgOps(Ops tf) {
        this.tf = tf;
    }
}
