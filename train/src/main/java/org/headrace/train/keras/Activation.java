package org.headrace.train.keras;

import org.headrace.core.Output;
import org.headrace.ops.Ops;

/** An activation function as a layer of its own. */
public final class Activation extends Layer<Activation> {
    private final ActivationFunction function;

    /** The function of this name in Keras. */
    public Activation(String name) {
        this(ActivationFunction.of(name));
    }

    /** This function. */
    public Activation(ActivationFunction function) {
        super("activation");
        this.function = function;
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        return function.apply(tf, inputs);
    }
}
