package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.state.InPlace;

/**
 * {@code TensorScatterUpdate} and its like: a tensor, in which slices have changed where the rows of {@code indices} point,
 * one after the other.
 */
interface TensorScattering extends Differentiable {
    InPlace change();

    /** TensorFlow's name of the first argument. */
    default String tensorName() {
        return "tensor";
    }

    /** What can be added. */
    default DTypes summands() {
        return DTypes.NUMERIC_OR_COMPLEX;
    }

    @Override
    default List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "indices");
        ShapeRules.requireSameType(in, 2, "updates", 0, tensorName());
        if (change() != InPlace.SET) {
            summands().require(in, 0, tensorName());
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
            context.output(0).setFrom(context.input(0));
            index.change(context.output(0), context.input(1), context.input(2), change());
        };
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tindices", op.input(1).dtype());
    }
}
