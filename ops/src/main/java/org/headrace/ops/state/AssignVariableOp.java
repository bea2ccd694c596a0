package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/** Gives the variable that a handle names a value: TensorFlow's {@code AssignVariableOp}. */
public record AssignVariableOp() implements Assigning {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Handles.requireSameDType(in, 1, "value");
        Handles.requireShape(in, 1);
        return List.of();
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> {
            Tensor value = context.input(1);
            if (context.isInitialized(0) && context.variable(0).shape().equals(value.shape())) {
                context.variable(0).setFrom(value);
            } else {
                context.setVariable(0, value.copy());
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("dtype", op.input(1).dtype());
    }
}
