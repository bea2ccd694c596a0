package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.List;
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
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;

/** {@code ConcatV2} and {@code Concat}: inputs joined along an axis, which is the last of them or the first. */
interface Concatenating extends Differentiable {
    /** Which input the axis is: 0, or the number of values. */
    int axisInput(int inputs);

    /** Which input the first value is. */
    private int firstValue(int inputs) {
        return axisInput(inputs) == 0 ? 1 : 0;
    }

    @Override
    default List<TensorSpec> infer(InferContext in) {
        int n = in.inputs() - 1;
        if (n < 1) {
            throw in.error("needs at least one value");
        }
        int first = firstValue(in.inputs());
        int axisAt = axisInput(in.inputs());
        ShapeRules.requireOneType(in, "values", first, first + n);
        ShapeRules.requireIndex(in, axisAt, "axis");
        Long axis = ShapeRules.scalar(in, axisAt, "axis");
        int rank = rank(in, first, n);
        if (rank < 0) {
            return List.of(in.input(first).withShape(Shape.unknown()));
        }
        if (axis == null) {
            return List.of(in.input(first).withShape(Shape.unknownDims(rank)));
        }
        int at = ShapeRules.axis(axis, rank);
        if (at < 0) {
            throw in.error(
                    "ConcatOp : Expected concatenating dimensions in the range [%d, %d), but got %d",
                    -rank, rank, axis);
        }
        return List.of(in.input(first).withShape(join(in, first, n, at)));
    }

    private static int rank(InferContext in, int first, int n) {
        int rank = -1;
        for (int i = 0; i < n; i++) {
            Shape shape = in.shape(first + i);
            if (shape.hasRank() && shape.rank() == 0) {
                throw in.error("Can't concatenate scalars (use tf.stack instead)");
            }
            if (shape.hasRank() && rank >= 0 && shape.rank() != rank) {
                throw in.error(
                        "ConcatOp : Ranks of all input tensors should match: shape[0] = %s vs. shape[%d] = %s",
                        in.shape(first).toBrackets(), i, shape.toBrackets());
            }
            rank = shape.hasRank() ? shape.rank() : rank;
        }
        return rank;
    }

    private static Shape join(InferContext in, int first, int n, int axis) {
        Shape joined = Shape.unknown();
        long sum = 0;
        for (int i = 0; i < n; i++) {
            Shape shape = in.shape(first + i);
            boolean known = shape.hasRank() && shape.dim(axis) != Shape.UNKNOWN;
            sum = sum < 0 || !known ? Shape.UNKNOWN : ShapeRules.add(in, sum, shape.dim(axis));
            Shape others = shape.hasRank() ? shape.withDim(axis, Shape.UNKNOWN) : shape;
            if (!joined.isCompatibleWith(others)) {
                throw in.error(
                        "ConcatOp : Dimensions of inputs should match: shape[0] = %s vs. shape[%d] = %s: all but axis %d"
                                + " must be equal",
                        in.shape(first).toBrackets(), i, shape.toBrackets(), axis);
            }
            joined = joined.merge(others);
        }
        return joined.withDim(axis, sum);
    }

    @Override
    default Kernel kernel(Signature signature) {
        int n = signature.inputs() - 1;
        int first = firstValue(n + 1);
        Shape shape = signature.output(0).shape();
        int axis = ShapeRules.axis(signature.value(axisInput(n + 1)).longAt(0), shape.rank());
        int outer = shape.slice(0, axis).size();
        int inner = shape.slice(axis + 1, shape.rank()).size();
        int[] to = {shape.size() / Math.max(1, outer), 1};
        List<CopyKernel.Part> copies = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < n; i++) {
            int piece = (int) signature.input(first + i).shape().dim(axis) * inner;
            StridedCopy copy = StridedCopy.scatter(signature.output(0).dtype(), new int[] {outer, piece}, to, at);
            copies.add(new CopyKernel.Part(copy, first + i, 0));
            at += piece;
        }
        return CopyKernel.of(signature, copies);
    }

    @Override
    default List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        int inputs = op.inputs().size();
        int first = firstValue(inputs);
        List<Output> values = op.inputs().subList(first, first + inputs - 1);
        List<Gradient> gradients =
                new ArrayList<>(ConcatGradient.of(tf, values, op.input(axisInput(inputs)), dy.get(0)));
        gradients.add(axisInput(inputs), Gradient.NONE);
        return gradients;
    }
}
