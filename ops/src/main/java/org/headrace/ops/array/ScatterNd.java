package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Elements;
import org.headrace.ops.kernels.RecastKernel;

/**
 * Zeros of a shape, with {@code updates} added where the rows of {@code indices} point; what is given twice for a place adds
 * up. TensorFlow's {@code ScatterNd}. Not for bool and strings.
 */
public record ScatterNd() implements Differentiable {
    private static final DTypes SUMS = DTypes.of(
            DType.FLOAT32,
            DType.FLOAT64,
            DType.COMPLEX64,
            DType.COMPLEX128,
            DType.INT8,
            DType.INT16,
            DType.INT32,
            DType.INT64,
            DType.UINT8,
            DType.UINT16,
            DType.UINT32,
            DType.UINT64);

    /** Refuses dtypes that {@link Elements#add} cannot add. */
    static void requireSums(Signature signature, DType dtype) {
        if (!SUMS.members().contains(dtype)) {
            throw new UnimplementedException(
                    signature.op(),
                    signature.op().type().name() + " is not implemented for " + dtype + ", only for " + SUMS);
        }
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 0, "indices");
        ShapeRules.requireSameType(in, 2, "shape", 0, "indices");
        in.requireRank(2, 1);
        Shape indices = in.shape(0);
        Shape updates = in.shape(1);
        Shape shape = in.constantAsShape(2);
        if (indices.hasRank() && indices.rank() == 0) {
            throw in.error("Shape must be at least rank 1 but is rank 0: indices must be at least a vector");
        }
        if (shape.hasRank() && indices.hasRank() && updates.hasRank() && indices.dim(-1) != Shape.UNKNOWN) {
            check(in, indices, updates, shape);
        }
        return List.of(in.input(1).withShape(shape));
    }

    private static void check(InferContext in, Shape indices, Shape updates, Shape shape) {
        long depth = indices.dim(-1);
        boolean fits = depth <= shape.rank();
        if (fits) {
            Shape needed = indices.slice(0, indices.rank() - 1).concat(shape.slice((int) depth, shape.rank()));
            fits = needed.isCompatibleWith(updates);
        }
        if (!fits) {
            throw in.error(
                    "Must have updates.shape = indices.shape[:-1] + shape[indices.shape[-1]:], got updates.shape: %s,"
                            + " indices.shape: %s, shape: %s",
                    updates.toBrackets(), indices.toBrackets(), shape.toBrackets());
        }
    }

    @Override
    public Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, ScatterNd::sums);
    }

    private static Kernel sums(Signature signature) {
        requireSums(signature, signature.output(0).dtype());
        Shape shape = signature.output(0).shape();
        NdIndex index = NdIndex.of(signature.input(0).shape(), shape);
        int slice = index.slice() * signature.output(0).dtype().width();
        return context -> {
            Tensor indices = context.input(0);
            Object from = context.input(1).array();
            Object to = context.output(0).array();
            Elements.clear(context.output(0));
            for (int i = 0; i < index.rows(); i++) {
                int row = index.place(indices, i);
                if (row < 0) {
                    throw context.error(
                            "indices%s = %s does not index into shape %s",
                            index.position(indices, i), index.row(indices, i), shape.toBrackets());
                }
                Elements.add(from, i * slice, to, row * slice, slice);
            }
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(null, tf.gatherNd(dy.get(0), op.input(0)), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype(), "Tindices", op.input(0).dtype());
    }
}
