package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * Takes the value from the variable that a handle names, which is then as before it was initialized: TensorFlow's
 * {@code DestroyResourceOp}.
 *
 * @param ignoreLookupError whether it is no error that there is no value
 */
public record DestroyResourceOp(boolean ignoreLookupError) implements Assigning {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Handles.declared(in);
        return List.of();
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> {
            if (!ignoreLookupError && !context.isInitialized(0)) {
                throw new NotFoundException(context.op(), "the variable does not exist: it has no value");
            }
            context.clearVariable(0);
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("ignore_lookup_error", ignoreLookupError);
    }
}
