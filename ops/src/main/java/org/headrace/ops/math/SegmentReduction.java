package org.headrace.ops.math;

import java.util.LinkedHashMap;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.Fold;

/** An op that folds the rows of its first input that share an id. */
interface SegmentReduction extends OpType {
    /** How rows are folded. */
    Fold fold();

    /** The dtypes that TensorFlow's op takes. */
    default DTypes dtypes() {
        return DTypes.NUMERIC_OR_COMPLEX;
    }

    /** The shape of a row: what {@code data} has beyond the ids' axes, which must be its first ones. */
    default Shape row(InferContext in) {
        Shape data = in.shape(0);
        Shape ids = in.shape(1);
        if (!data.hasRank() || !ids.hasRank()) {
            return Shape.unknown();
        }
        if (ids.rank() > data.rank() || !data.slice(0, ids.rank()).isCompatibleWith(ids)) {
            throw in.error(
                    "data.shape = %s does not start with segment_ids.shape = %s", data.toBrackets(), ids.toBrackets());
        }
        return data.slice(ids.rank(), data.rank());
    }

    default Shape row(Signature signature) {
        Shape data = signature.input(0).shape();
        return data.slice(signature.input(1).shape().rank(), data.rank());
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("T", op.input(0).dtype());
        attributes.put("Tindices", op.input(1).dtype());
        if (op.inputs().size() > 2) {
            attributes.put("Tnumsegments", op.input(2).dtype());
        }
        return attributes;
    }
}
