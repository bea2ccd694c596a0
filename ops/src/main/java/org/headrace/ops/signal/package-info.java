/**
 * Discrete Fourier transforms: one record per op of TensorFlow's ({@code FFT}, {@code IRFFT2D}, ...), what they share in
 * {@code Transform} and {@code RealTransform}, the loops over the axes of a tensor in {@code FourierKernel}, and
 * transforms of one line in {@code MixedRadix} (lengths of small factors) and {@code Bluestein} (any length). All compute
 * in double precision. To add a transform, write its record and a row in {@code SignalCases}.
 */
@NullMarked
package org.headrace.ops.signal;

import org.jspecify.annotations.NullMarked;
