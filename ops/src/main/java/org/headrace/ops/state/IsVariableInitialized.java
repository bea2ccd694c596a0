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

/** Whether a variable has a value yet: TensorFlow's {@code IsVariableInitialized(ref)}. */
public record IsVariableInitialized() implements Stateful {
    @Override
    public boolean takesReference(int input) {
        return true;
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(TensorSpec.of(DType.BOOL));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).bytes()[0] = (byte) (context.isInitialized(0) ? 1 : 0);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("dtype", op.input(0).dtype());
    }
}
