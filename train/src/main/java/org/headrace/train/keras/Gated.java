package org.headrace.train.keras;

import org.headrace.core.Output;
import org.headrace.ops.Ops;

/** A recurrent layer whose steps are weighed by gates. */
abstract class Gated<L extends Gated<L>> extends Recurrent<L> {
    private ActivationFunction recurrentActivation = ActivationFunction.of("hard_sigmoid");

    Gated(String defaultName, int units, int gates) {
        super(defaultName, units, gates);
    }

    /** What makes the gates, by its name in Keras; by default hard_sigmoid, as in TensorFlow 1. */
    public L recurrentActivation(String name) {
        return recurrentActivation(ActivationFunction.of(name));
    }

    /** What makes the gates. */
    public L recurrentActivation(ActivationFunction function) {
        requireNotPlaced("recurrentActivation");
        this.recurrentActivation = function;
        return self();
    }

    /** A gate of these sums. */
    final Output gate(Ops tf, Output sums) {
        return recurrentActivation.apply(tf, sums);
    }
}
