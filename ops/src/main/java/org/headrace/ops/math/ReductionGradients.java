package org.headrace.ops.math;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.array.Fill;

/** What the gradients of reductions have in common, made of the ops that TensorFlow adds under the same names. */
public final class ReductionGradients {
    private ReductionGradients() {}

    /** The gradient of a sum: {@code dy} repeated along the reduced axes. */
    static Output ofSum(Ops tf, Op op, Output dy) {
        Output x = op.input(0);
        Tensor axes = tf.graph().constantValue(op.input(1));
        if (x.shape().hasRank() && axes != null && isAll(axes, x.shape().rank())) {
            long[] ones = new long[x.shape().rank()];
            Arrays.fill(ones, 1);
            Output spread = tf.reshape(dy, ones);
            return tf.tile(spread, x.shape().isComplete() ? constant(tf, x.shape()) : tf.shape(x));
        }
        Output shape = tf.shape(x);
        Output kept = keptShape(tf, shape, op.input(1));
        Output multiples = quotient(tf, shape, kept);
        return tf.tile(tf.reshape(dy, kept), multiples);
    }

    /** Whether these are all axes, in order and counted from the front. */
    private static boolean isAll(Tensor axes, int rank) {
        return axes.shape().rank() == 1
                && Arrays.equals(axes.toIntArray(), IntStream.range(0, rank).toArray());
    }

    private static Output constant(Ops tf, Shape shape) {
        int[] dims = Arrays.stream(shape.dims()).mapToInt(Math::toIntExact).toArray();
        return tf.constant(Tensor.of(dims), "Const");
    }

    /** The reduction's output shape as it is with {@code keepDims}: {@code shape} with 1 at the reduced axes. */
    public static Output keptShape(Ops tf, Output shape, Output axes) {
        Output indices = tf.cast(axes, DType.INT32);
        Output rank = tf.size(shape);
        Output counted = tf.withName("mod").mod(tf.withName("add").add(indices, rank), rank);
        Output countShape = tf.shape(counted);
        Output range = tf.range(rank);
        Ops fill = tf.scoped("Fill");
        Output one = fill.constant(Tensor.of(DType.INT32, 1), "value");
        Output ones = fill.finish(new Fill(), countShape, one);
        return tf.dynamicStitch(List.of(range, counted), List.of(shape, ones));
    }

    /** {@code a // b}, and 0 for {@code 0 // 0}: how often each axis, or a whole, was taken. */
    static Output quotient(Ops tf, Output a, Output b) {
        return tf.withName("floordiv").floorDiv(a, tf.maximum(b, 1));
    }

    /** The gradient of a maximum or minimum: to the elements equal to it, in equal shares. */
    static Output ofExtreme(Ops tf, Op op, Output dy) {
        Output x = op.input(0);
        Output kept = keptShape(tf, tf.shape(x), op.input(1));
        Output y = tf.reshape(op.output(0), kept);
        Output spread = tf.reshape(dy, kept);
        Output chosen = tf.cast(tf.equal(y, x), spread.dtype());
        Output count = tf.reshape(tf.reduceSum(chosen, op.input(1)), kept);
        return tf.withName("mul").mul(tf.withName("truediv").div(chosen, count), spread);
    }

    /** How many elements went into each mean, in the gradient's dtype. */
    static Output countPerOutput(Ops tf, Op op, DType dtype) {
        Shape input = op.input(0).shape();
        Shape output = op.output(0).shape();
        if (input.isComplete() && output.isComplete()) {
            long factor = input.elements() / Math.max(output.elements(), 1);
            return tf.constant(Tensor.of(dtype, (double) factor), "Const");
        }
        Output inputShape = tf.shape(op.input(0));
        Output outputShape = tf.shape(op.output(0));
        Output factor = quotient(tf, tf.reduceProd(inputShape), tf.reduceProd(outputShape));
        return tf.cast(factor, dtype);
    }
}
