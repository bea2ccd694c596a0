package org.headrace.core;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a tensor as far as it is known: of unknown rank, of known rank with some dimensions unknown, or complete.
 *
 * <p>An unknown dimension is written {@code -1} ({@link #UNKNOWN}), where TensorFlow's Python writes {@code None}. Shapes
 * print as TensorFlow prints them: {@code (?, 784)}, {@code (16,)}, {@code ()}, {@code <unknown>}.
 */
public final class Shape {
    /** An unknown dimension. */
    public static final long UNKNOWN = -1;

    private static final Shape UNKNOWN_RANK = new Shape(null);
    private static final Shape SCALAR = new Shape(new long[0]);

    private final long @Nullable [] dims;

    private Shape(long @Nullable [] dims) {
        this.dims = dims;
    }

    /** The shape with these dimensions, {@code -1} for an unknown one; without any, a scalar's. */
    public static Shape of(long... dims) {
        if (dims.length == 0) {
            return SCALAR;
        }
        for (long dim : dims) {
            if (dim < UNKNOWN) {
                throw new InvalidArgumentException(
                        "Dimension " + dim + " must be >= 0, or -1 for an unknown one, in " + Arrays.toString(dims));
            }
        }
        return new Shape(dims.clone());
    }

    public static Shape scalar() {
        return SCALAR;
    }

    /** The shape of which nothing is known, not even its rank. */
    public static Shape unknown() {
        return UNKNOWN_RANK;
    }

    /** The shape of known rank with all dimensions unknown. */
    public static Shape unknownDims(int rank) {
        if (rank < 0) {
            throw new InvalidArgumentException("a rank must be >= 0, not " + rank);
        }
        long[] dims = new long[rank];
        Arrays.fill(dims, UNKNOWN);
        return of(dims);
    }

    public boolean hasRank() {
        return dims != null;
    }

    /** The number of dimensions. */
    public int rank() {
        return known().length;
    }

    /** Dimension {@code i}, or {@link #UNKNOWN}; a negative {@code i} counts from the end. */
    public long dim(int i) {
        return known()[index(i)];
    }

    private int index(int i) {
        int index = i < 0 ? i + rank() : i;
        if (index < 0 || index >= rank()) {
            throw new InvalidArgumentException("shape " + this + " has no dimension " + i);
        }
        return index;
    }

    /** The dimensions, in an array of the caller's. */
    public long[] dims() {
        return known().clone();
    }

    /** Whether rank and every dimension are known. */
    public boolean isComplete() {
        if (dims == null) {
            return false;
        }
        for (long dim : dims) {
            if (dim == UNKNOWN) {
                return false;
            }
        }
        return true;
    }

    public boolean isScalar() {
        return dims != null && dims.length == 0;
    }

    /**
     * The number of elements, exact.
     *
     * @throws InvalidArgumentException if the shape is not complete or the product does not fit a {@code long}
     */
    public long elements() {
        if (!isComplete()) {
            throw new InvalidArgumentException("shape " + this + " is not complete: its size is unknown");
        }
        long n = 1;
        long[] known = known();
        for (long dim : known) {
            if (dim == 0) {
                return 0;
            }
        }
        for (long dim : known) {
            try {
                n = Math.multiplyExact(n, dim);
            } catch (ArithmeticException overflow) {
                throw new InvalidArgumentException("shape " + this + " has more elements than a long can count");
            }
        }
        return n;
    }

    /**
     * The number of elements as an array length.
     *
     * @throws ResourceExhaustedException if it is more than a Java array can hold
     */
    public int size() {
        long n = elements();
        if (n > Integer.MAX_VALUE - 8) {
            throw new ResourceExhaustedException(
                    "shape " + this + " has " + n + " elements, more than one Java array can hold (2^31 - 9)");
        }
        return (int) n;
    }

    /** Whether a tensor could have both shapes. */
    public boolean isCompatibleWith(Shape other) {
        if (dims == null || other.dims == null) {
            return true;
        }
        if (dims.length != other.dims.length) {
            return false;
        }
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] != other.dims[i] && dims[i] != UNKNOWN && other.dims[i] != UNKNOWN) {
                return false;
            }
        }
        return true;
    }

    /** What both shapes know together. */
    public Shape merge(Shape other) {
        if (!isCompatibleWith(other)) {
            throw new InvalidArgumentException("Shapes " + this + " and " + other + " are not compatible");
        }
        if (dims == null) {
            return other;
        }
        if (other.dims == null) {
            return this;
        }
        long[] merged = dims.clone();
        for (int i = 0; i < merged.length; i++) {
            merged[i] = merged[i] == UNKNOWN ? other.dims[i] : merged[i];
        }
        return of(merged);
    }

    /**
     * NumPy's broadcasting of two shapes, aligned at the right: equal dimensions stay, 1 gives way. An unknown dimension
     * against 1 or another unknown one stays unknown, against {@code n > 1} becomes {@code n}; an unknown rank makes the
     * result's rank unknown.
     *
     * @throws InvalidArgumentException {@code Dimensions must be equal, but are 4 and 3}
     */
    public static Shape broadcast(Shape a, Shape b) {
        if (a.dims == null || b.dims == null) {
            return UNKNOWN_RANK;
        }
        long[] result = new long[Math.max(a.dims.length, b.dims.length)];
        for (int i = 1; i <= result.length; i++) {
            long da = i <= a.dims.length ? a.dims[a.dims.length - i] : 1;
            long db = i <= b.dims.length ? b.dims[b.dims.length - i] : 1;
            result[result.length - i] = broadcast(da, db);
        }
        return of(result);
    }

    private static long broadcast(long a, long b) {
        if (a == b || b == 1) {
            return a;
        }
        if (a == 1) {
            return b;
        }
        if (a == UNKNOWN) {
            return b;
        }
        if (b == UNKNOWN) {
            return a;
        }
        throw new InvalidArgumentException("Dimensions must be equal, but are " + a + " and " + b);
    }

    /** The dimensions {@code from} (inclusive) to {@code to} (exclusive). */
    public Shape slice(int from, int to) {
        if (from < 0 || from > to || to > rank()) {
            throw new InvalidArgumentException("shape " + this + " has no dimensions " + from + " to " + to);
        }
        return of(Arrays.copyOfRange(known(), from, to));
    }

    /** This shape's dimensions followed by {@code other}'s; of unknown rank if either is. */
    public Shape concat(Shape other) {
        if (dims == null || other.dims == null) {
            return UNKNOWN_RANK;
        }
        long[] joined = Arrays.copyOf(dims, dims.length + other.dims.length);
        System.arraycopy(other.dims, 0, joined, dims.length, other.dims.length);
        return of(joined);
    }

    /** The same shape with dimension {@code i} replaced; a negative {@code i} counts from the end. */
    public Shape withDim(int i, long dim) {
        long[] changed = dims();
        changed[index(i)] = dim;
        return of(changed);
    }

    /** The form of error messages and of feeds: {@code [?,784]}, {@code []}, {@code <unknown>}. */
    public String toBrackets() {
        if (dims == null) {
            return "<unknown>";
        }
        StringJoiner text = new StringJoiner(",", "[", "]");
        for (long dim : dims) {
            text.add(dim == UNKNOWN ? "?" : Long.toString(dim));
        }
        return text.toString();
    }

    /** The dimensions as a list, {@code -1} for unknown ones. */
    public List<Long> toList() {
        return Arrays.stream(known()).boxed().toList();
    }

    private long[] known() {
        if (dims == null) {
            throw new InvalidArgumentException("a shape of unknown rank has no dimensions to ask for");
        }
        return dims;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Shape that && Arrays.equals(dims, that.dims));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** The form Python prints: {@code (?, 784)}, {@code (16,)}, {@code ()}, {@code <unknown>}. */
    @Override
    public String toString() {
        if (dims == null) {
            return "<unknown>";
        }
        StringJoiner text = new StringJoiner(", ", "(", dims.length == 1 ? ",)" : ")");
        for (long dim : dims) {
            text.add(dim == UNKNOWN ? "?" : Long.toString(dim));
        }
        return text.toString();
    }
}
