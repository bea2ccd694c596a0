package org.headrace.ops;

/** The less used of mathematics: TensorFlow's {@code tf.math}. */
public final class MathOps {
    private final Ops tf;

    MathOps(Ops tf) {
        this.tf = tf;
    }
}
