package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Pack;
import org.headrace.ops.math.Add;
import org.headrace.ops.nn.SoftmaxCrossEntropyWithLogits;
import org.headrace.ops.nn.SparseSoftmaxCrossEntropyWithLogits;

/** The ops that TensorFlow's Python puts around the kernels of cross entropies, to take logits of any rank. */
final class CrossEntropies {
    private CrossEntropies() {}

    static void requireSameShape(Output labels, Output logits) {
        if (!labels.shape().isCompatibleWith(logits.shape())) {
            throw new InvalidArgumentException("logits and labels must have the same shape (" + logits.shape() + " vs "
                    + labels.shape() + "): " + logits + ", " + labels);
        }
    }

    /** The sigmoid's, where positive labels count more: {@code excess} is labels times by how much. */
    static Output weighted(Ops s, Output labels, Output logits, Output excess) {
        Output weight = s.withName("add").add(1, excess);
        Output linear = s.withName("mul").mul(s.withName("sub").sub(1, labels), logits);
        Output log = s.math.log1p(s.exp(s.neg(s.abs(logits))));
        Output rest = s.withName("add").add(log, s.nn.relu(s.neg(logits)));
        return s.finish(new Add(), linear, s.withName("mul").mul(weight, rest));
    }

    /** The softmax's, in the scope of its own: rows are made of all axes but the last and unmade afterwards. */
    static Output softmax(Ops s, Output labels, Output logits) {
        Output probabilities = s.cast(labels, logits.dtype());
        Output rank = s.rank(logits);
        Output shape = s.shape(logits);
        Output rows = toRows(s, logits);
        Output cost = s.finish(new SoftmaxCrossEntropyWithLogits(), rows, toRows(s, probabilities));
        Output outerRank = minusOne(s, rank);
        Ops slice = s.scoped("Slice");
        Output begin = slice.constant(Tensor.of(new int[] {0}), "begin");
        Output size = slice.withName("size").add(new Pack(0), outerRank);
        Output outer = slice.finish(new org.headrace.ops.array.Slice(), shape, begin, size);
        Output result = s.reshape(cost, outer);
        if (logits.shape().hasRank()) {
            result.setShape(logits.shape().slice(0, logits.shape().rank() - 1));
        }
        return result;
    }

    /** All axes but the last as one. */
    private static Output toRows(Ops s, Output x) {
        Output rank = s.rank(x);
        Output shape = s.shape(x);
        Output last = minusOne(s, rank);
        Ops slice = s.scoped("Slice");
        Output begin = slice.withName("begin").add(new Pack(0), last);
        Output size = slice.constant(Tensor.of(new int[] {1}), "size");
        Output classes = slice.finish(new org.headrace.ops.array.Slice(), shape, begin, size);
        Ops concat = s.scoped("concat");
        Output any = concat.constant(Tensor.of(new int[] {-1}), "values_0");
        Output matrix = concat.withName(concat.scopeName()).concat(List.of(any, classes), 0);
        return s.reshape(x, matrix);
    }

    private static Output minusOne(Ops s, Output rank) {
        return s.withName("Sub").sub(rank, 1);
    }

    static Output sparse(Ops tf, Output labels, Output logits) {
        Shape classes = logits.shape();
        if (classes.isScalar()) {
            throw new InvalidArgumentException("Logits cannot be scalars: " + logits);
        }
        if (classes.hasRank() && labels.shape().hasRank()) {
            requireRows(labels, logits);
        }
        Ops s = tf.scoped("SparseSoftmaxCrossEntropyWithLogits");
        Output shape = s.shape(labels);
        Ops named = tf.scope().name() == null ? s : s.withName(tf.scope().name());
        if (classes.hasRank() && classes.rank() == 2) {
            return named.add(new SparseSoftmaxCrossEntropyWithLogits(), logits, labels);
        }
        Output last = s.withName("sub").sub(s.rank(logits), 1);
        Output count = s.stridedSlice(s.shape(logits), Slice.at(last));
        Ops reshape = s.scoped("Reshape");
        Output matrix = reshape.withName("shape")
                .add(new Pack(0), reshape.constant(Tensor.of(DType.INT32, -1), "shape/0"), count);
        Output rows = reshape.withName(reshape.scopeName()).reshape(logits, matrix);
        Output cost = named.add(new SparseSoftmaxCrossEntropyWithLogits(), rows, s.reshape(labels, -1));
        Output result = s.reshape(cost, shape);
        result.setShape(labels.shape());
        return result;
    }

    private static void requireRows(Output labels, Output logits) {
        int rank = logits.shape().rank();
        if (labels.shape().rank() != rank - 1) {
            throw new InvalidArgumentException("Rank mismatch: Rank of labels (received "
                    + labels.shape().rank() + ") should equal rank of logits minus 1 (received " + rank
                    + "): labels hold the number of the true class; one-hot rows of labels go to "
                    + "softmaxCrossEntropyWithLogits");
        }
        Shape rows = logits.shape().slice(0, rank - 1);
        if (!labels.shape().isCompatibleWith(rows)) {
            throw new InvalidArgumentException("Shape mismatch: The shape of labels (received " + labels.shape()
                    + ") should equal the shape of logits except for the last dimension (received " + logits.shape()
                    + ").");
        }
    }
}
