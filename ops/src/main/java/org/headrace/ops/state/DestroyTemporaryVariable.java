package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * The last value of a {@link TemporaryVariable}: TensorFlow's {@code DestroyTemporaryVariable}. It must run after all other
 * uses; so take as input what the last assignment returned.
 *
 * @param varName the variable's {@code varName}, or its op's name if that is empty
 */
public record DestroyTemporaryVariable(String varName) implements Assigning {
    @Override
    public boolean returnsReference() {
        return false;
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).setFrom(context.variable(0));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "var_name", varName);
    }
}
