package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.RowSums;

/**
 * The sums of rows that share an id; rows with negative ids are dropped: TensorFlow's {@code UnsortedSegmentSum}. The ids'
 * axes are {@code data}'s first ones; what is left is a row.
 */
public record UnsortedSegmentSum() implements SegmentReduction {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "data");
        DTypes.INDEX.require(in, 1, "segment_ids");
        DTypes.INDEX.require(in, 2, "num_segments");
        if (in.shape(2).hasRank() && in.shape(2).rank() != 0) {
            throw in.error(
                    "Shape must be rank 0 but is rank %d: num_segments must be a scalar",
                    in.shape(2).rank());
        }
        Shape row = row(in);
        Tensor count = in.constant(2);
        if (count != null && count.toLong() < 0) {
            throw in.error("Input num_segments == %d must not be negative.", count.toLong());
        }
        Shape rows = Shape.of(count == null ? Shape.UNKNOWN : count.toLong());
        return List.of(in.input(0).withShape(rows.concat(row)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int ids = signature.input(1).shape().size();
        int width = row(signature).size();
        int segments = signature.value(2).toInt();
        RowSums sums = new RowSums(signature, signature.input(0).dtype(), width);
        return context -> {
            Tensor data = context.input(0);
            Tensor segmentIds = context.input(1);
            Tensor y = context.output(0);
            RowSums.clear(y);
            for (int i = 0; i < ids; i++) {
                long id = segmentIds.longAt(i);
                if (id >= segments) {
                    throw context.error(
                            "segment_ids%s = %d is out of range [0, %d)", place(segmentIds.shape(), i), id, segments);
                }
                if (id >= 0) {
                    sums.add(data, i, y, (int) id);
                }
            }
        };
    }

    /** {@code [1,2]}: the position of element {@code i}. */
    private static String place(Shape shape, int i) {
        long[] position = new long[shape.rank()];
        long rest = i;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            position[axis] = rest % shape.dim(axis);
            rest /= shape.dim(axis);
        }
        return Shape.of(position).toBrackets();
    }

    /** Each row gets the gradient of its segment's sum; a dropped one gets zeros. */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output ids = op.input(1);
        Output rows = tf.gather(dy.get(0), tf.maximum(ids, tf.zerosLike(ids)));
        Output kept = tf.greaterEqual(ids, 0);
        if (!rows.shape().hasRank() || !kept.shape().hasRank()) {
            throw new UnimplementedException(op, "has no gradient while the rank of data or segment_ids is unknown");
        }
        for (int axis = kept.shape().rank(); axis < rows.shape().rank(); axis++) {
            kept = tf.expandDims(kept, -1);
        }
        Output everywhere = tf.logicalAnd(kept, tf.onesLike(rows, DType.BOOL));
        return Gradient.list(tf.where(everywhere, rows, tf.zerosLike(rows)), null, null);
    }
}
