package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.PadV2;
import org.headrace.ops.math.Complex;
import org.headrace.ops.math.Sqrt;
import org.jspecify.annotations.Nullable;

/** Cosine transforms, by way of Fourier transforms, a part of {@link SignalOps}. */
abstract class CosineTransformOps extends FrameOps {
    CosineTransformOps(Ops tf) {
        super(tf);
    }

    /**
     * The cosine transform along the last axis, whose length {@code n} must be known: {@code y[k] = 2 * sum of x[t] cos(pi k
     * (2 t + 1) / (2 n))}. float32.
     */
    public Output dct(Output input) {
        return dct(input, 2, null, null);
    }

    /**
     * The same of another type, 1, 2 or 3, as SciPy's {@code dct} has them.
     *
     * @param n how many numbers it is of: the input is cut, or filled up with zeros; null for all
     * @param norm {@code "ortho"} for an orthogonal transform, not of type 1; null for none
     */
    public Output dct(Output input, int type, @Nullable Integer n, @Nullable String norm) {
        int length = length(input, type, n, norm);
        Ops s = tf.scoped("dct");
        Output x = resized(s, input, n);
        Output count = Extent.of(length).as(s, DType.FLOAT32);
        return switch (type) {
            case 1 -> first(s, x);
            case 2 -> second(s, x, length, count, norm != null);
            default -> third(s, x, length, count, norm != null);
        };
    }

    /** The inverse of {@link #dct(Output)} but for a factor: {@code idct(dct(x)) = 2 n x}. */
    public Output idct(Output input) {
        return idct(input, 2, null, null);
    }

    /** The inverse of the transform of this type but for a factor, which is 1 with {@code norm} as {@code "ortho"}. */
    public Output idct(Output input, int type, @Nullable Integer n, @Nullable String norm) {
        return dct(input, type == 2 ? 3 : type == 3 ? 2 : type, n, norm);
    }

    private static int length(Output input, int type, @Nullable Integer n, @Nullable String norm) {
        Shape shape = input.shape();
        if (!shape.hasRank() || shape.isScalar() || shape.dim(-1) == Shape.UNKNOWN) {
            throw new InvalidArgumentException(
                    "the last dimension of " + input + " must be known: set it by tf.ensureShape");
        }
        if (n != null && n < 1) {
            throw new InvalidArgumentException("n should be a positive integer or None");
        }
        if (type < 1 || type > 3) {
            throw new InvalidArgumentException("Only Types I, II and III (I)DCT are supported.");
        }
        if (norm != null && !norm.equals("ortho")) {
            throw new InvalidArgumentException("Unknown normalization. Expected None or 'ortho', got: " + norm);
        }
        if (type == 1 && norm != null) {
            throw new InvalidArgumentException("Normalization is not supported for the Type-I DCT.");
        }
        int length = n != null ? n : Math.toIntExact(shape.dim(-1));
        if (type == 1 && Math.min(length, shape.dim(-1)) < 2) {
            throw new InvalidArgumentException("Type-I DCT requires the dimension to be greater than one.");
        }
        return length;
    }

    private static Output resized(Ops s, Output input, @Nullable Integer n) {
        if (n == null) {
            return input;
        }
        Shape shape = input.shape();
        if (n <= shape.dim(-1)) {
            return s.stridedSlice(input, Slice.ellipsis(), Slice.range(0, n));
        }
        int[][] paddings = new int[shape.rank()][2];
        paddings[shape.rank() - 1][1] = Math.toIntExact(n - shape.dim(-1));
        return s.pad(input, s.withName("Const").constant(paddings));
    }

    private static Output first(Ops s, Output x) {
        Output back = s.stridedSlice(x, Slice.ellipsis(), Slice.range(-2, 0, -1));
        return s.real(s.signal.rfft(s.concat(List.of(x, back), -1)));
    }

    private static Output second(Ops s, Output x, int n, Output count, boolean ortho) {
        Output half = s.withName("mul").mul(s.withName("mul").mul(s.neg(range(s, count)), Math.PI), 0.5);
        Output scale = s.withName("mul").mul(2, s.exp(complex(s, s.div(half, count))));
        Output spectrum = s.signal.rfft(x, 2 * n);
        Output part = s.stridedSlice(spectrum, Slice.ellipsis(), Slice.to(n));
        Output result = s.real(s.withName("mul").mul(part, scale));
        if (!ortho) {
            return result;
        }
        Output first = s.withName("mul").mul(0.5, s.math.rsqrt(count));
        return s.withName("mul").mul(result, weights(s, first, 2, n));
    }

    private static Output third(Ops s, Output x, int n, Output count, boolean ortho) {
        Output input = ortho
                ? s.withName("mul").mul(x, weights(s, s.sqrt(count), 0.5f, n))
                : s.withName("mul").mul(x, count);
        Output half = s.withName("mul").mul(s.withName("mul").mul(range(s, count), Math.PI), 0.5);
        Output scale = s.withName("mul").mul(2, s.exp(complex(s, s.div(half, count))));
        Ops c = s.scoped("Complex");
        Output whole = c.finish(new Complex(), input, c.constant(Tensor.of(0f), "imag"));
        Output result = s.signal.irfft(s.withName("mul").mul(scale, whole), 2 * n);
        return s.stridedSlice(result, Slice.ellipsis(), Slice.to(n));
    }

    private static Output range(Ops s, Output count) {
        return s.range(0, count, 1);
    }

    private static Output complex(Ops s, Output imaginary) {
        Ops c = s.scoped("Complex");
        return c.finish(new Complex(), c.constant(Tensor.of(0f), "real"), imaginary);
    }

    /** {@code first}, then {@code n - 1} times {@code first * sqrt(square)}. */
    private static Output weights(Ops s, Output first, float square, int n) {
        Ops r = s.scoped("Sqrt");
        Output root = r.finish(new Sqrt(), r.constant(Tensor.of(square), "x"));
        Output others = s.withName("mul").mul(first, root);
        Output one = s.expandDims(first, 0);
        Ops p = s.scoped("PadV2");
        return p.finish(new PadV2(), one, p.constant(Tensor.of(new int[][] {{0, n - 1}}), "paddings"), others);
    }
}
