package org.headrace.ops.random;

import org.headrace.core.DType;
import org.headrace.core.Tensor;

/** Standard normal numbers of magnitude below 2: TensorFlow's {@code TruncatedNormal(shape)}. See {@link TruncatedNormal}. */
public record RandomTruncatedNormal(DType dtype, long seed, long seed2) implements Drawing {
    @Override
    public String name() {
        return "TruncatedNormal";
    }

    @Override
    public void fill(Philox start, Tensor out) {
        if (dtype == DType.FLOAT32) {
            TruncatedNormal.fill(start, out.floats(), 0, out.size());
        } else {
            TruncatedNormal.fill(start, out.doubles(), 0, out.size());
        }
    }
}
