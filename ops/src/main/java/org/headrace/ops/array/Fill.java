package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Elements;

/** One value repeated over a shape: {@code dims} gives the shape, {@code value} is a scalar. TensorFlow's {@code Fill}. */
public record Fill() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 0, "dims");
        in.requireRank(0, 1);
        if (in.shape(1).hasRank() && !in.shape(1).isScalar()) {
            throw in.error("value must be a scalar, got shape %s", in.shape(1).toBrackets());
        }
        Tensor dims = in.constant(0);
        for (int i = 0; dims != null && i < dims.size(); i++) {
            if (Integers.get(dims, i) < 0) {
                throw in.error("Dimension %d must be >= 0", Integers.get(dims, i));
            }
        }
        return List.of(in.input(1).withShape(in.constantAsShape(0)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> Elements.fill(context.output(0), context.input(1));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(null, tf.reduceSum(dy.get(0)));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype(), "index_type", op.input(0).dtype());
    }
}
