package org.headrace.ops.sparse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.headrace.ops.array.InvertPermutation;
import org.headrace.ops.kernels.Elements;

/**
 * The entries of a sparse tensor in row-major order; of equal indices the first stays first: TensorFlow's
 * {@code SparseReorder}. All dtypes.
 */
public record SparseReorder() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        SparseRules.require(in, 0, 1, 2);
        Shape indices = in.shape(0).hasRank() ? in.shape(0) : Shape.unknownDims(2);
        Shape values = in.shape(1).hasRank() ? in.shape(1) : Shape.unknownDims(1);
        return List.of(in.input(0).withShape(indices), in.input(1).withShape(values));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.input(1).shape().size();
        int rank = signature.input(2).shape().size();
        int width = signature.input(1).dtype().width();
        Integer[] order = new Integer[n];
        return context -> {
            Tensor indices = context.input(0);
            for (int i = 0; i < n; i++) {
                SparseRules.requireInside(context, indices, i, context.input(2));
                order[i] = i;
            }
            Arrays.sort(order, (a, b) -> SparseRules.compare(indices, a, indices, b, rank));
            for (int at = 0; at < n; at++) {
                int from = order[at];
                Elements.copy(indices.array(), from * rank, context.output(0).array(), at * rank, rank);
                Elements.copy(
                        context.input(1).array(),
                        from * width,
                        context.output(1).array(),
                        at * width,
                        width);
            }
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output count = tf.stridedSlice(tf.shape(op.input(0)), Slice.at(0));
        Output places = tf.range(count);
        Output ordered =
                tf.addOp(new SparseReorder(), op.input(0), places, op.input(2)).output(1);
        Output back = tf.add(new InvertPermutation(), ordered);
        return Gradient.list(null, tf.gather(dy.get(1), back), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return SparseRules.typeOf(op, 1);
    }
}
