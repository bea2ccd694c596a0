package org.headrace.ops;

import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.signal.FFT;
import org.headrace.ops.signal.FFT2D;
import org.headrace.ops.signal.FFT3D;
import org.headrace.ops.signal.IFFT;
import org.headrace.ops.signal.IFFT2D;
import org.headrace.ops.signal.IFFT3D;
import org.headrace.ops.signal.IRFFT;
import org.headrace.ops.signal.IRFFT2D;
import org.headrace.ops.signal.RFFT;
import org.headrace.ops.signal.RFFT2D;

/** Fourier transforms, frames and spectrograms: TensorFlow's {@code tf.signal}. */
public final class SignalOps extends SpectrogramOps {
    SignalOps(Ops tf) {
        super(tf);
    }

    /**
     * The Fourier transform along the last axis, {@code y[k] = sum of x[t] exp(-2 pi i k t / n)}: complex64,
     * complex128, any length.
     *
     * @see FFT
     */
    public Output fft(Output input) {
        return tf.add(new FFT(), input);
    }

    /**
     * The inverse of {@link #fft}, with its factor {@code 1 / n}: complex64, complex128.
     *
     * @see IFFT
     */
    public Output ifft(Output input) {
        return tf.add(new IFFT(), input);
    }

    /**
     * The Fourier transform along the last two axes, {@code y[k] = sum of x[t] exp(-2 pi i k t / n)} in each: complex64,
     * complex128, any length.
     *
     * @see FFT2D
     */
    public Output fft2d(Output input) {
        return tf.add(new FFT2D(), input);
    }

    /**
     * The inverse of {@link #fft2d}, with its factor {@code 1 / n} for each axis: complex64, complex128.
     *
     * @see IFFT2D
     */
    public Output ifft2d(Output input) {
        return tf.add(new IFFT2D(), input);
    }

    /**
     * The Fourier transform along the last three axes, {@code y[k] = sum of x[t] exp(-2 pi i k t / n)} in each: complex64,
     * complex128, any length.
     *
     * @see FFT3D
     */
    public Output fft3d(Output input) {
        return tf.add(new FFT3D(), input);
    }

    /**
     * The inverse of {@link #fft3d}, with its factor {@code 1 / n} for each axis: complex64, complex128.
     *
     * @see IFFT3D
     */
    public Output ifft3d(Output input) {
        return tf.add(new IFFT3D(), input);
    }

    /**
     * The Fourier transform of float32 along the last axis, complex64: {@code [..., n]} gives {@code [..., n / 2 + 1]}, for the
     * rest of the spectrum are the conjugates of that.
     *
     * @see RFFT
     */
    public Output rfft(Output input) {
        Ops s = tf.scoped("rfft");
        return Spectra.of(s, new RFFT(), input, Spectra.lengths(s, input, 1), 1, false);
    }

    /** The same of so many numbers: the input is cut, or filled up with zeros. */
    public Output rfft(Output input, int... fftLength) {
        Ops s = tf.scoped("rfft");
        return Spectra.of(s, new RFFT(), input, s.constant(Tensor.of(fftLength)), 1, false);
    }

    /** The same for computed lengths, an int32 vector of 1. */
    public Output rfft(Output input, Output fftLength) {
        return Spectra.of(tf.scoped("rfft"), new RFFT(), input, fftLength, 1, false);
    }

    /**
     * The real numbers of a spectrum along the last axis, float32 of complex64: {@code [..., n / 2 + 1]} gives
     * {@code [..., n]}, where {@code n} is even.
     *
     * @see IRFFT
     */
    public Output irfft(Output input) {
        Ops s = tf.scoped("irfft");
        return Spectra.of(s, new IRFFT(), input, Spectra.realLengths(s, input, 1), 1, true);
    }

    /** The same for so many numbers: the spectrum is cut, or filled up with zeros. */
    public Output irfft(Output input, int... fftLength) {
        Ops s = tf.scoped("irfft");
        return Spectra.of(s, new IRFFT(), input, s.constant(Tensor.of(fftLength)), 1, true);
    }

    /** The same for computed lengths, an int32 vector of 1. */
    public Output irfft(Output input, Output fftLength) {
        return Spectra.of(tf.scoped("irfft"), new IRFFT(), input, fftLength, 1, true);
    }

    /**
     * The Fourier transform of float32 along the last two axes, complex64: {@code [..., m, n]} gives {@code [..., m, n / 2 + 1]}, for the
     * rest of the spectrum are the conjugates of that.
     *
     * @see RFFT2D
     */
    public Output rfft2d(Output input) {
        Ops s = tf.scoped("rfft2d");
        return Spectra.of(s, new RFFT2D(), input, Spectra.lengths(s, input, 2), 2, false);
    }

    /** The same of so many numbers along each axis: the input is cut, or filled up with zeros. */
    public Output rfft2d(Output input, int... fftLength) {
        Ops s = tf.scoped("rfft2d");
        return Spectra.of(s, new RFFT2D(), input, s.constant(Tensor.of(fftLength)), 2, false);
    }

    /** The same for computed lengths, an int32 vector of 2. */
    public Output rfft2d(Output input, Output fftLength) {
        return Spectra.of(tf.scoped("rfft2d"), new RFFT2D(), input, fftLength, 2, false);
    }

    /**
     * The real numbers of a spectrum along the last two axes, float32 of complex64: {@code [..., m, n / 2 + 1]} gives
     * {@code [..., m, n]}, where {@code n} is even.
     *
     * @see IRFFT2D
     */
    public Output irfft2d(Output input) {
        Ops s = tf.scoped("irfft2d");
        return Spectra.of(s, new IRFFT2D(), input, Spectra.realLengths(s, input, 2), 2, true);
    }

    /** The same for so many numbers along each axis: the spectrum is cut, or filled up with zeros. */
    public Output irfft2d(Output input, int... fftLength) {
        Ops s = tf.scoped("irfft2d");
        return Spectra.of(s, new IRFFT2D(), input, s.constant(Tensor.of(fftLength)), 2, true);
    }

    /** The same for computed lengths, an int32 vector of 2. */
    public Output irfft2d(Output input, Output fftLength) {
        return Spectra.of(tf.scoped("irfft2d"), new IRFFT2D(), input, fftLength, 2, true);
    }
}
