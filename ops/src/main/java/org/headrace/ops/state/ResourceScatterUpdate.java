package org.headrace.ops.state;

/**
 * {@code variable[indices[i], ...] = updates[i, ...]} of the variable that a handle names: TensorFlow's
 * {@code ResourceScatterUpdate}.
 */
public record ResourceScatterUpdate() implements ResourceScattering {
    @Override
    public InPlace change() {
        return InPlace.SET;
    }
}
