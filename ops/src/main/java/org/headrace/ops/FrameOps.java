package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** Signals in frames, and windows over them, a part of {@link SignalOps}. */
abstract class FrameOps {
    final Ops tf;

    FrameOps(Ops tf) {
        this.tf = tf;
    }

    /** Makes the weights of a frame's samples, a vector: {@code (tf, n, dtype) -> tf.signal.hannWindow(n, true, dtype)}. */
    @FunctionalInterface
    public interface Window {
        Output of(Ops tf, int windowLength, DType dtype);
    }

    /** {@code 0.5 - 0.5 cos(2 pi i / n)}, float32 {@code [windowLength]}: a Hann window for frames that overlap. */
    public Output hannWindow(int windowLength) {
        return hannWindow(windowLength, true, DType.FLOAT32);
    }

    /** The same of another floating dtype; symmetric if not {@code periodic}: {@code n} is then one less. */
    public Output hannWindow(int windowLength, boolean periodic, DType dtype) {
        return raisedCosine("hann_window", windowLength, periodic, dtype, 0.5, 0.5);
    }

    /** {@code 0.54 - 0.46 cos(2 pi i / n)}, float32 {@code [windowLength]}: a Hamming window for frames that overlap. */
    public Output hammingWindow(int windowLength) {
        return hammingWindow(windowLength, true, DType.FLOAT32);
    }

    /** The same of another floating dtype; symmetric if not {@code periodic}: {@code n} is then one less. */
    public Output hammingWindow(int windowLength, boolean periodic, DType dtype) {
        return raisedCosine("hamming_window", windowLength, periodic, dtype, 0.54, 0.46);
    }

    private Output raisedCosine(
            String scope, int windowLength, boolean periodic, DType dtype, double mean, double amplitude) {
        if (!dtype.isFloating()) {
            throw new InvalidArgumentException("dtype must be a floating point type. Found " + dtype);
        }
        if (windowLength < 0) {
            throw new InvalidArgumentException("window_length must not be negative, got " + windowLength);
        }
        Ops s = tf.scoped(scope);
        Output length = s.constant(Tensor.of(windowLength), "window_length");
        if (windowLength == 1) {
            return s.ones(Shape.of(1), dtype);
        }
        Output cyclic = s.cast(s.constant(Tensor.of(periodic), "periodic"), DType.INT32);
        Output even = s.withName("sub").sub(1, s.withName("FloorMod").mod(length, 2));
        Output samples = s.withName("add").add(length, s.withName("mul").mul(cyclic, even));
        Output n = s.cast(s.withName("sub").sub(samples, 1), dtype);
        Output count = s.cast(s.range(length), dtype);
        Output circle = s.withName("Const").constant(dtype, 2 * Math.PI);
        Output angles = s.div(s.withName("mul").mul(circle, count), n);
        Output cosines = s.withName("mul").mul(amplitude, s.math.cos(angles));
        return s.withName("sub").sub(mean, cosines);
    }

    /** The frames of {@code frameLength} samples along the last axis that begin every {@code frameStep}: whole ones. */
    public Output frame(Output signal, int frameLength, int frameStep) {
        return frame(signal, frameLength, frameStep, false, 0, -1);
    }

    /**
     * The same along another axis: {@code [..., samples, ...]} gives {@code [..., frames, frameLength, ...]}. If {@code padEnd},
     * frames begin as long as there are samples, the last ones filled up with {@code padValue}.
     */
    public Output frame(Output signal, int frameLength, int frameStep, boolean padEnd, Number padValue, int axis) {
        Ops s = tf.scoped("frame");
        Output length = s.constant(Tensor.of(frameLength), "frame_length");
        Output step = s.constant(Tensor.of(frameStep), "frame_step");
        return Frames.of(s, signal, new Frames.Length(frameLength, length), new Frames.Length(frameStep, step))
                .along(axis, padEnd ? padValue : null);
    }

    /**
     * The signals {@code [..., samples]} whose frames {@code [..., frames, frameLength]} begin every {@code frameStep} samples:
     * where frames overlap, their sum.
     */
    public Output overlapAndAdd(Output signal, int frameStep) {
        Ops s = tf.scoped("overlap_and_add");
        return overlapped(s, signal, frameStep, s.constant(Tensor.of(frameStep), "frame_step"));
    }

    static Output overlapped(Ops s, Output signal, int frameStep, Output step) {
        Frames.requirePositive(frameStep, "frame_step");
        Shape known = signal.shape();
        if (!known.hasRank() || known.rank() < 2) {
            throw new InvalidArgumentException("signal (shape " + known + ") must have rank at least 2");
        }
        Output shape = s.shape(signal);
        Output outer = s.stridedSlice(shape, Slice.to(-2));
        Output rank = s.size(outer);
        Output length = s.stridedSlice(shape, Slice.at(-1));
        Output frames = s.stridedSlice(shape, Slice.at(-2));
        Output before = s.withName("mul").mul(step, s.withName("sub").sub(frames, 1));
        Output samples = s.withName("add").add(length, before);
        if (known.dim(-1) == frameStep) {
            Output whole = Packed.concat(s, outer, new Object[] {samples});
            return s.withName("fast_path").reshape(signal, whole);
        }
        Output segments = Frames.quotientRoundedUp(s, length, step);
        Output missing = s.withName("sub").sub(s.withName("mul").mul(segments, step), length);
        Output none = Frames.zeros(s, rank);
        Output paddings = Packed.concat(s, none, new Object[][] {{0, segments}, {0, missing}});
        Output padded = s.pad(signal, paddings);
        Output rows = s.withName("add").add(frames, segments);
        Output parts = s.reshape(padded, Packed.concat(s, outer, new Object[] {rows, segments, step}));
        Output last = s.withName("add").add(rank, s.withName("Const").constant(new int[] {1, 0, 2}));
        Output turned = s.transpose(parts, s.concat(List.of(s.range(rank), last), 0));
        Output all = s.withName("mul").mul(s.withName("add").add(frames, segments), segments);
        Output column = s.reshape(turned, Packed.concat(s, outer, new Object[] {all, step}));
        Output shifted = s.withName("sub").sub(s.withName("add").add(frames, segments), 1);
        Output cut = s.stridedSlice(
                column, Slice.ellipsis(), Slice.to(s.withName("mul").mul(shifted, segments)), Slice.all());
        Output columns = s.withName("sub").sub(s.withName("add").add(frames, segments), 1);
        Output skewed = s.reshape(cut, Packed.concat(s, outer, new Object[] {segments, columns, step}));
        Output sums = s.reduceSum(skewed, -3);
        Output hops = s.withName("sub").sub(s.withName("add").add(frames, segments), 1);
        Output flat = s.reshape(
                sums, Packed.concat(s, outer, new Object[] {s.withName("mul").mul(hops, step)}));
        Output signals = s.stridedSlice(flat, Slice.ellipsis(), Slice.to(samples));
        signals.setShape(known.slice(0, known.rank() - 2).concat(Shape.of(samples(known, frameStep))));
        return signals;
    }

    private static long samples(Shape frames, int frameStep) {
        return frames.dim(-1) == Shape.UNKNOWN || frames.dim(-2) == Shape.UNKNOWN
                ? Shape.UNKNOWN
                : frames.dim(-1) + frameStep * (frames.dim(-2) - 1);
    }
}
