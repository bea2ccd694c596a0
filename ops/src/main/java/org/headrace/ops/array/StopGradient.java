package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.Aliasing;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/** The input itself, of which gradients see nothing: TensorFlow's {@code StopGradient}. */
public record StopGradient() implements Aliasing, NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).setFrom(context.input(0));
    }
}
