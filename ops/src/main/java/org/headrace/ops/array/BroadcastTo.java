package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
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
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;

/** The input repeated to a shape that it broadcasts to: TensorFlow's {@code BroadcastTo}. */
public record BroadcastTo() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "shape");
        in.requireRank(1, 1);
        Shape from = in.shape(0);
        Shape to = in.constantAsShape(1);
        if (from.hasRank() && to.hasRank()) {
            boolean fits = from.rank() <= to.rank();
            for (int i = 1; fits && i <= from.rank(); i++) {
                long dim = from.dim(-i);
                fits = dim == 1 || dim == Shape.UNKNOWN || to.dim(-i) == Shape.UNKNOWN || dim == to.dim(-i);
            }
            if (!fits) {
                throw in.error("Incompatible shapes: %s vs. %s", from.toBrackets(), to.toBrackets());
            }
        }
        return List.of(in.input(0).withShape(to));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int[] dims = StridedCopy.dims(signature.output(0).shape());
        int[] inner = StridedCopy.dims(signature.input(0).shape());
        int[] strides = StridedCopy.strides(inner);
        int[] from = new int[dims.length];
        int lead = dims.length - inner.length;
        for (int i = 0; i < inner.length; i++) {
            from[lead + i] = inner[i] == 1 ? 0 : strides[i];
        }
        StridedCopy copy = StridedCopy.gather(signature.output(0).dtype(), dims, from, 0);
        return CopyKernel.of(signature, copy, 0, 0);
    }

    /** As TensorFlow 1.14: each element's number is broadcast likewise, and the gradient summed up by number. */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output x = op.input(0);
        Output shape = tf.shape(x);
        Output size = tf.size(x);
        Output ids = tf.reshape(tf.range(size), shape);
        Output spread = tf.broadcastTo(ids, op.input(1));
        Output flat = tf.reshape(dy.get(0), -1);
        Output sum = tf.math.unsortedSegmentSum(flat, tf.reshape(spread, -1), size);
        return Gradient.list(tf.reshape(sum, shape), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tidx", op.input(1).dtype());
    }
}
