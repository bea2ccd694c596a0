package org.headrace.ops.random;

import org.headrace.core.DType;
import org.headrace.core.Tensor;

/** Standard normal numbers of a floating dtype from two given seeds: TensorFlow's {@code StatelessRandomNormal(shape, seed)}. See {@link Normal}. */
public record StatelessRandomNormal(DType dtype) implements StatelessDrawing {
    @Override
    public void fill(Philox bits, Tensor out, int from, int to) {
        if (dtype == DType.FLOAT32) {
            Normal.fill(bits, out.floats(), from, to);
        } else {
            Normal.fill(bits, out.doubles(), from, to);
        }
    }
}
