package org.headrace.ops;

/** Activation functions, a part of {@link NnOps}. */
abstract class ActivationOps {
    final Ops tf;

    ActivationOps(Ops tf) {
        this.tf = tf;
    }
}
