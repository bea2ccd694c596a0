package org.headrace.ops.state;

/**
 * {@code variable[indices[i], ...] += updates[i, ...]} of the variable that a handle names: TensorFlow's
 * {@code ResourceScatterAdd}. Not for float16 and bfloat16.
 */
public record ResourceScatterAdd() implements ResourceScattering {
    @Override
    public InPlace change() {
        return InPlace.ADD;
    }
}
