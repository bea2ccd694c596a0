package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.GatherKernel;

/**
 * The slices of {@code params} along an axis that {@code indices} lists: TensorFlow's {@code GatherV2}. The output's shape is
 * {@code params[:axis] + indices[batchDims:] + params[axis + 1:]}.
 *
 * @param batchDims how many leading dimensions {@code params} and {@code indices} share, each with indices of its own
 */
public record GatherV2(long batchDims) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "indices");
        ShapeRules.requireIndex(in, 2, "axis");
        Long axis = ShapeRules.scalar(in, 2, "axis");
        Shape params = in.shape(0);
        Shape indices = in.shape(1);
        if (!params.hasRank() || !indices.hasRank()) {
            return List.of(in.input(0).withShape(Shape.unknown()));
        }
        int batch = batch(in);
        if (axis == null) {
            int rank = Math.max(0, params.rank() - 1 + indices.rank() - batch);
            return List.of(in.input(0).withShape(Shape.unknownDims(rank)));
        }
        int at = ShapeRules.axis(axis, params.rank());
        if (at < 0) {
            throw in.error(
                    "Shape must be at least rank %d but is rank %d: axis is %d",
                    axis < 0 ? -axis : axis + 1, params.rank(), axis);
        }
        if (at < batch) {
            throw in.error("batch_dims (%d) must be less than or equal to axis (%d)", batch, at);
        }
        Shape shared = ShapeRules.merge(
                in, params.slice(0, batch), indices.slice(0, batch), "params and indices must share batch_dims");
        return List.of(in.input(0)
                .withShape(shared.concat(params.slice(batch, at))
                        .concat(indices.slice(batch, indices.rank()))
                        .concat(params.slice(at + 1, params.rank()))));
    }

    private int batch(InferContext in) {
        int rank = in.shape(1).rank();
        long batch = batchDims < 0 ? batchDims + rank : batchDims;
        if (batch < 0 || batch > rank) {
            throw in.error("batch_dims = %d must be in [%d, %d]", batchDims, -rank, rank);
        }
        return (int) batch;
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape params = signature.input(0).shape();
        Shape indices = signature.input(1).shape();
        int axis = ShapeRules.axis(signature.value(2).longAt(0), params.rank());
        int shared = (int) (batchDims < 0 ? batchDims + indices.rank() : batchDims);
        int batches = params.slice(0, shared).size();
        int outer = params.slice(shared, axis).size();
        int n = (int) params.dim(axis);
        int inner = params.slice(axis + 1, params.rank()).size()
                * signature.input(0).dtype().width();
        int picks = indices.slice(shared, indices.rank()).size();
        return new GatherKernel(
                signature, batches, outer, n, picks, inner, (context, places, i) -> outOfRange(context, places, i, n));
    }

    static InvalidArgumentException outOfRange(KernelContext context, Tensor places, int i, int n) {
        return context.error(
                "indices%s = %d is not in [0, %d)", Integers.position(places.shape(), i), places.longAt(i), n);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return GatherGradient.of(tf, op, dy.get(0));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of(
                "Tparams", op.input(0).dtype(),
                "Tindices", op.input(1).dtype(),
                "Taxis", op.input(2).dtype(),
                "batch_dims", batchDims);
    }
}
