package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
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

/** The input with a dimension of 1 inserted before axis {@code dim}: TensorFlow's {@code ExpandDims}. */
public record ExpandDims() implements Aliasing, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "dim");
        Long dim = ShapeRules.scalar(in, 1, "dim");
        Shape shape = in.shape(0);
        if (!shape.hasRank()) {
            return List.of(in.input(0));
        }
        if (dim == null) {
            return List.of(in.input(0).withShape(Shape.unknownDims(shape.rank() + 1)));
        }
        int rank = shape.rank();
        int axis = ShapeRules.axis(dim, rank + 1);
        if (axis < 0) {
            throw in.error("dim %d not in the interval [%d, %d].", dim, -rank - 1, rank);
        }
        return List.of(
                in.input(0).withShape(shape.slice(0, axis).concat(Shape.of(1)).concat(shape.slice(axis, rank))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).setFrom(context.input(0));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.reshape(dy.get(0), tf.shape(op.input(0))), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tdim", op.input(1).dtype());
    }
}
