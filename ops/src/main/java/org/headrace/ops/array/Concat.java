package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.TensorSpec;

/**
 * {@link ConcatV2} with the axis, an int32 scalar, as the first input: TensorFlow's {@code Concat}, of graphs made before
 * its version 1.0.
 */
public record Concat() implements Concatenating {
    @Override
    public int axisInput(int inputs) {
        return 0;
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireType(in, 0, "concat_dim", DType.INT32);
        return Concatenating.super.infer(in);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("N", (long) op.inputs().size() - 1, "T", op.input(1).dtype());
    }
}
