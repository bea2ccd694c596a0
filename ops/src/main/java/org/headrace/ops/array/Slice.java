package org.headrace.ops.array;

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
 * The part of the input that begins at {@code begin} and has size {@code size}; a size of -1 reaches to the end.
 * TensorFlow's {@code Slice}.
 */
public record Slice() implements StaticValue, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "begin");
        ShapeRules.requireSameType(in, 2, "size", 1, "begin");
        Shape vector = ShapeRules.merge(
                in, in.requireRank(1, 1), in.requireRank(2, 1), "begin and size must be of one length");
        Shape shape = in.shape(0);
        if (vector.hasRank() && vector.dim(0) != Shape.UNKNOWN) {
            shape = in.requireRank(0, (int) vector.dim(0)).merge(Shape.unknownDims((int) vector.dim(0)));
        }
        if (!shape.hasRank()) {
            return List.of(in.input(0).withShape(Shape.unknown()));
        }
        Tensor begin = in.constant(1);
        Tensor size = in.constant(2);
        Shape partialSize = in.constantAsShape(2);
        long[] dims = new long[shape.rank()];
        for (int i = 0; i < dims.length; i++) {
            long known = partialSize.hasRank() ? partialSize.dim(i) : Shape.UNKNOWN;
            dims[i] = begin == null || size == null
                    ? known
                    : extent(in, shape.dim(i), Integers.get(begin, i), Integers.get(size, i), i);
        }
        return List.of(in.input(0).withShape(Shape.of(dims)));
    }

    private static long extent(InferContext in, long dim, long begin, long size, int axis) {
        if (begin < 0 || dim != Shape.UNKNOWN && begin > dim) {
            throw in.error("Expected begin[%d] in [0, %s], but got %d", axis, dim == Shape.UNKNOWN ? "?" : dim, begin);
        }
        if (size < -1 || dim != Shape.UNKNOWN && size > dim - begin) {
            throw in.error(
                    "Expected size[%d] in [0, %s], but got %d", axis, dim == Shape.UNKNOWN ? "?" : dim - begin, size);
        }
        if (size >= 0) {
            return size;
        }
        return dim == Shape.UNKNOWN ? Shape.UNKNOWN : dim - begin;
    }

    @Override
    public @Nullable Tensor staticValue(InferContext in, int output) {
        return null; // of constants it is found by running the kernel
    }

    /** A part of a shape that is known in part. */
    @Override
    public Shape staticShape(InferContext in, int output) {
        Shape whole = in.constantAsShape(0);
        Tensor begin = in.constant(1);
        Tensor size = in.constant(2);
        if (!whole.hasRank() || begin == null || size == null) {
            return Shape.unknown();
        }
        int from = (int) begin.longAt(0);
        return whole.slice(from, size.longAt(0) < 0 ? whole.rank() : from + (int) size.longAt(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int[] strides = StridedCopy.strides(StridedCopy.dims(signature.input(0).shape()));
        TensorSpec output = signature.output(0);
        Tensor begin = signature.value(1);
        int start = 0;
        for (int i = 0; i < strides.length; i++) {
            start += strides[i] * (int) Integers.get(begin, i);
        }
        StridedCopy copy = StridedCopy.gather(output.dtype(), StridedCopy.dims(output.shape()), strides, start);
        return CopyKernel.of(signature, copy, 0, 0);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output input = op.input(0);
        Output begin = op.input(1);
        Output rank = tf.rank(input);
        Output size = tf.shape(op.output(0));
        Output column = tf.stack(rank, 1);
        Output before = tf.reshape(begin, column);
        Output rest = tf.withName("sub").sub(tf.shape(input), size);
        Output after = tf.reshape(tf.withName("sub").sub(rest, begin), column);
        Output paddings = tf.concat(List.of(before, after), 1);
        return Gradient.list(tf.pad(dy.get(0), paddings), null, null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Index", op.input(1).dtype());
    }
}
