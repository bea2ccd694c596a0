package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * A value that a run may be fed, and that is the input if it is not: TensorFlow's {@code PlaceholderWithDefault}.
 *
 * @param shape what may be fed, as far as it is known; the input must fit it
 */
public record PlaceholderWithDefault(DType dtype, Shape shape) implements Stateful, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireType(in, 0, "input", dtype);
        if (!shape.isCompatibleWith(in.shape(0))) {
            throw in.error(
                    "the default has shape %s, which does not fit the placeholder's shape %s",
                    in.shape(0).toBrackets(), shape.toBrackets());
        }
        return List.of(new TensorSpec(dtype, shape));
    }

    @Override
    public Kernel kernel(Signature signature) {
        boolean open = !shape.isComplete();
        return context -> {
            Tensor value = context.input(0);
            Tensor output = open ? context.allocate(0, value.shape()) : context.output(0);
            output.setFrom(value);
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(dy.get(0));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("dtype", dtype, "shape", shape);
    }
}
