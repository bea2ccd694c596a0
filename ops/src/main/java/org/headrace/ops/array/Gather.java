package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.GatherKernel;

/**
 * {@link GatherV2} along the first axis: TensorFlow's {@code Gather}, of older graphs.
 *
 * @param validateIndices kept for TensorFlow's files: indices are always checked
 */
public record Gather(boolean validateIndices) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "indices");
        Shape params = in.shape(0);
        if (params.hasRank() && params.rank() == 0) {
            throw in.error("Shape must be at least rank 1 but is rank 0: params must be at least a vector");
        }
        Shape slice = params.hasRank() ? params.slice(1, params.rank()) : params;
        return List.of(in.input(0).withShape(in.shape(1).concat(slice)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape params = signature.input(0).shape();
        int rows = (int) params.dim(0);
        int inner = params.slice(1, params.rank()).size()
                * signature.input(0).dtype().width();
        int picks = signature.input(1).shape().size();
        return new GatherKernel(
                signature,
                1,
                1,
                rows,
                picks,
                inner,
                (context, places, i) -> GatherV2.outOfRange(context, places, i, rows));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return GatherGradient.ofFirstAxis(tf, op, dy.get(0));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of(
                "Tparams", op.input(0).dtype(),
                "Tindices", op.input(1).dtype(),
                "validate_indices", validateIndices);
    }
}
