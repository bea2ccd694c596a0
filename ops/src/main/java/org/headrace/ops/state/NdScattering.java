package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.array.NdIndex;

/**
 * {@code ScatterNdUpdate} and its like: slices of a variable change where the rows of {@code indices} point, one after the
 * other. An index out of range is an error, and then nothing changes.
 */
interface NdScattering extends Assigning {
    InPlace change();

    boolean useLocking();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.INDEX.require(in, 1, "indices");
        References.requireSameDType(in, 2, "updates", "ref");
        if (change() != InPlace.SET) {
            DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "ref");
        }
        NdIndex.requireUpdates(in, in.shape(1), in.shape(2), in.shape(0));
        return List.of(in.input(0));
    }

    @Override
    default Kernel kernel(Signature signature) {
        NdIndex index =
                NdIndex.of(signature.input(1).shape(), signature.input(0).shape());
        return context -> {
            index.requireInRange(context, context.input(1));
            index.change(context.variable(0), context.input(1), context.input(2), change());
        };
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of(
                "T", op.input(0).dtype(),
                "Tindices", op.input(1).dtype(),
                "use_locking", useLocking());
    }
}
