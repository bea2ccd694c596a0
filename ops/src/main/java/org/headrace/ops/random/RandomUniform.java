package org.headrace.ops.random;

import org.headrace.core.DType;
import org.headrace.core.Tensor;

/** Numbers of a floating dtype, uniform in {@code [0, 1)}: TensorFlow's {@code RandomUniform(shape)}. See {@link Uniform}. */
public record RandomUniform(DType dtype, long seed, long seed2) implements Drawing {
    @Override
    public void fill(Philox bits, Tensor out, int from, int to) {
        if (dtype == DType.FLOAT32) {
            Uniform.fill(bits, out.floats(), from, to);
        } else {
            Uniform.fill(bits, out.doubles(), from, to);
        }
    }
}
