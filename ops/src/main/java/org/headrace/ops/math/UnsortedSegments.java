package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
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
import org.headrace.ops.kernels.RecastKernel;
import org.headrace.ops.kernels.RowFoldKernel;

/**
 * Folds rows that share an id, which may come in any order; rows with negative ids are dropped. The ids' axes are
 * {@code data}'s first ones; what is left is a row.
 */
interface UnsortedSegments extends SegmentReduction {
    @Override
    default List<TensorSpec> infer(InferContext in) {
        dtypes().require(in, 0, "data");
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
    default Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, this::wideKernel);
    }

    private Kernel wideKernel(Signature signature) {
        int ids = signature.input(1).shape().size();
        int width = row(signature).size();
        int segments = signature.value(2).toInt();
        return new RowFoldKernel(
                signature,
                fold(),
                signature.input(0).dtype(),
                width,
                context -> requireBelow(context, ids, segments),
                (context, fold) -> {
                    Tensor segmentIds = context.input(1);
                    Tensor y = context.output(0);
                    for (int i = 0; i < segments; i++) {
                        fold.begin(y, i);
                    }
                    for (int i = 0; i < ids; i++) {
                        long id = segmentIds.longAt(i);
                        if (id >= 0) {
                            fold.apply(context.input(0), i, y, (int) id);
                        }
                    }
                });
    }

    private static void requireBelow(KernelContext context, int ids, int segments) {
        Tensor segmentIds = context.input(1);
        for (int i = 0; i < ids; i++) {
            long id = segmentIds.longAt(i);
            if (id >= segments) {
                throw context.error(
                        "segment_ids%s = %d is out of range [0, %d)", place(segmentIds.shape(), i), id, segments);
            }
        }
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

    /** The gradient of a maximum or minimum: to the elements equal to it, in equal shares. */
    static List<Gradient> ofExtreme(Ops tf, Op op, Output dy) {
        Output data = op.input(0);
        Output ids = op.input(1);
        Output places = places(tf, ids);
        Output found = tf.gather(op.output(0), places);
        Output kept = kept(tf, op, ids, found);
        Output ends = zerosWhereDropped(tf, kept, found);
        Output chosen = tf.logicalAnd(tf.equal(data, ends), kept);
        Output count = tf.math.unsortedSegmentSum(tf.cast(chosen, dy.dtype()), ids, op.input(2));
        Output shares = tf.withName("truediv").div(dy, count);
        Output rows = zerosWhereDropped(tf, kept, tf.gather(shares, places));
        return Gradient.list(tf.where(chosen, rows, tf.zerosLike(rows)), null, null);
    }

    /** The ids, 0 for negative ones. */
    static Output places(Ops tf, Output ids) {
        return tf.maximum(ids, tf.zerosLike(ids));
    }

    /** For each element of {@code rows}, whether its row's id is not negative. */
    static Output kept(Ops tf, Op op, Output ids, Output rows) {
        Output kept = tf.greaterEqual(ids, 0);
        if (!rows.shape().hasRank() || !kept.shape().hasRank()) {
            throw new UnimplementedException(op, "has no gradient while the rank of data or segment_ids is unknown");
        }
        for (int axis = kept.shape().rank(); axis < rows.shape().rank(); axis++) {
            kept = tf.expandDims(kept, -1);
        }
        return tf.logicalAnd(kept, tf.onesLike(rows, DType.BOOL));
    }

    static Output zerosWhereDropped(Ops tf, Output kept, Output rows) {
        Output zeros = tf.zerosLike(rows);
        return tf.where(kept, rows, zeros);
    }
}
