package org.headrace.ops.state;

/**
 * {@code ref[indices[i], ...] *= updates[i, ...]}: TensorFlow's {@code ScatterMul}.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ScatterMul(boolean useLocking) implements Scattering {
    @Override
    public InPlace change() {
        return InPlace.MULTIPLY;
    }
}
