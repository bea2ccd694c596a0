/**
 * Decompositions and systems of equations of matrices in the last two axes: one record per op of TensorFlow's
 * ({@code Cholesky}, {@code Qr}, {@code MatrixSolve}, ...). The algorithms ({@code Elimination}, {@code Reflections},
 * {@code HermitianEigen}, {@code JacobiSvd}, ...) work in double precision on rows, real or complex, and on products of parts of
 * matrices ({@code Rows}); {@code MatrixKernel} runs one on each matrix of a batch. To add an op, write its record and a row in
 * {@code LinalgCases}.
 */
@NullMarked
package org.headrace.ops.linalg;

import org.jspecify.annotations.NullMarked;
