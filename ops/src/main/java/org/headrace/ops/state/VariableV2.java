package org.headrace.ops.state;

import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.VariableType;

/**
 * A value that a session keeps from run to run: TensorFlow's {@code VariableV2}.
 *
 * @param shape the value's shape, perhaps not complete
 * @param container kept for TensorFlow's files, usually empty
 * @param sharedName kept for TensorFlow's files, usually empty
 */
public record VariableV2(Shape shape, DType dtype, String container, String sharedName) implements VariableType {
    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("shape", shape, "dtype", dtype, "container", container, "shared_name", sharedName);
    }
}
