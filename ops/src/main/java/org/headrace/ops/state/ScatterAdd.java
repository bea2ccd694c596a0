package org.headrace.ops.state;

/**
 * {@code ref[indices[i], ...] += updates[i, ...]}: TensorFlow's {@code ScatterAdd}.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ScatterAdd(boolean useLocking) implements Scattering {
    @Override
    public InPlace change() {
        return InPlace.ADD;
    }
}
