package org.headrace.ops;

import java.math.BigInteger;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.GatherV2;
import org.headrace.ops.array.PadV2;
import org.headrace.ops.array.StridedSlice;
import org.jspecify.annotations.Nullable;

/**
 * A signal cut into frames that overlap, as TensorFlow's Python does it: pieces as long as the greatest common divisor of
 * length and step are gathered.
 */
record Frames(Ops s, Output signal, Length length, Length step) {
    /** A number of samples, and the same in the graph. */
    record Length(int value, Output output) {}

    static Frames of(Ops s, Output signal, Length length, Length step) {
        if (!signal.shape().hasRank() || signal.shape().isScalar()) {
            throw new InvalidArgumentException("signal (shape " + signal.shape() + ") must have rank at least 1");
        }
        requirePositive(length.value(), "frame_length");
        requirePositive(step.value(), "frame_step");
        return new Frames(s, signal, length, step);
    }

    static void requirePositive(int number, String name) {
        if (number <= 0) {
            throw new InvalidArgumentException(name + " must be positive, got " + number);
        }
    }

    /** Zeros [n, 2], int32. */
    static Output zeros(Ops s, Output n) {
        Ops z = s.scoped("zeros");
        return Constants.fill(z, Constants.pack(z.scoped("packed"), n, 2), Constants.zero(DType.INT32));
    }

    static Output quotientRoundedUp(Ops s, Output a, Output b) {
        return s.neg(s.withName("floordiv").floorDiv(s.neg(a), b));
    }

    /** The frames; incomplete ones too, filled up with {@code padValue}, if there is one. */
    Output along(int givenAxis, @Nullable Number padValue) {
        int known = signal.shape().rank();
        if (givenAxis < -known || givenAxis >= known) {
            throw new InvalidArgumentException(
                    "axis " + givenAxis + " is out of range: " + signal + " has rank " + known);
        }
        Output given = s.constant(Tensor.of(givenAxis), "axis");
        Output rank = s.rank(signal);
        Output axis = s.stridedSlice(s.range(rank), Slice.at(given));
        Output shape = s.shape(signal);
        Output after = s.withName("sub").sub(s.withName("sub").sub(rank, 1), axis);
        Output sizes = Constants.pack(s.scoped("packed"), axis, 1, after);
        Ops p = s.scoped("split");
        List<Output> parts = p.withName(p.scopeName()).split(shape, sizes, p.constant(Tensor.of(0), "split_dim"), 3);
        Output outer = parts.get(0);
        Output samples = s.reshape(parts.get(1), new long[0]);
        Output inner = parts.get(2);
        Output outerRank = s.size(outer);
        Output innerRank = s.size(inner);
        Output whole = signal;
        Output frames;
        if (padValue != null) {
            Output value = s.withName("Const").constant(signal.dtype(), padValue);
            frames = quotientRoundedUp(s, samples, step.output());
            Output last = s.withName("mul").mul(step.output(), s.withName("sub").sub(frames, 1));
            Output end = s.withName("add").add(length.output(), last);
            Output missing = s.maximum(0, s.withName("sub").sub(end, samples));
            Output before = zeros(s, outerRank);
            Output behind = zeros(s, innerRank);
            Output paddings = Packed.concat(s, before, new Object[][] {{0, missing}}, behind);
            whole = s.add(new PadV2(), signal, paddings, value);
            shape = s.shape(whole);
            samples = s.stridedSlice(shape, Slice.at(axis));
        } else {
            Output steps =
                    s.withName("floordiv").floorDiv(s.withName("sub").sub(samples, length.output()), step.output());
            frames = s.maximum(0, s.withName("add").add(1, steps));
        }
        Output result = gathered(whole, shape, outer, samples, inner, axis, frames);
        result.setShape(framed(givenAxis < 0 ? givenAxis + known : givenAxis, padValue != null));
        return result;
    }

    private Output gathered(
            Output whole, Output shape, Output outer, Output samples, Output inner, Output axis, Output frames) {
        int divisor = BigInteger.valueOf(length.value())
                .gcd(BigInteger.valueOf(step.value()))
                .intValue();
        Output piece = s.scoped("gcd").constant(Tensor.of(divisor), "Const");
        Output perFrame = s.withName("floordiv").floorDiv(length.output(), piece);
        Output perHop = s.withName("floordiv").floorDiv(step.output(), piece);
        Output n = s.withName("floordiv").floorDiv(samples, piece);
        Output cut = Packed.concat(s, outer, new Object[] {s.withName("mul").mul(n, piece)}, inner);
        Output cutUp = Packed.concat(s, outer, new Object[] {n, piece}, inner);
        Output begin = s.zerosLike(shape);
        Output even = s.add(new StridedSlice(0, 0, 0, 0, 0), whole, begin, cut, s.onesLike(begin));
        Output pieces = s.reshape(even, cutUp);
        Output starts = Packed.reshape(s, s.withName("mul").mul(s.range(frames), perHop), frames, 1);
        Output within = Packed.reshape(s, s.range(perFrame), 1, perFrame);
        Output selector = s.withName("add").add(starts, within);
        Output chosen = s.add(new GatherV2(0), pieces, selector, axis);
        return s.reshape(chosen, Packed.concat(s, outer, new Object[] {frames, length.output()}, inner));
    }

    private Shape framed(int axis, boolean padded) {
        Shape shape = signal.shape();
        long samples = shape.dim(axis);
        long frames = Shape.UNKNOWN;
        if (samples != Shape.UNKNOWN) {
            frames = padded
                    ? -Math.floorDiv(-samples, step.value())
                    : Math.max(0, Math.floorDiv(samples - length.value() + step.value(), step.value()));
        }
        Shape before = shape.slice(0, axis).concat(Shape.of(frames, length.value()));
        return before.concat(shape.slice(axis + 1, shape.rank()));
    }
}
