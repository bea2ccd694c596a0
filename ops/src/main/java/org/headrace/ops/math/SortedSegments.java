package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.RecastKernel;
import org.headrace.ops.kernels.RowFold;
import org.headrace.ops.kernels.RowFoldKernel;

/**
 * Folds neighbouring rows that share an id. The ids are a vector and rise; there are as many rows as the last one says. An id
 * that is left out gets zeros, or ones for a product. A row alone stays as it is, NaN too.
 */
interface SortedSegments extends SegmentReduction {
    @Override
    default List<TensorSpec> infer(InferContext in) {
        dtypes().require(in, 0, "data");
        DTypes.INDEX.require(in, 1, "segment_ids");
        in.requireRank(1, 1);
        return List.of(in.input(0).withShape(Shape.unknownDims(1).concat(row(in))));
    }

    @Override
    default Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, this::wideKernel);
    }

    private Kernel wideKernel(Signature signature) {
        Shape row = row(signature);
        return new RowFoldKernel(
                signature,
                fold(),
                signature.input(0).dtype(),
                row.size(),
                context -> context.allocate(
                        0, Shape.of(rows(context, context.input(1))).concat(row)),
                this::segments);
    }

    private void segments(KernelContext context, RowFold fold) {
        Tensor ids = context.input(1);
        Tensor y = context.output(0);
        int next = 0;
        for (int i = 0; i < ids.size(); ) {
            int id = (int) ids.longAt(i);
            int end = i + 1;
            while (end < ids.size() && ids.longAt(end) == id) {
                end++;
            }
            for (; next < id; next++) {
                fold.fill(y, next, fold() == Fold.PROD ? 1 : 0);
            }
            segment(fold, context.input(0), i, end, y, id);
            next = id + 1;
            i = end;
        }
    }

    private void segment(RowFold fold, Tensor x, int from, int end, Tensor y, int id) {
        if (end - from == 1) {
            fold.copy(x, from, y, id);
            return;
        }
        switch (fold()) {
            case MAX ->
                fold.fill(y, id, Double.NEGATIVE_INFINITY); // where unsorted ones begin with the least finite number
            case MIN -> fold.fill(y, id, Double.POSITIVE_INFINITY);
            default -> fold.begin(y, id);
        }
        for (int i = from; i < end; i++) {
            fold.apply(x, i, y, id);
        }
        if (fold() == Fold.MEAN) {
            fold.divide(y, id, end - from);
        }
    }

    /** How many rows the ids, which must rise, ask for. */
    static int rows(KernelContext context, Tensor ids) {
        long last = -1;
        for (int i = 0; i < ids.size(); i++) {
            long id = ids.longAt(i);
            if (id < 0) {
                throw context.error("segment ids must be >= 0, segment_ids[%d] = %d", i, id);
            }
            if (id < last) {
                throw context.error(
                        "segment ids are not increasing: segment_ids[%d] = %d comes after %d; see unsortedSegmentSum",
                        i, id, last);
            }
            last = id;
        }
        if (last >= Integer.MAX_VALUE) {
            throw context.error("segment id %d asks for more rows than a tensor can have", last);
        }
        return (int) last + 1;
    }

    /** The gradient of a maximum or minimum: to the elements equal to it, in equal shares. */
    static List<Gradient> ofExtreme(Ops tf, Output data, Output ids, Output y, Output dy) {
        Output zeros = tf.zerosLike(data);
        Output chosen = tf.equal(data, tf.gather(y, ids));
        Output count = tf.math.segmentSum(tf.cast(chosen, dy.dtype()), ids);
        Output shares = tf.gather(tf.withName("truediv").div(dy, count), ids);
        return Gradient.list(tf.where(chosen, shares, zeros), null);
    }
}
