package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
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

/**
 * The input cut along an axis into pieces of the sizes that the second input lists, one of them perhaps -1 for the rest:
 * TensorFlow's {@code SplitV}.
 */
public record SplitV(long numSplit) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "size_splits");
        ShapeRules.requireType(in, 2, "split_dim", DType.INT32);
        Shape count = in.requireRank(1, 1);
        if (count.hasRank() && count.dim(0) != Shape.UNKNOWN && count.dim(0) != numSplit) {
            throw in.error("Length of size_splits should be equal to num_outputs: %d vs. %d", count.dim(0), numSplit);
        }
        Long dim = ShapeRules.scalar(in, 2, "split_dim");
        Tensor sizes = in.constant(1);
        Shape shape = in.shape(0);
        List<TensorSpec> pieces = new ArrayList<>();
        if (!shape.hasRank() || dim == null) {
            Shape piece = shape.hasRank() ? Shape.unknownDims(shape.rank()) : shape;
            return Collections.nCopies((int) numSplit, in.input(0).withShape(piece));
        }
        int axis = Split.splitAxis(in, dim, shape.rank());
        long[] known = sizes == null ? null : sizes(in, sizes.toLongArray(), shape.dim(axis));
        for (int i = 0; i < numSplit; i++) {
            pieces.add(in.input(0).withShape(shape.withDim(axis, known == null ? Shape.UNKNOWN : known[i])));
        }
        return pieces;
    }

    private static long[] sizes(InferContext in, long[] sizes, long whole) {
        int rest = -1;
        long sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == -1 && rest >= 0) {
                throw in.error("There can only be one -1 in the input: size_splits[%d] is another", i);
            } else if (sizes[i] == -1) {
                rest = i;
            } else if (sizes[i] < 0) {
                throw in.error("Split size at index %d must be >= 0. Got: %d", i, sizes[i]);
            } else {
                sum = ShapeRules.add(in, sum, sizes[i]);
            }
        }
        if (whole != Shape.UNKNOWN && (rest < 0 ? sum != whole : sum > whole)) {
            throw in.error(
                    "Determined shape must either match input shape along split_dim exactly if fully specified, or be"
                            + " less than the size of the input along split_dim if not fully specified.  Got: %d of %d",
                    sum, whole);
        }
        if (rest >= 0) {
            sizes[rest] = whole == Shape.UNKNOWN ? Shape.UNKNOWN : whole - sum;
        }
        return sizes;
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape value = signature.input(0).shape();
        int axis = ShapeRules.axis(signature.value(2).longAt(0), value.rank());
        return Split.kernel(signature, 0, axis);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.concat(dy, op.input(2)), null, null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tlen", op.input(1).dtype(), "num_split", numSplit);
    }
}
