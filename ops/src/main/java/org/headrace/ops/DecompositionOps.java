package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.linalg.Cholesky;
import org.headrace.ops.linalg.Lu;
import org.headrace.ops.linalg.MatrixExponential;
import org.headrace.ops.linalg.MatrixSquareRoot;
import org.headrace.ops.linalg.Qr;
import org.headrace.ops.linalg.SelfAdjointEigV2;
import org.headrace.ops.linalg.Svd;

/**
 * Decompositions and functions of matrices, a part of {@link LinalgOps}: of float32, float64, complex64 and complex128
 * matrices in the last two axes.
 */
abstract class DecompositionOps extends EquationOps {
    DecompositionOps(Ops tf) {
        super(tf);
    }

    /**
     * The lower triangular {@code L} with {@code A = L L^H}, of Hermitian positive definite matrices. TensorFlow's
     * {@code tf.cholesky}.
     *
     * @throws org.headrace.core.InvalidArgumentException when it runs: {@code Cholesky decomposition was not successful.}
     * @see Cholesky
     */
    public Output cholesky(Output input) {
        return tf.add(new Cholesky(), input);
    }

    /** The logarithm of the determinant of Hermitian positive definite matrices, a real number. */
    public Output logdet(Output matrix) {
        Ops s = tf.scoped("logdet");
        Output diagonal = s.real(s.linalg.diagPart(s.linalg.cholesky(matrix)));
        return s.withName("mul").mul(2, s.reduceSum(s.log(diagonal), new int[] {-1}, false));
    }

    /**
     * {@code q} and {@code r}: {@code A = Q R}, orthonormal columns times an upper triangle. TensorFlow's {@code tf.qr}.
     *
     * @see Qr
     */
    public List<Output> qr(Output input) {
        return qr(input, false);
    }

    /** The same; full matrices have a square {@code q}. */
    public List<Output> qr(Output input, boolean fullMatrices) {
        return tf.addOp(new Qr(fullMatrices), input).outputs();
    }

    /**
     * The eigenvalues {@code e [..., n]}, rising, and the eigenvectors, columns of {@code v [..., n, n]}, of Hermitian matrices,
     * of which the lower half is read. TensorFlow's {@code tf.self_adjoint_eig}.
     *
     * @see SelfAdjointEigV2
     */
    public List<Output> eigh(Output tensor) {
        return tf.addOp(new SelfAdjointEigV2(true), tensor).outputs();
    }

    /** The eigenvalues of Hermitian matrices, rising. TensorFlow's {@code tf.self_adjoint_eigvals}. */
    public Output eigvalsh(Output tensor) {
        return tf.add(new SelfAdjointEigV2(false), tensor);
    }

    /**
     * {@code s [..., p]}, {@code u [..., m, p]} and {@code v [..., n, p]}: {@code A = U diag(s) V^H}, the singular values falling
     * and real. TensorFlow's {@code tf.svd}.
     *
     * @see Svd
     */
    public List<Output> svd(Output tensor) {
        return svd(tensor, false);
    }

    /** The same; full matrices are square, {@code u [..., m, m]} and {@code v [..., n, n]}. */
    public List<Output> svd(Output tensor, boolean fullMatrices) {
        Op op = tf.addOp(new Svd(true, fullMatrices), tensor);
        List<Output> outputs = new ArrayList<>(op.outputs());
        outputs.set(0, tf.withName("Real").real(outputs.get(0)));
        return List.copyOf(outputs);
    }

    /** The singular values alone, falling: TensorFlow's {@code tf.svd(tensor, compute_uv=False)}. */
    public Output singularValues(Output tensor) {
        return tf.withName("Real").real(tf.add(new Svd(false, false), tensor));
    }

    /**
     * {@code lu}, {@code L} below the diagonal and {@code U}, and the order {@code p} of the rows: {@code P A = L U}, of square
     * matrices.
     *
     * @see Lu
     */
    public List<Output> lu(Output input) {
        return lu(input, DType.INT32);
    }

    /** The same with {@code p} of int32 or int64. */
    public List<Output> lu(Output input, DType outputIdxType) {
        return tf.addOp(new Lu(outputIdxType), input).outputs();
    }

    /**
     * The principal square root {@code R} of square matrices, {@code R R = A}.
     *
     * @see MatrixSquareRoot
     */
    public Output sqrtm(Output input) {
        return tf.add(new MatrixSquareRoot(), input);
    }

    /**
     * {@code exp(A)} of square matrices, {@code I + A + A^2 / 2! + ...}, by one op where TensorFlow's Python adds some hundred.
     *
     * @see MatrixExponential
     */
    public Output expm(Output input) {
        return tf.add(new MatrixExponential(), input);
    }
}
