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
 * The slices of {@code params} whose leading indices are the rows of {@code indices}: TensorFlow's {@code GatherNd}. The
 * output's shape is {@code indices[:-1] + params[indices[-1]:]}.
 */
public record GatherNd() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "indices");
        Shape params = in.shape(0);
        Shape indices = in.shape(1);
        if (indices.hasRank() && indices.rank() == 0) {
            throw in.error("Shape must be at least rank 1 but is rank 0: indices must be at least a vector");
        }
        if (!params.hasRank() || !indices.hasRank() || indices.dim(-1) == Shape.UNKNOWN) {
            return List.of(in.input(0).withShape(Shape.unknown()));
        }
        long depth = indices.dim(-1);
        if (depth > params.rank()) {
            throw in.error(
                    "indices.shape[-1] must be <= params.rank, but saw indices.shape[-1] = %d and"
                            + " params.rank = %d",
                    depth, params.rank());
        }
        return List.of(in.input(0)
                .withShape(indices.slice(0, indices.rank() - 1).concat(params.slice((int) depth, params.rank()))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape params = signature.input(0).shape();
        NdIndex index = NdIndex.of(signature.input(1).shape(), params);
        int slices = params.slice(0, index.dims().length).size();
        int slice = index.slice() * signature.input(0).dtype().width();
        return new GatherKernel(
                signature,
                1,
                1,
                slices,
                index.rows(),
                slice,
                index::place,
                (context, indices, i) -> context.error(
                        "indices%s = %s does not index into param shape %s",
                        index.position(indices, i), index.row(indices, i), params.toBrackets()));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output indices = op.input(1);
        Output shape = tf.shape(op.input(0), indices.dtype());
        Shape known = indices.shape();
        if (known.hasRank() && known.rank() == 2 && known.dim(1) == 1) {
            Output rows = tf.squeeze(indices, -1);
            return List.of(new Gradient.IndexedSlices(dy.get(0), rows, shape), Gradient.NONE);
        }
        return Gradient.list(tf.scatterNd(indices, dy.get(0), shape), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("Tparams", op.input(0).dtype(), "Tindices", op.input(1).dtype());
    }
}
