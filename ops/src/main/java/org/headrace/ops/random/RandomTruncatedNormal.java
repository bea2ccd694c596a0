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
    public void fill(Philox bits, Tensor out, int from, int to) {
        if (dtype == DType.FLOAT32) {
            TruncatedNormal.fill(bits, out.floats(), from, to);
        } else {
            TruncatedNormal.fill(bits, out.doubles(), from, to);
        }
    }
}
