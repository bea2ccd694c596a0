package org.headrace.ops;

/** Files, and what is written in them: TensorFlow's {@code tf.io}. */
public final class IoOps {
    private final Ops tf;

    IoOps(Ops tf) {
        this.tf = tf;
    }
}
