package org.headrace.ops;

/** Losses over batches: TensorFlow's {@code tf.losses}. */
public final class LossOps {
    private final Ops tf;

    LossOps(Ops tf) {
        this.tf = tf;
    }
}
