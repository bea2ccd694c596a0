package org.headrace.ops.state;

/**
 * {@code ref[indices[i], ...] /= updates[i, ...]}: TensorFlow's {@code ScatterDiv}.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ScatterDiv(boolean useLocking) implements Scattering {
    @Override
    public InPlace change() {
        return InPlace.DIVIDE;
    }
}
