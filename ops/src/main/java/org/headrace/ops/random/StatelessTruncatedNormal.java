package org.headrace.ops.random;

import org.headrace.core.DType;
import org.headrace.core.Tensor;

/** Standard normal numbers of magnitude below 2 of a floating dtype from two given seeds: TensorFlow's {@code StatelessTruncatedNormal(shape, seed)}. See {@link TruncatedNormal}. */
public record StatelessTruncatedNormal(DType dtype) implements StatelessDrawing {
    @Override
    public void fill(Philox bits, Tensor out, int from, int to) {
        if (dtype == DType.FLOAT32) {
            TruncatedNormal.fill(bits, out.floats(), from, to);
        } else {
            TruncatedNormal.fill(bits, out.doubles(), from, to);
        }
    }
}
