package org.headrace.ops.random;

import org.headrace.core.DType;
import org.headrace.core.Tensor;

/** Numbers uniform in {@code [0, 1)} of a floating dtype from two given seeds: TensorFlow's {@code StatelessRandomUniform(shape, seed)}. See {@link Uniform}. */
public record StatelessRandomUniform(DType dtype) implements StatelessDrawing {
    @Override
    public void fill(Philox bits, Tensor out, int from, int to) {
        if (dtype == DType.FLOAT32) {
            Uniform.fill(bits, out.floats(), from, to);
        } else {
            Uniform.fill(bits, out.doubles(), from, to);
        }
    }
}
