package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.Aliasing;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.PassesSlices;

/** The input itself: TensorFlow's {@code Identity}. Of a variable, its value. */
public record Identity() implements Aliasing, Differentiable, PassesSlices {
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
        return Gradient.list(dy.get(0));
    }
}
