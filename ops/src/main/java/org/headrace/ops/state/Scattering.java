package org.headrace.ops.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * {@code ScatterUpdate} and its like: rows of a variable change by rows of {@code updates}, whose shape is that of
 * {@code indices} followed by that of a row, or by a scalar. A row that is named twice changes twice, in the order of the indices; one out
 * of range is an error, and then nothing changes.
 */
interface Scattering extends Assigning {
    InPlace change();

    boolean useLocking();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.INDEX.require(in, 1, "indices");
        References.requireSameDType(in, 2, "updates", "ref");
        if (change() != InPlace.SET) {
            DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "ref");
        }
        Shape ref = in.shape(0);
        if (ref.hasRank()) {
            if (ref.rank() == 0) {
                throw in.error("Shape must be at least rank 1 but is rank 0: a scalar variable has no rows");
            }
            if (!in.shape(2).isScalar()) {
                References.merge(in, in.shape(2), in.shape(1).concat(ref.slice(1, ref.rank())));
            }
        }
        return List.of(in.input(0));
    }

    @Override
    default Kernel kernel(Signature signature) {
        int rows = (int) signature.input(0).shape().dim(0);
        int count = signature.input(1).shape().size();
        int rowSize = rows == 0 ? 0 : signature.input(0).shape().size() / rows;
        boolean scalar = signature.input(2).shape().isScalar();
        return new ScatterKernel(signature, change(), rows, count, rowSize, scalar);
    }

    /** Input {@code input}, {@code count} numbers of rows, must lie in {@code [0, rows)}. */
    static void requireInRange(KernelContext context, int input, int count, int rows) {
        Tensor indices = context.input(input);
        for (int i = 0; i < count; i++) {
            long row = indices.longAt(i);
            if (row < 0 || row >= rows) {
                throw context.error("indices[%d] = %d is not in [0, %d)", i, row, rows);
            }
        }
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("T", op.input(0).dtype());
        attributes.put("Tindices", op.input(1).dtype());
        attributes.put("use_locking", useLocking());
        return attributes;
    }
}
