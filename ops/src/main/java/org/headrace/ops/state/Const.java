package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.StaticValue;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/** A value that is part of the graph: TensorFlow's {@code Const}. */
public record Const(Tensor value) implements StaticValue {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(value.spec());
    }

    @Override
    public Tensor staticValue(InferContext in, int output) {
        return value;
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.setOutput(0, value);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("dtype", value.dtype(), "value", value);
    }
}
