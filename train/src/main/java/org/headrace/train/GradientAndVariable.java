package org.headrace.train;

import org.headrace.core.Output;
import org.headrace.ops.Gradient;

/**
 * A variable and what it is to be changed by; {@link Gradient#NONE} leaves it as it is.
 *
 * @param variable the variable itself, {@code W:0}
 */
public record GradientAndVariable(Gradient gradient, Output variable) {
    /** A dense gradient and its variable. */
    public static GradientAndVariable of(Output gradient, Output variable) {
        return new GradientAndVariable(Gradient.of(gradient), variable);
    }

    boolean hasGradient() {
        return !(gradient instanceof Gradient.None);
    }
}
