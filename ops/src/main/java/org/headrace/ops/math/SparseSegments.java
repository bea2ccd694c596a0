package org.headrace.ops.math;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.RecastKernel;
import org.headrace.ops.kernels.RowFold;
import org.headrace.ops.kernels.RowFoldKernel;

/**
 * Sums the rows of its first input that the second one, a vector, picks, by the ids of the third, an int32 vector as long that
 * rises. With a fourth input it says how many rows the output has.
 */
interface SparseSegments extends OpType {
    /** float32, float64: what can be divided, as far as TensorFlow goes. */
    DTypes REAL = DTypes.of(DType.FLOAT32, DType.FLOAT64);

    Scaling scaling();

    DTypes dtypes();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        dtypes().require(in, 0, "data");
        DTypes.INDEX.require(in, 1, "indices");
        DTypes.of(DType.INT32).require(in, 2, "segment_ids");
        requireVectors(in);
        Shape data = in.shape(0);
        if (data.hasRank() && data.rank() == 0) {
            throw in.error("Shape must be at least rank 1 but is rank 0: data is a scalar");
        }
        long rows = Shape.UNKNOWN;
        if (in.inputs() > 3) {
            DTypes.INDEX.require(in, 3, "num_segments");
            in.requireRank(3, 0);
            Tensor segments = in.constant(3);
            if (segments != null && segments.toLong() < 0) {
                throw in.error("Cannot specify a negative value for num_segments: it is %d", segments.toLong());
            }
            rows = segments == null ? rows : segments.toLong();
        }
        Shape row = data.hasRank() ? data.slice(1, data.rank()) : Shape.unknown();
        return List.of(in.input(0).withShape(Shape.of(rows).concat(row)));
    }

    /** Refuses indices (input 1) and ids (input 2) that are no vectors of one length. */
    static void requireVectors(InferContext in) {
        Shape indices = in.requireRank(1, 1);
        Shape ids = in.requireRank(2, 1);
        if (!indices.isCompatibleWith(ids)) {
            throw in.error(
                    "segment_ids and indices should have same size: indices is %s, segment_ids is %s",
                    indices.toBrackets(), ids.toBrackets());
        }
    }

    @Override
    default Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, this::wideKernel);
    }

    private Kernel wideKernel(Signature signature) {
        Shape data = signature.input(0).shape();
        Shape row = data.slice(1, data.rank());
        long segments = signature.inputs() > 3 ? signature.value(3).toLong() : Shape.UNKNOWN;
        return new RowFoldKernel(
                signature,
                Fold.SUM,
                signature.input(0).dtype(),
                row.size(),
                context -> begin(context, segments, row, data.dim(0)),
                this::sum);
    }

    private static void begin(KernelContext context, long segments, Shape row, long n) {
        int asked = SortedSegments.rows(context, context.input(2));
        if (segments >= 0 && segments < asked) {
            throw context.error("segment ids must be < num_segments = %d, the last is %d", segments, asked - 1);
        }
        if (segments < 0) {
            context.allocate(0, Shape.of(asked).concat(row));
        }
        Tensor indices = context.input(1);
        for (int i = 0; i < indices.size(); i++) {
            long from = indices.longAt(i);
            if (from < 0 || from >= n) {
                throw context.error("indices[%d] == %d out of range [0, %d)", i, from, n);
            }
        }
    }

    private void sum(KernelContext context, RowFold fold) {
        Tensor ids = context.input(2);
        Tensor y = context.output(0);
        int rows = (int) y.shape().dim(0);
        for (int i = 0; i < rows; i++) {
            fold.begin(y, i);
        }
        int begin = 0;
        for (int i = 0; i < ids.size(); i++) {
            int id = (int) ids.longAt(i);
            fold.apply(context.input(0), (int) context.input(1).longAt(i), y, id);
            if (i + 1 == ids.size() || ids.longAt(i + 1) != id) {
                if (scaling() != Scaling.SUM) {
                    fold.divide(y, id, scaling().divisor(i + 1 - begin));
                }
                begin = i + 1;
            }
        }
    }

    /** How many rows {@code data} has. */
    static Output rows(Ops tf, Output data) {
        return tf.stridedSlice(tf.shape(data), Slice.at(0));
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("T", op.input(0).dtype());
        attributes.put("Tidx", op.input(1).dtype());
        if (op.inputs().size() > 3) {
            attributes.put("Tnumsegments", op.input(3).dtype());
        }
        return attributes;
    }
}
