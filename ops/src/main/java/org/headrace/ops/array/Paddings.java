package org.headrace.ops.array;

import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.StridedCopy;

/** What the paddings of {@code Pad} and its relatives come to: an input of shape (rank, 2), before and after each axis. */
final class Paddings {
    private Paddings() {}

    /** The shape of input 0 padded by input 1. */
    static Shape pad(InferContext in) {
        return resize(in, 1);
    }

    /** The shape of input 0 with the paddings of input 1 cut off. */
    static Shape unpad(InferContext in) {
        return resize(in, -1);
    }

    private static Shape resize(InferContext in, int sign) {
        ShapeRules.requireIndex(in, 1, "paddings");
        Shape table = in.requireRank(1, 2);
        Shape shape = in.shape(0);
        if (table.hasRank() && table.dim(1) != 2 && table.dim(1) != Shape.UNKNOWN) {
            throw in.error("paddings must be a matrix with 2 columns: %s", table.toBrackets());
        }
        boolean length = table.hasRank() && table.dim(0) != Shape.UNKNOWN;
        if (length && shape.hasRank() && table.dim(0) != shape.rank()) {
            throw in.error(
                    "The first dimension of paddings must be the rank of inputs: %s, %s",
                    table.toBrackets(), shape.toBrackets());
        }
        Tensor paddings = in.constant(1);
        if (!shape.hasRank()) {
            return length ? Shape.unknownDims((int) table.dim(0)) : shape;
        }
        long[] dims = shape.dims();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = paddings == null ? Shape.UNKNOWN : resized(in, dims[i], paddings, i, sign);
        }
        return Shape.of(dims);
    }

    private static long resized(InferContext in, long dim, Tensor paddings, int axis, int sign) {
        long before = before(paddings, axis);
        long after = after(paddings, axis);
        if (before < 0 || after < 0) {
            throw in.error("Paddings must be non-negative: %d %d", before, after);
        }
        if (dim == Shape.UNKNOWN) {
            return dim;
        }
        long padding = ShapeRules.add(in, before, after);
        if (sign < 0 && padding > dim) {
            throw in.error("paddings %d and %d are more than dimension %d, which is %d", before, after, axis, dim);
        }
        return ShapeRules.add(in, dim, sign * padding);
    }

    static long before(Tensor paddings, int axis) {
        return Integers.get(paddings, 2 * axis);
    }

    static long after(Tensor paddings, int axis) {
        return Integers.get(paddings, 2 * axis + 1);
    }

    /** Copies input 0 to its place within the padded output. */
    static StridedCopy inner(Signature signature) {
        Tensor paddings = signature.value(1);
        TensorSpec output = signature.output(0);
        int[] to = StridedCopy.strides(StridedCopy.dims(output.shape()));
        int start = 0;
        for (int i = 0; i < to.length; i++) {
            start += to[i] * (int) before(paddings, i);
        }
        int[] dims = StridedCopy.dims(signature.input(0).shape());
        return StridedCopy.scatter(output.dtype(), dims, to, start);
    }

    /** The gradient of the input of {@code Pad}: what lies where the input was, by the ops that TensorFlow adds. */
    static Output gradient(Ops tf, Op op, Output dy) {
        Output x = op.input(0);
        Output paddings = op.input(1);
        Output size = tf.stack(tf.rank(x), 1);
        Ops s = tf.scoped("Slice");
        Output before = s.finish(new Slice(), paddings, s.constant(Tensor.of(0, 0), "begin"), size);
        Output begin = tf.reshape(before, -1);
        return tf.slice(dy, begin, tf.shape(x));
    }

    static Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tpaddings", op.input(1).dtype());
    }
}
