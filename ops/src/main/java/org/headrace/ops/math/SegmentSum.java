package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.RowSums;

/**
 * The sums of neighbouring rows that share an id: TensorFlow's {@code SegmentSum}. The ids are a vector and rise; there are
 * as many rows as the last one says, zeros for an id that is left out.
 */
public record SegmentSum() implements SegmentReduction {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "data");
        DTypes.INDEX.require(in, 1, "segment_ids");
        in.requireRank(1, 1);
        return List.of(in.input(0).withShape(Shape.unknownDims(1).concat(row(in))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape row = row(signature);
        RowSums sums = new RowSums(signature, signature.input(0).dtype(), row.size());
        return context -> {
            Tensor ids = context.input(1);
            long rows = requireRising(context, ids);
            Tensor y = context.allocate(0, Shape.of(rows).concat(row));
            RowSums.clear(y);
            for (int i = 0; i < ids.size(); i++) {
                sums.add(context.input(0), i, y, (int) ids.longAt(i));
            }
        };
    }

    /** How many rows the ids ask for. */
    private static long requireRising(KernelContext context, Tensor ids) {
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
        return last + 1;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.gather(dy.get(0), op.input(1)), null);
    }
}
