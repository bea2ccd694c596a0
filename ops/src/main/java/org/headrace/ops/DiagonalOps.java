package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.MatrixBandPart;
import org.headrace.ops.array.MatrixDiag;
import org.headrace.ops.array.MatrixDiagPart;
import org.headrace.ops.array.MatrixSetDiag;
import org.headrace.ops.math.Sum;

/** Diagonals and triangles of matrices, a part of {@link LinalgOps}. */
abstract class DiagonalOps {
    final Ops tf;

    DiagonalOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * Square matrices with these vectors as diagonals: {@code [..., n]} becomes {@code [..., n, n]}. Numbers and bool.
     * TensorFlow's {@code tf.matrix_diag}.
     *
     * @see MatrixDiag
     */
    public Output diag(Output diagonal) {
        return tf.add(new MatrixDiag(), diagonal);
    }

    /**
     * The main diagonals of matrices: {@code [..., m, n]} becomes {@code [..., min(m, n)]}. Numbers and bool. TensorFlow's
     * {@code tf.matrix_diag_part}.
     *
     * @see MatrixDiagPart
     */
    public Output diagPart(Output input) {
        return tf.add(new MatrixDiagPart(), input);
    }

    /**
     * The matrices {@code input [..., m, n]} with {@code diagonal [..., min(m, n)]} in place of their main diagonals. Numbers
     * and bool. TensorFlow's {@code tf.matrix_set_diag}.
     *
     * @see MatrixSetDiag
     */
    public Output setDiag(Output input, Output diagonal) {
        return tf.add(new MatrixSetDiag(), input, diagonal);
    }

    /**
     * Matrices with zeros outside of a band: {@code numLower} diagonals below the main one and {@code numUpper} above it
     * stay, all of them if negative. {@code bandPart(x, -1, 0)} is the lower triangle. Numbers and bool. TensorFlow's
     * {@code tf.matrix_band_part}.
     *
     * @throws org.headrace.core.InvalidArgumentException if there are not so many diagonals
     * @see MatrixBandPart
     */
    public Output bandPart(Output input, long numLower, long numUpper) {
        Ops s = tf.scoped("MatrixBandPart");
        Output lower = s.constant(Tensor.of(numLower), "num_lower");
        return s.finish(new MatrixBandPart(), input, lower, s.constant(Tensor.of(numUpper), "num_upper"));
    }

    /** The same with computed numbers: int32 or int64 scalars. */
    public Output bandPart(Output input, Output numLower, Output numUpper) {
        return tf.add(new MatrixBandPart(), input, numLower, numUpper);
    }

    /** The sum of the main diagonal of each matrix: {@code [..., m, n]} becomes {@code [...]}. TensorFlow's {@code tf.trace}. */
    public Output trace(Output x) {
        Ops s = tf.scoped("Trace");
        Output diagonal = s.add(new MatrixDiagPart(), x);
        return s.finish(new Sum(false), diagonal, s.constant(Tensor.of(new int[] {-1}), "reduction_indices"));
    }

    /** The float32 identity matrix of {@code numRows} rows: TensorFlow's {@code tf.eye}. */
    public Output eye(long numRows) {
        return eye(numRows, numRows, Shape.scalar(), DType.FLOAT32);
    }

    /** Matrices with ones on the main diagonal, zeros elsewhere. */
    public Output eye(long numRows, long numColumns, DType dtype) {
        return eye(numRows, numColumns, Shape.scalar(), dtype);
    }

    /** The same matrix for each place of a batch of this shape: {@code batchShape + [numRows, numColumns]}. */
    public Output eye(long numRows, long numColumns, Shape batchShape, DType dtype) {
        Ops s = tf.scope(tf.scope().name() == null ? "eye" : tf.scope().name());
        Output ones = s.ones(batchShape.concat(Shape.of(Math.min(numRows, numColumns))), dtype);
        if (numRows == numColumns) {
            return s.add(new MatrixDiag(), ones);
        }
        Output zeros = s.zeros(batchShape.concat(Shape.of(numRows, numColumns)), dtype);
        return s.add(new MatrixSetDiag(), zeros, ones);
    }

    /**
     * The sum of products over the last {@code axes} axes of {@code a} and the first ones of {@code b}: with 1, of matrices,
     * their product. TensorFlow's {@code tf.tensordot}.
     */
    public Output tensordot(Output a, Output b, int axes) {
        return Tensordot.of(tf, a, b, axes);
    }

    /** The same over {@code aAxes} of {@code a}, each with the axis of {@code b} at its place in {@code bAxes}. */
    public Output tensordot(Output a, Output b, int[] aAxes, int[] bAxes) {
        return Tensordot.of(tf, a, b, aAxes, bAxes);
    }
}
