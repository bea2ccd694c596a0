package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.StaticValue;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;
import org.jspecify.annotations.Nullable;

/**
 * The inputs joined along an existing axis; all their other dimensions are equal. The last input is the axis, a scalar.
 * TensorFlow's {@code ConcatV2}.
 */
public record ConcatV2() implements StaticValue, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        int n = in.inputs() - 1;
        if (n < 1) {
            throw in.error("needs at least one value");
        }
        ShapeRules.requireOneType(in, "values", 0, n);
        ShapeRules.requireIndex(in, n, "axis");
        Long axis = ShapeRules.scalar(in, n, "axis");
        int rank = rank(in, n);
        if (rank < 0) {
            return List.of(in.input(0).withShape(Shape.unknown()));
        }
        if (axis == null) {
            return List.of(in.input(0).withShape(Shape.unknownDims(rank)));
        }
        int at = ShapeRules.axis(axis, rank);
        if (at < 0) {
            throw in.error(
                    "ConcatOp : Expected concatenating dimensions in the range [%d, %d), but got %d",
                    -rank, rank, axis);
        }
        return List.of(in.input(0).withShape(join(in, n, at)));
    }

    private static int rank(InferContext in, int n) {
        int rank = -1;
        for (int i = 0; i < n; i++) {
            Shape shape = in.shape(i);
            if (shape.hasRank() && shape.rank() == 0) {
                throw in.error("Can't concatenate scalars (use tf.stack instead)");
            }
            if (shape.hasRank() && rank >= 0 && shape.rank() != rank) {
                throw in.error(
                        "ConcatOp : Ranks of all input tensors should match: shape[0] = %s vs. shape[%d] = %s",
                        in.shape(0).toBrackets(), i, shape.toBrackets());
            }
            rank = shape.hasRank() ? shape.rank() : rank;
        }
        return rank;
    }

    private static Shape join(InferContext in, int n, int axis) {
        Shape joined = Shape.unknown();
        long sum = 0;
        for (int i = 0; i < n; i++) {
            Shape shape = in.shape(i);
            boolean known = shape.hasRank() && shape.dim(axis) != Shape.UNKNOWN;
            sum = sum < 0 || !known ? Shape.UNKNOWN : ShapeRules.add(in, sum, shape.dim(axis));
            Shape others = shape.hasRank() ? shape.withDim(axis, Shape.UNKNOWN) : shape;
            if (!joined.isCompatibleWith(others)) {
                throw in.error(
                        "ConcatOp : Dimensions of inputs should match: shape[0] = %s vs. shape[%d] = %s: all but axis %d"
                                + " must be equal",
                        in.shape(0).toBrackets(), i, shape.toBrackets(), axis);
            }
            joined = joined.merge(others);
        }
        return joined.withDim(axis, sum);
    }

    @Override
    public @Nullable Tensor staticValue(InferContext in, int output) {
        return null; // of constants it is found by running the kernel
    }

    /** Of vectors that are known in part. */
    @Override
    public Shape staticShape(InferContext in, int output) {
        Shape joined = Shape.scalar();
        for (int i = 0; i < in.inputs() - 1; i++) {
            joined = joined.concat(in.constantAsShape(i));
        }
        return joined;
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.inputs() - 1;
        Shape shape = signature.output(0).shape();
        int axis = ShapeRules.axis(signature.value(n).longAt(0), shape.rank());
        int outer = shape.slice(0, axis).size();
        int inner = shape.slice(axis + 1, shape.rank()).size();
        int[] to = {shape.size() / Math.max(1, outer), 1};
        List<CopyKernel.Part> copies = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < n; i++) {
            int piece = (int) signature.input(i).shape().dim(axis) * inner;
            StridedCopy copy = StridedCopy.scatter(signature.output(0).dtype(), new int[] {outer, piece}, to, at);
            copies.add(new CopyKernel.Part(copy, i, 0));
            at += piece;
        }
        return CopyKernel.of(signature, copies);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return ConcatGradient.of(tf, op, dy.get(0));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        int n = op.inputs().size() - 1;
        return Map.of(
                "N", (long) n, "T", op.input(0).dtype(), "Tidx", op.input(n).dtype());
    }
}
