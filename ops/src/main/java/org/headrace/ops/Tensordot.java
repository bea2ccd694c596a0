package org.headrace.ops;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Reshape;
import org.jspecify.annotations.Nullable;

/** {@code tf.tensordot}: transpositions and reshapes around one matrix product, as TensorFlow's Python makes them. */
final class Tensordot {
    private Tensordot() {}

    /** One factor as a matrix, and the dimensions that remain: known, or computed. */
    private record Factor(
            Output matrix, Shape free, @Nullable Output computedFree) {}

    static Output of(Ops tf, Output a, Output b, int axes) {
        if (axes < 0) {
            throw new InvalidArgumentException("'axes' must be at least 0, not " + axes);
        }
        int rank = rank(a);
        if (axes > rank) {
            throw new InvalidArgumentException(
                    "'axes' must not be larger than the number of dimensions of tensor " + a);
        }
        return of(tf, a, b, IntStream.range(rank - axes, rank).toArray(), Axes.first(axes));
    }

    static Output of(Ops tf, Output a, Output b, int[] aAxes, int[] bAxes) {
        if (aAxes.length != bAxes.length) {
            throw new InvalidArgumentException(
                    "Different number of contraction axes 'a' and 'b', " + aAxes.length + " != " + bAxes.length + ".");
        }
        Ops s = tf.scoped("Tensordot");
        Factor left = factor(s, a, aAxes, false);
        Factor right = factor(s, b, bAxes, true);
        Output product = s.matmul(left.matrix, right.matrix);
        if (left.computedFree == null && right.computedFree == null) {
            long[] shape = left.free.concat(right.free).dims();
            return s.finish(new Reshape(), product, s.constant(Tensor.of(DType.INT32, shape), "shape"));
        }
        Output shape = s.concat(List.of(dims(s, left, "Const_a"), dims(s, right, "Const_b")), 0);
        Output result = s.finish(new Reshape(), product, shape);
        result.setShape(left.free.concat(right.free));
        return result;
    }

    private static Output dims(Ops s, Factor factor, String name) {
        return factor.computedFree == null
                ? s.constant(Tensor.of(DType.INT32, factor.free.dims()), name)
                : factor.computedFree;
    }

    private static Factor factor(Ops s, Output x, int[] given, boolean flipped) {
        int rank = rank(x);
        int[] axes = Arrays.stream(given).map(axis -> fromZero(x, axis, rank)).toArray();
        int[] free = IntStream.range(0, rank)
                .filter(i -> Arrays.stream(axes).noneMatch(axis -> axis == i))
                .toArray();
        if (axes.length + free.length != rank) {
            throw new InvalidArgumentException("the axes " + Arrays.toString(given) + " name one axis twice");
        }
        Shape known = Shape.of(Arrays.stream(free).mapToLong(x.shape()::dim).toArray());
        if (x.shape().isComplete()) {
            long rows = known.elements();
            long inner = Shape.of(Arrays.stream(axes).mapToLong(x.shape()::dim).toArray())
                    .elements();
            Output turned = s.transpose(x, flipped ? joined(axes, free) : joined(free, axes));
            return new Factor(flipped ? s.reshape(turned, inner, rows) : s.reshape(turned, rows, inner), known, null);
        }
        Output axesVector = s.constant(Tensor.of(axes), "axes");
        Output freeVector = s.constant(Tensor.of(free), "free");
        Output shape = s.shape(x);
        Output freeDims = s.gather(shape, freeVector);
        Output axesDims = s.gather(shape, axesVector);
        Output rows = s.reduceProd(freeDims);
        Output inner = s.reduceProd(axesDims);
        Output perm = s.concat(flipped ? List.of(axesVector, freeVector) : List.of(freeVector, axesVector), 0);
        Output matrixShape = flipped ? s.stack(inner, rows) : s.stack(rows, inner);
        return new Factor(s.reshape(s.transpose(x, perm), matrixShape), known, freeDims);
    }

    private static int[] joined(int[] first, int[] second) {
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    private static int rank(Output x) {
        if (!x.shape().hasRank()) {
            throw new InvalidArgumentException("the rank of " + x + " must be known to contract it");
        }
        return x.shape().rank();
    }

    private static int fromZero(Output x, int axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new InvalidArgumentException("axis " + axis + " is out of range: " + x + " has rank " + rank);
        }
        return axis < 0 ? axis + rank : axis;
    }
}
