package org.headrace.ops;

/** Initializers of variables: TensorFlow's {@code tf.initializers}. */
public final class InitializerOps {
    private final Ops tf;

    InitializerOps(Ops tf) {
        this.tf = tf;
    }
}
