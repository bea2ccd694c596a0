package org.headrace.ops.array;

import java.util.ArrayList;
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

/**
 * The input without the dimensions of 1 that are listed, or without any if the list is empty: TensorFlow's
 * {@code Squeeze}.
 */
public record Squeeze(List<Long> squeezeDims) implements Aliasing, Differentiable {
    public Squeeze {
        squeezeDims = List.copyOf(squeezeDims);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = in.shape(0);
        if (!shape.hasRank()) {
            return List.of(in.input(0));
        }
        if (squeezeDims.isEmpty() && !shape.isComplete()) {
            return List.of(in.input(0).withShape(Shape.unknown()));
        }
        boolean[] leaves = leaving(in, shape);
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < leaves.length; i++) {
            if (!leaves[i]) {
                dims.add(shape.dim(i));
            }
        }
        return List.of(in.input(0)
                .withShape(Shape.of(dims.stream().mapToLong(Long::longValue).toArray())));
    }

    private boolean[] leaving(InferContext in, Shape shape) {
        boolean[] leaves = new boolean[shape.rank()];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = squeezeDims.isEmpty() && shape.dim(i) == 1;
        }
        for (long dim : squeezeDims) {
            int axis = ShapeRules.axis(dim, shape.rank());
            if (axis < 0) {
                throw in.error("Tried to squeeze dim index %d for tensor with %d dimensions.", dim, shape.rank());
            }
            if (shape.dim(axis) != 1 && shape.dim(axis) != Shape.UNKNOWN) {
                throw in.error("Can not squeeze dim[%d], expected a dimension of 1, got %d", axis, shape.dim(axis));
            }
            leaves[axis] = true;
        }
        return leaves;
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).setFrom(context.input(0));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.reshape(dy.get(0), tf.shape(op.input(0))));
    }
}
