package org.headrace.ops.signal;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;

/** The gradients of transforms between real numbers and half spectra. */
final class SpectrumGradients {
    private SpectrumGradients() {}

    /**
     * Of a transform that gives a spectrum: the transform back, plus what the elements add that stand in it once, those of
     * frequency 0 and, if the length is even, of half the length; the others stand for two.
     */
    static List<Gradient> ofSpectrum(Ops tf, Op op, Output dy, int axes) {
        Output length = op.input(1);
        Output shape = tf.shape(op.input(0));
        Output odd = tf.withName("mod").mod(tf.stridedSlice(length, Slice.at(-1)), 2);
        Output isEven = tf.cast(tf.withName("sub").sub(1, odd), dy.dtype());
        Output inner = tf.stridedSlice(shape, Slice.at(-1));
        Output first = tf.stridedSlice(dy, Slice.ellipsis(), Slice.range(0, 1));
        Output last = tf.stridedSlice(dy, Slice.ellipsis(), Slice.from(-1));
        Output extra;
        if (axes == 1) {
            Output ends = tf.withName("mul").mul(tf.withName("mul").mul(isEven, last), signs(tf, inner));
            extra = tf.withName("add").add(first, ends);
        } else {
            Output turns = turns(tf, tf.stridedSlice(shape, Slice.at(-2)));
            Output firstTerm = tf.matmul(turns, tf.conj(first));
            Output lastTerm = tf.withName("mul").mul(tf.matmul(turns, tf.conj(last)), signs(tf, inner));
            extra = tf.withName("add").add(firstTerm, tf.withName("mul").mul(isEven, lastTerm));
        }
        Output size = tf.cast(Sizes.of(tf, op.input(0), axes), DType.FLOAT32);
        Output back = axes == 1 ? tf.signal.irfft(dy, length) : tf.signal.irfft2d(dy, length);
        Output sum = tf.withName("add").add(tf.withName("mul").mul(back, size), tf.real(extra));
        return Gradient.list(tf.withName("mul").mul(0.5, sum), null);
    }

    /** {@code [1, -1, 1, -1, ...]}. */
    private static Output signs(Ops tf, Output length) {
        Output odd = tf.withName("mod").mod(tf.range(length), 2);
        return tf.cast(tf.withName("sub").sub(1, tf.withName("mul").mul(2, odd)), DType.COMPLEX64);
    }

    /** The matrix {@code exp(-2 pi i a b / length)}. */
    private static Output turns(Ops tf, Output length) {
        Output column = tf.expandDims(tf.range(length), 1);
        Output row = tf.expandDims(tf.range(length), 0);
        Output product = tf.cast(tf.withName("mul").mul(column, row), DType.COMPLEX64);
        float[] once = {0, (float) (-2 * Math.PI)};
        Output circle = tf.constant(Tensor.wrap(DType.COMPLEX64, Shape.scalar(), once));
        Output angles = tf.withName("mul").mul(circle, product);
        return tf.exp(tf.withName("truediv").div(angles, tf.cast(length, DType.COMPLEX64)));
    }

    /** Of a transform that gives real numbers: the spectrum, in which the elements that stand for two count twice. */
    static List<Gradient> ofReal(Ops tf, Op op, Output dy, int axes) {
        Output length = op.input(1);
        Output odd = tf.withName("mod").mod(tf.stridedSlice(length, Slice.at(-1)), 2);
        Output kept = tf.stridedSlice(tf.shape(op.input(0)), Slice.at(-1));
        Output twice = tf.withName("add").add(tf.withName("sub").sub(kept, 2), odd);
        Output twos = tf.withName("mul").mul(2, tf.ones(tf.stack(List.of(twice)), DType.FLOAT32));
        Output once = tf.ones(tf.stack(List.of(tf.withName("sub").sub(1, odd))), DType.FLOAT32);
        Output mask = tf.concat(List.of(tf.constant(new float[] {1}), twos, once), 0);
        Output size = tf.math.reciprocal(tf.cast(Sizes.of(tf, dy, axes), DType.FLOAT32));
        Output spectrum = axes == 1 ? tf.signal.rfft(dy, length) : tf.signal.rfft2d(dy, length);
        Output factor = tf.cast(tf.withName("mul").mul(size, mask), DType.COMPLEX64);
        return Gradient.list(tf.withName("mul").mul(spectrum, factor), null);
    }
}
