package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/** Whether the variable that a handle names has a value yet: TensorFlow's {@code VarIsInitializedOp}. */
public record VarIsInitializedOp() implements Stateful, NotDifferentiable {
    @Override
    public boolean takesReference(int input) {
        return true;
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Handles.declared(in);
        return List.of(TensorSpec.of(DType.BOOL));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).bytes()[0] = (byte) (context.isInitialized(0) ? 1 : 0);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
