package org.headrace.ops.math;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.kernels.ArgKernel;

/** What {@link ArgMax} and {@link ArgMin} have in common: the axis goes, and no gradient flows. */
sealed interface ArgReduction extends NotDifferentiable permits ArgMax, ArgMin {
    String DIMENSION = "dimension";

    DType outputType();

    boolean least();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "input");
        if (!DTypes.INDEX.members().contains(outputType())) {
            throw in.error("output_type is %s, must be int32 or int64", outputType());
        }
        int axis = AxisInput.infer(in, DIMENSION);
        Shape shape = in.shape(0);
        if (!shape.hasRank()) {
            return List.of(new TensorSpec(outputType(), Shape.unknown()));
        }
        if (in.constant(1) == null) {
            return List.of(new TensorSpec(outputType(), Shape.unknownDims(Math.max(shape.rank() - 1, 0))));
        }
        Shape rest = shape.slice(0, axis).concat(shape.slice(axis + 1, shape.rank()));
        if (shape.dim(axis) == 0 && rest.isComplete() && rest.elements() > 0) {
            throw in.error("Reduction axis %d is empty in shape %s", axis, shape.toBrackets());
        }
        return List.of(new TensorSpec(outputType(), rest));
    }

    @Override
    default Kernel kernel(Signature signature) {
        int rank = signature.input(0).shape().rank();
        return ArgKernel.of(least(), signature, AxisInput.of(signature, signature.value(1), rank, DIMENSION));
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tidx", op.input(1).dtype(), "output_type", outputType());
    }
}
