package org.headrace.ops.control;

import java.util.List;
import org.headrace.core.Aliasing;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** The input itself, which must fit a shape: TensorFlow's {@code EnsureShape}. */
public record EnsureShape(Shape shape) implements Aliasing, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (!shape.isCompatibleWith(in.shape(0))) {
            throw in.error(
                    "Shape of tensor %s %s is not compatible with expected shape %s.",
                    in.op().input(0).op().name(), in.shape(0).toBrackets(), shape.toBrackets());
        }
        return List.of(in.input(0).withShape(shape.merge(in.shape(0))));
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
