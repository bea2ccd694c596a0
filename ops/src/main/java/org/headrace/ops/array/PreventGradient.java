package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.Aliasing;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The input itself; asking for a gradient through it is an error: TensorFlow's {@code PreventGradient}.
 *
 * @param message why there is none
 */
public record PreventGradient(String message) implements Aliasing, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).setFrom(context.input(0));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        throw new NotFoundException(op, "Gradient explicitly disabled. Reason: " + message);
    }
}
