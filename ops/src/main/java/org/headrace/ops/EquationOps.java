package org.headrace.ops;

import java.util.List;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.linalg.LogMatrixDeterminant;
import org.headrace.ops.linalg.MatrixDeterminant;
import org.headrace.ops.linalg.MatrixInverse;
import org.headrace.ops.linalg.MatrixSolve;
import org.headrace.ops.linalg.MatrixSolveLs;
import org.headrace.ops.linalg.MatrixTriangularSolve;

/**
 * Systems of linear equations, inverses and determinants, a part of {@link LinalgOps}: of float32, float64, complex64 and
 * complex128 matrices in the last two axes.
 */
abstract class EquationOps extends DiagonalOps {
    EquationOps(Ops tf) {
        super(tf);
    }

    /**
     * The inverse of square matrices. TensorFlow's {@code tf.matrix_inverse}.
     *
     * @throws org.headrace.core.InvalidArgumentException when it runs: {@code Input is not invertible.}
     * @see MatrixInverse
     */
    public Output inv(Output input) {
        return inv(input, false);
    }

    /** The inverse of square matrices or, if {@code adjoint}, of their adjoints. */
    public Output inv(Output input, boolean adjoint) {
        return tf.add(new MatrixInverse(adjoint), input);
    }

    /**
     * The determinant: {@code [..., m, m]} becomes {@code [...]}. TensorFlow's {@code tf.matrix_determinant}.
     *
     * @see MatrixDeterminant
     */
    public Output det(Output input) {
        return tf.add(new MatrixDeterminant(), input);
    }

    /**
     * The sign of the determinant and the logarithm of its absolute value, which do not overflow. TensorFlow's
     * {@code tf.linalg.slogdet}.
     *
     * @see LogMatrixDeterminant
     */
    public List<Output> slogdet(Output input) {
        return tf.addOp(new LogMatrixDeterminant(), input).outputs();
    }

    /**
     * The {@code X} of {@code A X = B}: {@code matrix [..., m, m]} and {@code rhs [..., m, k]} give {@code [..., m, k]}.
     * TensorFlow's {@code tf.matrix_solve}.
     *
     * @throws org.headrace.core.InvalidArgumentException when it runs: {@code Input matrix is not invertible.}
     * @see MatrixSolve
     */
    public Output solve(Output matrix, Output rhs) {
        return solve(matrix, rhs, false);
    }

    /** The same or, if {@code adjoint}, the {@code X} of {@code A^H X = B}. */
    public Output solve(Output matrix, Output rhs, boolean adjoint) {
        return tf.add(new MatrixSolve(adjoint), matrix, rhs);
    }

    /**
     * The {@code X} of {@code A X = B} for lower triangular matrices. TensorFlow's {@code tf.matrix_triangular_solve}.
     *
     * @see MatrixTriangularSolve
     */
    public Output triangularSolve(Output matrix, Output rhs) {
        return triangularSolve(matrix, rhs, true, false);
    }

    /** The same for lower or upper triangular matrices or, if {@code adjoint}, their adjoints. */
    public Output triangularSolve(Output matrix, Output rhs, boolean lower, boolean adjoint) {
        return tf.add(new MatrixTriangularSolve(lower, adjoint), matrix, rhs);
    }

    /** The {@code X} of {@code A X = B} from {@code A}'s Cholesky decomposition. */
    public Output choleskySolve(Output chol, Output rhs) {
        Ops s = tf.scoped("cholesky_solve");
        Output y = s.linalg.triangularSolve(chol, rhs, true, false);
        return s.linalg.triangularSolve(chol, y, true, true);
    }

    /** Least squares by the normal equations: the {@code X [..., n, k]} of least {@code |A X - B|}. */
    public Output lstsq(Output matrix, Output rhs) {
        return lstsq(matrix, rhs, 0, true);
    }

    /**
     * Least squares: {@code matrix [..., m, n]} and {@code rhs [..., m, k]} give the {@code X [..., n, k]} of least
     * {@code |A X - B|^2 + l2Regularizer |X|^2}. TensorFlow's {@code tf.matrix_solve_ls}.
     *
     * @param fast by the normal equations, for matrices of full rank and moderate condition; else by a complete orthogonal
     *     decomposition, which stands any matrix and ignores {@code l2Regularizer}
     * @see MatrixSolveLs
     */
    public Output lstsq(Output matrix, Output rhs, double l2Regularizer, boolean fast) {
        Shape shape = matrix.shape();
        boolean known = shape.hasRank()
                && shape.rank() >= 2
                && shape.dim(-2) != Shape.UNKNOWN
                && shape.dim(-1) != Shape.UNKNOWN;
        if (!fast || !known || LeastSquaresGraph.suitsOp(shape, matrix.dtype())) {
            Ops s = tf.scoped("MatrixSolveLs");
            Output l2 = s.constant(Tensor.of(l2Regularizer), "l2_regularizer");
            return s.finish(new MatrixSolveLs(fast), matrix, rhs, l2);
        }
        return LeastSquaresGraph.of(tf.scoped("matrix_solve_ls"), matrix, rhs, l2Regularizer);
    }

    /**
     * The Cholesky decomposition of {@code A^H A + l2 I} or, unless {@code first}, {@code A A^H + l2 I}: of the normal
     * equations of least squares.
     *
     * @param l2 a scalar of the matrices' dtype
     */
    public Output regularizedGramianCholesky(Output matrix, Output l2, boolean first) {
        return LeastSquaresGraph.cholesky(tf, matrix, l2, first);
    }
}
