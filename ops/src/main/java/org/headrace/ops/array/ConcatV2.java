package org.headrace.ops.array;

import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.StaticValue;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The inputs joined along an existing axis; all their other dimensions are equal. The last input is the axis, a scalar.
 * TensorFlow's {@code ConcatV2}.
 */
public record ConcatV2() implements StaticValue, Concatenating {
    @Override
    public @Nullable Tensor staticValue(InferContext in, int output) {
        return null; // of constants it is found by running the kernel
    }

    /** Of vectors that are known in part. */
    @Override
    public Shape staticShape(InferContext in, int output) {
        Shape joined = Shape.scalar();
        for (int i = 0; i < in.inputs() - 1; i++) {
            joined = joined.concat(in.constantAsShape(i));
        }
        return joined;
    }

    @Override
    public int axisInput(int inputs) {
        return inputs - 1;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        int n = op.inputs().size() - 1;
        return Map.of(
                "N", (long) n, "T", op.input(0).dtype(), "Tidx", op.input(n).dtype());
    }
}
