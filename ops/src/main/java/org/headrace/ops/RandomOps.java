package org.headrace.ops;

/** Random values: TensorFlow's {@code tf.random}. */
public final class RandomOps {
    private final Ops tf;

    RandomOps(Ops tf) {
        this.tf = tf;
    }
}
