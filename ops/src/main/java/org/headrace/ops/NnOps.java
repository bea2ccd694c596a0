package org.headrace.ops;

/** Activations, convolutions, losses' kernels: TensorFlow's {@code tf.nn}. */
public final class NnOps extends ActivationOps {
    NnOps(Ops tf) {
        super(tf);
    }
}
