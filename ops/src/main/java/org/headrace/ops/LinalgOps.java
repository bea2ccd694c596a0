package org.headrace.ops;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.ops.math.Cross;

/** Matrices: TensorFlow's {@code tf.linalg}. Their product is {@code tf.matmul}. */
public final class LinalgOps extends DecompositionOps {
    LinalgOps(Ops tf) {
        super(tf);
    }

    /** The matrices with rows and columns exchanged: {@code [..., m, n]} becomes {@code [..., n, m]}. Any dtype. */
    public Output matrixTranspose(Output a) {
        return transposed(tf.scoped("matrix_transpose"), a, false);
    }

    /** The same and, of complex matrices, the conjugates of the elements. */
    public Output adjoint(Output matrix) {
        return transposed(tf.scoped("adjoint").scoped("matrix_transpose"), matrix, true);
    }

    private static Output transposed(Ops s, Output a, boolean conjugate) {
        boolean conjugates = conjugate && a.dtype().isComplex();
        if (a.shape().hasRank()) {
            int rank = a.shape().rank();
            if (rank < 2) {
                throw new InvalidArgumentException(
                        "Argument 'a' should be a (batch) matrix, with rank >= 2. Found: " + a.shape());
            }
            int[] perm = Axes.first(rank);
            perm[rank - 2] = rank - 1;
            perm[rank - 1] = rank - 2;
            return conjugates ? s.conjugateTranspose(a, perm) : s.transpose(a, perm);
        }
        Output rank = s.rank(a);
        Output last = s.withName("sub").sub(rank, 1);
        Output before = s.withName("sub").sub(rank, 2);
        Output others = s.range(s.withName("sub").sub(rank, 2));
        Output perm = s.concat(List.of(others, s.stack(List.of(last, before))), 0);
        return s.transpose(conjugates ? s.conj(a) : a, perm);
    }

    /**
     * The Euclidean norm, {@code sqrt(sum(|x|^2))}, along these axes, or over all without any: of a matrix, Frobenius' norm.
     * float32, float64 and complex numbers, of which the norm is complex, too.
     */
    public Output norm(Output tensor, int... axes) {
        Ops s = tf.scoped("norm");
        int[] along = axes.length > 0 ? axes : Axes.all(tensor);
        return s.squeeze(euclidean(s, tensor, along), along);
    }

    /**
     * The norm of order {@code ord}: with one axis or none (which is all), {@code sum(|x|^ord)^(1 / ord)} of vectors, the
     * greatest absolute value for infinity; with two axes, those of matrices: 1 the greatest sum of a column, 2 the greatest
     * singular value, infinity the greatest sum of a row.
     *
     * @param axis one axis or two, or none
     * @param keepDims whether the axes stay, of size 1
     * @throws InvalidArgumentException if there is no such norm
     */
    public Output norm(Output tensor, double ord, int[] axis, boolean keepDims) {
        boolean matrix = axis.length == 2;
        if (axis.length > 2 || matrix && axis[0] == axis[1]) {
            throw new InvalidArgumentException(
                    "'axis' must be none, one or two different axes, not " + Arrays.toString(axis));
        }
        if (!(ord > 0) || matrix && ord != 1 && ord != 2 && ord != Double.POSITIVE_INFINITY) {
            throw new InvalidArgumentException(
                    "'ord' must be a supported " + (matrix ? "matrix" : "vector") + " norm, got " + ord);
        }
        Ops s = tf.scoped("norm");
        int[] along = axis.length == 0 && (keepDims || tensor.shape().hasRank()) ? Axes.all(tensor) : axis;
        if (along.length == 0) {
            return s.squeeze(vectorNorm(s, s.reshape(tensor, -1), ord, new int[] {0}), 0);
        }
        Output result = matrix ? matrixNorm(s, tensor, ord, axis) : vectorNorm(s, tensor, ord, along);
        return keepDims ? result : s.squeeze(result, along);
    }

    private static Output euclidean(Ops s, Output tensor, int[] along) {
        Output squares = s.withName("mul").mul(tensor, s.conj(tensor));
        return s.sqrt(s.reduceSum(squares, along, true));
    }

    private static Output vectorNorm(Ops s, Output tensor, double ord, int[] along) {
        if (ord == 2) {
            return euclidean(s, tensor, along);
        }
        Output sizes = s.abs(tensor);
        if (ord == 1) {
            return s.reduceSum(sizes, along, true);
        }
        return ord == Double.POSITIVE_INFINITY
                ? s.reduceMax(sizes, along, true)
                : s.pow(s.reduceSum(s.pow(sizes, ord), along, true), 1 / ord);
    }

    private static Output matrixNorm(Ops s, Output tensor, double ord, int[] axis) {
        if (ord == 2) {
            return spectralNorm(s, tensor, axis);
        }
        int[] summed = {ord == 1 ? axis[0] : axis[1]};
        int[] rest = {ord == 1 ? axis[1] : axis[0]};
        return s.reduceMax(s.reduceSum(s.abs(tensor), summed, true), rest, true);
    }

    private static Output spectralNorm(Ops s, Output tensor, int[] axis) {
        if (axis[0] == -2 && axis[1] == -1) {
            return s.expandDims(greatest(s, tensor), -1);
        }
        int rank = Axes.all(tensor).length;
        int rows = Math.floorMod(axis[0], rank);
        int columns = Math.floorMod(axis[1], rank);
        int[] perm = new int[rank];
        int[] back = new int[rank];
        int next = 0;
        for (int i = 0; i < rank; i++) {
            if (i != rows && i != columns) {
                perm[next++] = i;
            }
        }
        perm[next] = rows;
        perm[next + 1] = columns;
        for (int i = 0; i < rank; i++) {
            back[perm[i]] = i;
        }
        return s.transpose(s.expandDims(greatest(s, s.transpose(tensor, perm)), -1), back);
    }

    private static Output greatest(Ops s, Output matrices) {
        return s.reduceMax(s.abs(s.linalg.singularValues(matrices)), new int[] {-1}, true);
    }

    /**
     * The cross products of the vectors of 3 along the last axis of two tensors of one shape, of real numbers.
     *
     * @see Cross
     */
    public Output cross(Output a, Output b) {
        return tf.add(new Cross(), a, b);
    }
}
