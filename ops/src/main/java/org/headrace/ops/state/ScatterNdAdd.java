package org.headrace.ops.state;

/**
 * {@code ref[indices[i, :], ...] += updates[i, ...]}: TensorFlow's {@code ScatterNdAdd}.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ScatterNdAdd(boolean useLocking) implements NdScattering {
    @Override
    public InPlace change() {
        return InPlace.ADD;
    }
}
