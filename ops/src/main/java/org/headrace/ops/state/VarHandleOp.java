package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;
import org.headrace.core.VariableType;

/**
 * The handle of a value that a session keeps from run to run, by which other ops read and change it: TensorFlow's
 * {@code VarHandleOp}. Each such op is a variable of its own.
 *
 * @param shape the value's shape, perhaps not complete
 * @param container kept for TensorFlow's files, usually empty
 * @param sharedName kept for TensorFlow's files: there it is what tells variables apart
 */
public record VarHandleOp(DType dtype, Shape shape, String container, String sharedName) implements VariableType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(TensorSpec.of(DType.RESOURCE));
    }

    @Override
    public TensorSpec value(Op op) {
        return new TensorSpec(dtype, shape);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("dtype", dtype, "shape", shape, "container", container, "shared_name", sharedName);
    }
}
