package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;

/** A value that every run that needs it must be fed: TensorFlow's {@code Placeholder}. */
public record Placeholder(DType dtype, Shape shape) implements Stateful {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(new TensorSpec(dtype, shape));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> {
            String sized = shape.hasRank() && shape.rank() > 0 ? " and shape " + shape.toBrackets() : "";
            throw context.error(
                    "You must feed a value for placeholder tensor '%s' with dtype %s%s: session.feed(%s, value).run(...)",
                    context.op().name(), dtype.kernelName(), sized, context.op().name());
        };
    }
}
