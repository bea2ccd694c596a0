package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Pad;
import org.headrace.ops.signal.IRFFT;
import org.headrace.ops.signal.RFFT;
import org.jspecify.annotations.Nullable;

/** Spectra of frames of signals, and what speech recognition makes of them, a part of {@link SignalOps}. */
abstract class SpectrogramOps extends CosineTransformOps {
    private static final Window HANN = (tf, n, dtype) -> tf.signal.hannWindow(n, true, dtype);
    private static final double BREAK_FREQUENCY = 700;
    private static final double HIGH_FREQUENCY_Q = 1127;

    SpectrogramOps(Ops tf) {
        super(tf);
    }

    /**
     * The spectra of frames of {@code frameLength} samples, every {@code frameStep}, under a Hann window: float32
     * {@code [..., samples]} gives complex64 {@code [..., frames, n / 2 + 1]}, where {@code n} is the power of two that is not
     * less than {@code frameLength}.
     */
    public Output stft(Output signals, int frameLength, int frameStep) {
        return stft(signals, frameLength, frameStep, null, HANN, false);
    }

    /**
     * The same of another number of samples, filled up with zeros, under another window.
     *
     * @param fftLength {@code n}; null for the power of two
     * @param windowFn null for no window
     * @param padEnd whether frames begin as long as there are samples, the last ones filled up with zeros
     */
    public Output stft(
            Output signals,
            int frameLength,
            int frameStep,
            @Nullable Integer fftLength,
            @Nullable Window windowFn,
            boolean padEnd) {
        Ops s = tf.scoped("stft");
        Frames.Length length = new Frames.Length(frameLength, s.constant(Tensor.of(frameLength), "frame_length"));
        Frames.Length step = new Frames.Length(frameStep, s.constant(Tensor.of(frameStep), "frame_step"));
        int n = fftLength(s, frameLength, fftLength);
        Output framed = Frames.of(s.scoped("frame"), signals, length, step).along(-1, padEnd ? 0 : null);
        if (windowFn != null) {
            framed = s.withName("mul").mul(framed, windowFn.of(s, frameLength, framed.dtype()));
        }
        Ops r = s.scoped("rfft");
        return Spectra.of(r, new RFFT(), framed, r.constant(Tensor.of(new int[] {n}), "packed"), 1, false);
    }

    private static int fftLength(Ops s, int frameLength, @Nullable Integer given) {
        Frames.requirePositive(frameLength, "frame_length");
        if (given != null) {
            s.constant(Tensor.of(given), "fft_length");
            return given;
        }
        int power = frameLength == 1 ? 1 : Integer.highestOneBit(frameLength - 1) << 1;
        if (power <= 0) {
            throw new InvalidArgumentException("frame_length " + frameLength + " is too long for a power of two");
        }
        s.constant(Tensor.of(power), "Const");
        return power;
    }

    /**
     * The signals of these spectra: frames are transformed back, cut or filled up to {@code frameLength}, weighted by a Hann
     * window, and added where they overlap. {@link #inverseStftWindowFn} makes the window by which {@link #stft} is undone.
     */
    public Output inverseStft(Output stfts, int frameLength, int frameStep) {
        return inverseStft(stfts, frameLength, frameStep, null, HANN);
    }

    /** The same of frames of {@code fftLength} samples, null for the power of two, under another window or, null, none. */
    public Output inverseStft(
            Output stfts, int frameLength, int frameStep, @Nullable Integer fftLength, @Nullable Window windowFn) {
        Ops s = tf.scoped("inverse_stft");
        Shape shape = stfts.shape();
        if (!shape.hasRank() || shape.rank() < 2) {
            throw new InvalidArgumentException("stfts (shape " + shape + ") must have rank at least 2");
        }
        s.constant(Tensor.of(frameLength), "frame_length");
        Output step = s.constant(Tensor.of(frameStep), "frame_step");
        int n = fftLength(s, frameLength, fftLength);
        Ops r = s.scoped("irfft");
        Output lengths = r.constant(Tensor.of(new int[] {n}), "packed");
        Output frames = Spectra.of(r, new IRFFT(), stfts, lengths, 1, true);
        if (n > frameLength) {
            frames = s.stridedSlice(frames, Slice.ellipsis(), Slice.to(frameLength));
        } else if (n < frameLength) {
            int[][] paddings = new int[shape.rank()][2];
            paddings[shape.rank() - 1][1] = frameLength - n;
            frames = s.pad(frames, paddings);
        }
        if (windowFn != null) {
            frames = s.withName("mul").mul(frames, windowFn.of(s, frameLength, frames.dtype()));
        }
        return overlapped(s.scoped("overlap_and_add"), frames, frameStep, step);
    }

    /** The window for {@link #inverseStft} by which it gives back what {@link #stft} took under a Hann window. */
    public Window inverseStftWindowFn(int frameStep) {
        return inverseStftWindowFn(frameStep, HANN);
    }

    /** The same for another window: it divided by the sum of its squares over the frames that overlap. */
    public Window inverseStftWindowFn(int frameStep, Window forwardWindowFn) {
        Frames.requirePositive(frameStep, "frame_step");
        Output step = tf.scoped("inverse_stft_window_fn").constant(Tensor.of(frameStep), "frame_step");
        return (at, n, dtype) -> {
            Ops s = at.scoped("inverse_stft_window_fn");
            Output length = s.constant(Tensor.of(n), "frame_length");
            Output forward = forwardWindowFn.of(s, n, dtype);
            Output squares = s.square(forward);
            Output overlaps = Frames.quotientRoundedUp(s, length, step);
            Output missing = s.withName("sub").sub(s.withName("mul").mul(overlaps, step), length);
            Ops p = s.scoped("Pad");
            Output paddings = Packed.matrix(p.scoped("paddings"), new Object[][] {{0, missing}});
            Output padded = p.finish(new Pad(), squares, paddings);
            Output sums = s.reduceSum(Packed.reshape(s, padded, overlaps, step), 0, true);
            Output tiled = Packed.tile(s, sums, overlaps, 1);
            Output weights = Packed.reshape(s, tiled, s.withName("mul").mul(overlaps, step));
            return s.div(forward, s.stridedSlice(weights, Slice.to(length)));
        };
    }

    /** The usual weights: 20 bands of mel from 125 to 3800 Hertz, of 129 of a signal of 8000 samples a second. */
    public Output linearToMelWeightMatrix() {
        return linearToMelWeightMatrix(20, 129, 8000, 125, 3800, DType.FLOAT32);
    }

    /**
     * The matrix {@code [numSpectrogramBins, numMelBins]} that a spectrogram {@code [..., numSpectrogramBins]} is multiplied by
     * to have bands of equal width in mel, {@code 1127 log(1 + hertz / 700)}: triangles, which overlap by half.
     */
    public Output linearToMelWeightMatrix(
            int numMelBins,
            int numSpectrogramBins,
            double sampleRate,
            double lowerEdgeHertz,
            double upperEdgeHertz,
            DType dtype) {
        require(numMelBins > 0, "num_mel_bins must be positive. Got: " + numMelBins);
        require(sampleRate > 0, "sample_rate must be positive. Got: " + sampleRate);
        require(lowerEdgeHertz >= 0, "lower_edge_hertz must be non-negative. Got: " + lowerEdgeHertz);
        require(
                lowerEdgeHertz < upperEdgeHertz,
                "lower_edge_hertz " + lowerEdgeHertz + " >= upper_edge_hertz " + upperEdgeHertz);
        require(
                upperEdgeHertz <= sampleRate / 2,
                "upper_edge_hertz must not be larger than the Nyquist frequency " + "(sample_rate / 2). Got: "
                        + upperEdgeHertz + " for sample_rate: " + sampleRate);
        require(dtype.isFloating(), "dtype must be a floating point type. Got: " + dtype);
        Ops s = tf.scoped("linear_to_mel_weight_matrix");
        Output rate = s.constant(Tensor.of(dtype, sampleRate), "sample_rate");
        Output lowest = s.constant(Tensor.of(dtype, lowerEdgeHertz), "lower_edge_hertz");
        Output highest = s.constant(Tensor.of(dtype, upperEdgeHertz), "upper_edge_hertz");
        Output zero = s.constant(Tensor.of(dtype, 0), "Const");
        Output all = linspace(s, zero, s.div(rate, 2), numSpectrogramBins);
        Output frequencies = s.stridedSlice(all, Slice.from(1));
        Output mels = s.expandDims(hertzToMel(s, frequencies), 1);
        Output edges = linspace(s, hertzToMel(s, lowest), hertzToMel(s, highest), numMelBins + 2);
        List<Output> triples = s.split(s.signal.frame(edges, 3, 1), 3, 1);
        Output lower = s.reshape(triples.get(0), 1, numMelBins);
        Output center = s.reshape(triples.get(1), 1, numMelBins);
        Output upper = s.reshape(triples.get(2), 1, numMelBins);
        Output rising =
                s.div(s.withName("sub").sub(mels, lower), s.withName("sub").sub(center, lower));
        Output falling =
                s.div(s.withName("sub").sub(upper, mels), s.withName("sub").sub(upper, center));
        Output weights = s.maximum(zero, s.minimum(rising, falling));
        return s.finish(new Pad(), weights, s.constant(Tensor.of(new int[][] {{1, 0}, {0, 0}}), "paddings"));
    }

    private static Output linspace(Ops s, Output start, Output stop, int num) {
        Ops t = s.scoped("LinSpace");
        return t.withName(t.scopeName()).linspace(start, stop, t.constant(Tensor.of(num), "num"));
    }

    private static Output hertzToMel(Ops s, Output hertz) {
        Ops t = s.scoped("hertz_to_mel");
        Output sum = t.withName("add").add(1, t.div(hertz, BREAK_FREQUENCY));
        return t.withName("mul").mul(HIGH_FREQUENCY_Q, t.log(sum));
    }

    private static void require(boolean right, String rule) {
        if (!right) {
            throw new InvalidArgumentException(rule);
        }
    }

    /**
     * The mel-frequency cepstral coefficients of logarithms of mel spectrograms, float32 {@code [..., numMelBins]}, of the same
     * shape: their cosine transform times {@code 1 / sqrt(2 numMelBins)}.
     */
    public Output mfccsFromLogMelSpectrograms(Output logMelSpectrograms) {
        Ops s = tf.scoped("mfccs_from_log_mel_spectrograms");
        Output transformed = s.signal.dct(logMelSpectrograms);
        Output bins =
                Extent.of(Math.toIntExact(logMelSpectrograms.shape().dim(-1))).as(s, DType.FLOAT32);
        Output scale = s.math.rsqrt(s.withName("mul").mul(bins, 2));
        return s.withName("mul").mul(transformed, scale);
    }
}
