package org.headrace.ops.math;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.RowFoldKernel;

/**
 * Adds the gradient of each segment, scaled, to the rows that went into it: rows of the first input, by the ids of the third,
 * go where the second one says. The fourth input, an int32 scalar, is the number of rows there are.
 */
interface SparseSegmentsGrad extends OpType {
    Scaling scaling();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        SparseSegments.REAL.require(in, 0, "grad");
        DTypes.INDEX.require(in, 1, "indices");
        DTypes.of(DType.INT32).require(in, 2, "segment_ids");
        DTypes.of(DType.INT32).require(in, 3, "output_dim0");
        SparseSegments.requireVectors(in);
        in.requireRank(3, 0);
        Tensor rows = in.constant(3);
        if (rows != null && rows.toLong() < 0) {
            throw in.error("Cannot specify a negative value for output_dim0: it is %d", rows.toLong());
        }
        Shape dy = in.shape(0);
        if (dy.hasRank() && dy.rank() == 0) {
            throw in.error("Shape must be at least rank 1 but is rank 0: grad is a scalar");
        }
        Shape row = dy.hasRank() ? dy.slice(1, dy.rank()) : Shape.unknown();
        return List.of(in.input(0)
                .withShape(
                        Shape.of(rows == null ? Shape.UNKNOWN : rows.toLong()).concat(row)));
    }

    @Override
    default Kernel kernel(Signature signature) {
        Shape dy = signature.input(0).shape();
        int segments = (int) dy.dim(0);
        int rows = signature.value(3).toInt();
        int picks = signature.input(1).shape().size();
        int[] counts = new int[segments];
        return new RowFoldKernel(
                signature,
                Fold.SUM,
                signature.input(0).dtype(),
                dy.slice(1, dy.rank()).size(),
                context -> {
                    count(context, counts, picks);
                    requireRows(context, rows, picks);
                },
                (context, fold) -> {
                    Tensor dx = context.output(0);
                    for (int i = 0; i < rows; i++) {
                        fold.begin(dx, i);
                    }
                    for (int i = 0; i < picks; i++) {
                        int id = (int) context.input(2).longAt(i);
                        int to = (int) context.input(1).longAt(i);
                        fold.addScaled(context.input(0), id, 1 / scaling().divisor(counts[id]), dx, to);
                    }
                });
    }

    private static void count(KernelContext context, int[] counts, int picks) {
        Tensor ids = context.input(2);
        Arrays.fill(counts, 0);
        for (int i = 0; i < picks; i++) {
            long id = ids.longAt(i);
            if (id < 0 || id >= counts.length) {
                throw context.error("Segment id %d out of range [0, %d), at segment_ids[%d]", id, counts.length, i);
            }
            counts[(int) id]++;
        }
    }

    private static void requireRows(KernelContext context, int rows, int picks) {
        Tensor indices = context.input(1);
        for (int i = 0; i < picks; i++) {
            long to = indices.longAt(i);
            if (to < 0 || to >= rows) {
                throw context.error("Index %d out of range [0, %d), at indices[%d]", to, rows, i);
            }
        }
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tidx", op.input(1).dtype());
    }
}
