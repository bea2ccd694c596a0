package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.Aliasing;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The value of the variable that a handle names: TensorFlow's {@code ReadVariableOp}. As any read it gives the value from
 * before the run, unless it depends on an assignment.
 *
 * @param dtype the variable's
 */
public record ReadVariableOp(DType dtype) implements Aliasing, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        TensorSpec value = Handles.value(in);
        if (value.dtype() != dtype) {
            throw in.error("Trying to read variable with wrong dtype. Expected %s got %s", dtype, value.dtype());
        }
        return List.of(value);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).setFrom(context.input(0));
    }

    /** The gradient of the handle is that of the value. */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(dy.get(0));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("dtype", dtype);
    }
}
