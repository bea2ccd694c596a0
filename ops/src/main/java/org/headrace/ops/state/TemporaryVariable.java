package org.headrace.ops.state;

import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.VariableType;

/**
 * A variable for the time of a run, to be given a value, changed and destroyed in it: TensorFlow's
 * {@code TemporaryVariable}. What it holds before it is assigned to is not defined.
 *
 * @param varName by which {@link DestroyTemporaryVariable} knows it; empty for the op's own name
 */
public record TemporaryVariable(Shape shape, DType dtype, String varName) implements VariableType {
    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("shape", shape, "dtype", dtype, "var_name", varName);
    }
}
