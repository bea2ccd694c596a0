package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/** {@link Scattering} into the variable that a handle names. */
interface ResourceScattering extends Assigning {
    InPlace change();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.INDEX.require(in, 1, "indices");
        Handles.requireSameDType(in, 2, "updates");
        Shape variable = Handles.value(in).shape();
        if (variable.hasRank()) {
            if (variable.rank() == 0) {
                throw in.error("Shape must be at least rank 1 but is rank 0: a scalar variable has no rows");
            }
            References.merge(in, in.shape(2), in.shape(1).concat(variable.slice(1, variable.rank())));
        }
        return List.of();
    }

    @Override
    default Kernel kernel(Signature signature) {
        if (change() != InPlace.SET) {
            ResourceAccumulating.requireArithmetic(signature, signature.input(2).dtype());
        }
        int count = signature.input(1).shape().size();
        return context -> {
            Tensor variable = context.variable(0);
            int rows = (int) variable.shape().dim(0);
            int width = rows == 0 ? 0 : variable.size() / rows;
            Scattering.requireInRange(context, 1, count, rows);
            for (int i = 0; i < count; i++) {
                int row = (int) context.input(1).longAt(i);
                change().apply(variable, row * width, context.input(2), i * width, width);
            }
        };
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of("dtype", op.input(2).dtype(), "Tindices", op.input(1).dtype());
    }
}
