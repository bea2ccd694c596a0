package org.headrace.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.BroadcastTo;
import org.headrace.ops.array.ConcatV2;
import org.headrace.ops.array.ExpandDims;
import org.headrace.ops.array.Identity;
import org.headrace.ops.array.IdentityN;
import org.headrace.ops.array.InvertPermutation;
import org.headrace.ops.array.MirrorPad;
import org.headrace.ops.array.Pack;
import org.headrace.ops.array.Pad;
import org.headrace.ops.array.PadV2;
import org.headrace.ops.array.PreventGradient;
import org.headrace.ops.array.Range;
import org.headrace.ops.array.Rank;
import org.headrace.ops.array.Reshape;
import org.headrace.ops.array.ReverseV2;
import org.headrace.ops.array.ShapeN;
import org.headrace.ops.array.ShapeOf;
import org.headrace.ops.array.Size;
import org.headrace.ops.array.Split;
import org.headrace.ops.array.SplitV;
import org.headrace.ops.array.Squeeze;
import org.headrace.ops.array.StopGradient;
import org.headrace.ops.array.Tile;
import org.headrace.ops.array.Transpose;
import org.headrace.ops.array.Unpack;
import org.headrace.ops.state.Const;

/** Shapes and the arrangement of elements. */
public interface ArrayOps extends OpBuilder {
    /** The dimensions of {@code input}, an int32 vector: a constant if they are known. */
    default Output shape(Output input) {
        return shape(input, DType.INT32);
    }

    /**
     * The dimensions of {@code input}, a vector of int32 or int64: a constant if they are known.
     *
     * @see ShapeOf
     */
    default Output shape(Output input, DType outType) {
        Ops s = scoped("Shape");
        return input.shape().isComplete()
                ? s.finish(new Const(Tensor.of(outType, input.shape().dims())))
                : s.finish(new ShapeOf(outType), input);
    }

    /** The dimensions of several inputs of one dtype, an int32 vector for each. */
    default List<Output> shapeN(List<Output> input) {
        return addOp(new ShapeN(DType.INT32), input.toArray(new Output[0])).outputs();
    }

    /** The number of elements of {@code input}, an int32 scalar: a constant if it is known. */
    default Output size(Output input) {
        return size(input, DType.INT32);
    }

    /**
     * The number of elements of {@code input}, a scalar of int32 or int64: a constant if it is known.
     *
     * @see Size
     */
    default Output size(Output input, DType outType) {
        Ops s = scoped("Size");
        Shape shape = input.shape();
        if (shape.isComplete()) {
            return s.finish(new Const(Tensor.of(outType, shape.elements())));
        }
        return shape.hasRank() && shape.toList().contains(0L)
                ? s.finish(new Const(Tensor.of(outType, 0)))
                : s.finish(new Size(outType), input);
    }

    /**
     * The number of dimensions of {@code input}, an int32 scalar: a constant if it is known.
     *
     * @see Rank
     */
    default Output rank(Output input) {
        Ops s = scoped("Rank");
        return input.shape().hasRank()
                ? s.finish(new Const(Tensor.of(input.shape().rank())))
                : s.finish(new Rank(), input);
    }

    /**
     * {@code tensor}'s elements, in their order, under another shape; one dimension may be {@code -1} and follows from the
     * others.
     *
     * @throws org.headrace.core.InvalidArgumentException if the number of elements differs
     * @see Reshape
     */
    default Output reshape(Output tensor, long... shape) {
        Ops s = scoped("Reshape");
        return s.finish(new Reshape(), tensor, s.constant(Constants.integers(shape), "shape"));
    }

    /** The same to a shape that is computed: an int32 or int64 vector. */
    default Output reshape(Output tensor, Output shape) {
        return add(new Reshape(), tensor, shape);
    }

    /**
     * {@code input} with a dimension of 1 inserted before {@code axis}; -1 appends it.
     *
     * @see ExpandDims
     */
    default Output expandDims(Output input, int axis) {
        Ops s = scoped("ExpandDims");
        return s.finish(new ExpandDims(), input, s.constant(Tensor.of(axis), "dim"));
    }

    /** The same before an axis that is computed: an int32 or int64 scalar. */
    default Output expandDims(Output input, Output axis) {
        return add(new ExpandDims(), input, axis);
    }

    /**
     * {@code input} without the dimensions of 1 that are listed, or, if none is, without any.
     *
     * @see Squeeze
     */
    default Output squeeze(Output input, int... axis) {
        return add(new Squeeze(Arrays.stream(axis).asLongStream().boxed().toList()), input);
    }

    /** {@code a} with its axes in reverse order: a matrix transposed. */
    default Output transpose(Output a) {
        Ops s = scoped("transpose");
        Shape shape = a.shape();
        if (shape.hasRank() && shape.rank() > 0) {
            int[] perm = IntStream.range(0, shape.rank())
                    .map(i -> shape.rank() - 1 - i)
                    .toArray();
            return s.finish(new Transpose(), a, s.constant(Tensor.of(perm), "perm"));
        }
        Output rank = s.add(new Rank(), a);
        Output last = s.withName("sub").sub(rank, 1);
        Ops r = s.scoped("Range");
        Output start = r.constant(Tensor.of(0), "start");
        Output axes = r.finish(new Range(), start, rank, r.constant(Tensor.of(1), "delta"));
        return s.finish(new Transpose(), a, s.withName("sub").sub(last, axes));
    }

    /**
     * {@code a} with its axes in another order: dimension {@code i} of the result is dimension {@code perm[i]} of {@code a}.
     *
     * @see Transpose
     */
    default Output transpose(Output a, int... perm) {
        Ops s = scoped("transpose");
        return s.finish(new Transpose(), a, s.constant(Tensor.of(perm), "perm"));
    }

    /** The same with an order that is computed: an int32 or int64 vector. */
    default Output transpose(Output a, Output perm) {
        return scoped("transpose").finish(new Transpose(), a, perm);
    }

    /**
     * The permutation that undoes {@code x}, a vector of int32 or int64.
     *
     * @see InvertPermutation
     */
    default Output invertPermutation(Output x) {
        return add(new InvertPermutation(), x);
    }

    /** Tensors of one shape and dtype side by side along a new first axis. */
    default Output stack(List<Output> values) {
        return stack(values, 0);
    }

    /**
     * Tensors of one shape and dtype side by side along a new axis.
     *
     * @see Pack
     */
    default Output stack(List<Output> values, int axis) {
        return scoped("stack").finish(new Pack(axis), values.toArray(new Output[0]));
    }

    /** Tensors and Java numbers side by side along a new first axis; the numbers get the tensors' dtype. */
    default Output stack(Object... values) {
        return Constants.pack(scoped("stack"), values);
    }

    /** The slices of {@code value} along its first axis, whose size must be known. */
    default List<Output> unstack(Output value) {
        return unstack(value, 0);
    }

    /** The slices of {@code value} along an axis whose size must be known. */
    default List<Output> unstack(Output value, int axis) {
        Shape shape = value.shape();
        if (!shape.hasRank() || shape.dim(axis) == Shape.UNKNOWN) {
            throw new InvalidArgumentException(
                    "Cannot infer num from shape " + shape + ": say how many by unstack(value, num, axis)");
        }
        return unstack(value, (int) shape.dim(axis), axis);
    }

    /**
     * The {@code num} slices of {@code value} along an axis.
     *
     * @see Unpack
     */
    default List<Output> unstack(Output value, int num, int axis) {
        return scoped("unstack")
                .scope()
                .finish(new Unpack(num, axis), List.of(value))
                .outputs();
    }

    /**
     * Tensors of one dtype joined along an axis; all their other dimensions must be equal.
     *
     * @see ConcatV2
     */
    default Output concat(List<Output> values, int axis) {
        Ops s = scoped("concat");
        if (values.size() == 1) {
            s.constant(Tensor.of(axis), "concat_dim"); // unused, as TensorFlow's
            return s.finish(new Identity(), values.get(0));
        }
        return s.finish(new ConcatV2(), Constants.with(values, s.constant(Tensor.of(axis), "axis")));
    }

    /** The same along an axis that is computed: an int32 or int64 scalar. */
    default Output concat(List<Output> values, Output axis) {
        Ops s = scoped("concat");
        return values.size() == 1
                ? s.finish(new Identity(), values.get(0))
                : s.finish(new ConcatV2(), Constants.with(values, axis));
    }

    /**
     * {@code value} cut into equal pieces along an axis.
     *
     * @see Split
     */
    default List<Output> split(Output value, int numSplits, int axis) {
        withName("Const").constant(numSplits); // TensorFlow's Python makes it to look at its rank
        Ops s = scoped("split");
        return s.finish(new Split(numSplits), s.constant(Tensor.of(axis), "split_dim"), value)
                .op()
                .outputs();
    }

    /** {@code value} cut into pieces of these sizes along an axis; one size may be -1 for the rest. */
    default List<Output> split(Output value, int[] sizeSplits, int axis) {
        Output sizes = withName("Const").constant(sizeSplits);
        Ops s = scoped("split");
        Output dim = s.constant(Tensor.of(axis), "split_dim");
        return s.finish(new SplitV(sizeSplits.length), value, sizes, dim).op().outputs();
    }

    /**
     * {@code value} cut into {@code num} pieces of computed sizes, an int32 or int64 vector, along a computed axis.
     *
     * @see SplitV
     */
    default List<Output> split(Output value, Output sizeSplits, Output axis, int num) {
        return scoped("split")
                .finish(new SplitV(num), value, sizeSplits, axis)
                .op()
                .outputs();
    }

    /**
     * {@code input} repeated {@code multiples[i]} times along each axis {@code i}.
     *
     * @see Tile
     */
    default Output tile(Output input, int... multiples) {
        Ops s = scoped("Tile");
        return s.finish(new Tile(), input, s.constant(Tensor.of(multiples), "multiples"));
    }

    /** The same with multiples that are computed: an int32 or int64 vector. */
    default Output tile(Output input, Output multiples) {
        return add(new Tile(), input, multiples);
    }

    /**
     * {@code tensor} with zeros around it: {@code paddings[i]} says how many before and after axis {@code i}.
     *
     * @see Pad
     */
    default Output pad(Output tensor, int[][] paddings) {
        Ops s = scoped("Pad");
        return s.finish(new Pad(), tensor, s.constant((Object) paddings, "paddings"));
    }

    /** The same with paddings that are computed: an int32 or int64 matrix with two columns. */
    default Output pad(Output tensor, Output paddings) {
        return add(new Pad(), tensor, paddings);
    }

    /**
     * {@code tensor} with another value than zero around it.
     *
     * @see PadV2
     */
    default Output pad(Output tensor, int[][] paddings, Number constantValues) {
        if (constantValues.doubleValue() == 0) {
            return pad(tensor, paddings);
        }
        Ops s = scoped("PadV2");
        Output table = s.constant((Object) paddings, "paddings");
        return s.finish(new PadV2(), tensor, table, s.constant(tensor.dtype(), constantValues, "constant_values"));
    }

    /**
     * {@code tensor} with its reflection around it.
     *
     * @param mode {@code "REFLECT"}, where the edges are the mirrors, {@code "SYMMETRIC"}, where they are repeated, or
     *     {@code "CONSTANT"} for zeros; in upper or lower case
     * @see MirrorPad
     */
    default Output pad(Output tensor, int[][] paddings, String mode) {
        String upper = mode.toUpperCase(Locale.ROOT);
        if (upper.equals("CONSTANT")) {
            return pad(tensor, paddings);
        }
        Ops s = scoped("MirrorPad");
        return s.finish(new MirrorPad(upper), tensor, s.constant((Object) paddings, "paddings"));
    }

    /**
     * {@code tensor} backwards along these axes.
     *
     * @see ReverseV2
     */
    default Output reverse(Output tensor, int... axis) {
        Ops s = scoped("ReverseV2");
        return s.finish(new ReverseV2(), tensor, s.constant(Tensor.of(axis), "axis"));
    }

    /**
     * {@code input} repeated along its dimensions of 1, and new ones in front, to this shape.
     *
     * @see BroadcastTo
     */
    default Output broadcastTo(Output input, long... shape) {
        Ops s = scoped("BroadcastTo");
        return s.finish(new BroadcastTo(), input, s.constant(Constants.integers(shape), "shape"));
    }

    /** The same to a shape that is computed: an int32 or int64 vector. */
    default Output broadcastTo(Output input, Output shape) {
        return add(new BroadcastTo(), input, shape);
    }

    /**
     * {@code input} itself; of a variable, its value at this place among the assignments.
     *
     * @see Identity
     */
    default Output identity(Output input) {
        return add(new Identity(), input);
    }

    /** Each of the inputs itself, all of them computed before any is handed on. */
    default List<Output> identityN(List<Output> input) {
        return addOp(new IdentityN(), input.toArray(new Output[0])).outputs();
    }

    /**
     * {@code input} itself, a constant to gradients.
     *
     * @see StopGradient
     */
    default Output stopGradient(Output input) {
        return add(new StopGradient(), input);
    }

    /**
     * {@code input} itself; to ask for a gradient through it is an error that says {@code message}.
     *
     * @see PreventGradient
     */
    default Output preventGradient(Output input, String message) {
        return add(new PreventGradient(message), input);
    }
}
