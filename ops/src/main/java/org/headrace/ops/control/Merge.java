package org.headrace.ops.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Routing;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The one of its inputs that is not dead, and its number, int32: TensorFlow's {@code Merge}. If all are dead, so are both
 * outputs.
 */
public record Merge() implements Routing, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (in.inputs() == 0) {
            throw in.error("needs at least one input");
        }
        Shape shape = in.shape(0);
        for (int i = 1; i < in.inputs(); i++) {
            if (in.dtype(i) != in.dtype(0)) {
                throw in.error(
                        "Tensors in list passed to 'inputs' of 'Merge' Op have types %s and %s that don't all match",
                        in.dtype(0), in.dtype(i));
            }
            shape = common(shape, in.shape(i));
        }
        return List.of(in.input(0).withShape(shape), TensorSpec.of(DType.INT32));
    }

    /** What holds of both shapes. */
    private static Shape common(Shape a, Shape b) {
        if (!a.hasRank() || !b.hasRank() || a.rank() != b.rank()) {
            return Shape.unknown();
        }
        long[] dims = a.dims();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dims[i] == b.dim(i) ? dims[i] : Shape.UNKNOWN;
        }
        return Shape.of(dims);
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.inputs();
        boolean open = !signature.output(0).shape().isComplete();
        return context -> {
            for (int i = 0; i < n; i++) {
                if (!context.isDead(i)) {
                    Tensor taken = context.input(i);
                    Tensor output = open ? context.allocate(0, taken.shape()) : context.output(0);
                    output.setFrom(taken);
                    context.output(1).ints()[0] = i;
                    return;
                }
            }
            context.kill(0);
            context.kill(1);
        };
    }

    /** As TensorFlow's outside of {@code tf.cond}: the gradient goes to the input that was taken. */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        List<Output> taken = new ArrayList<>();
        for (int i = 0; i < op.inputs().size(); i++) {
            taken.add(tf.equal(op.output(1), i));
        }
        return taken.stream()
                .map(pred -> Gradient.of(tf.switchTo(dy.get(0), pred).get(1)))
                .toList();
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("N", (long) op.inputs().size(), "T", op.input(0).dtype());
    }
}
