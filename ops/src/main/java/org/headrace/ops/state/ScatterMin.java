package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * {@code ref[indices[i], ...] = min(ref[indices[i], ...], updates[i, ...])}: TensorFlow's {@code ScatterMin}.
 * Floating, int32, int64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ScatterMin(boolean useLocking) implements Scattering {
    @Override
    public InPlace change() {
        return InPlace.MINIMUM;
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.FLOATING_OR_INDEX.require(in, 0, "ref");
        return Scattering.super.infer(in);
    }
}
