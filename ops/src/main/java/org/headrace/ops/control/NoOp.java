package org.headrace.ops.control;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/** Nothing: TensorFlow's {@code NoOp}, run for the ops that it waits for. */
public record NoOp() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of();
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> {};
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
