package org.headrace.ops;

import org.headrace.core.Output;
import org.jspecify.annotations.Nullable;

/**
 * One position between the brackets of Python's {@code x[1:3, ..., 0]}, for {@code tf.stridedSlice}: an index, a range, all
 * of a dimension, a new dimension, or the dimensions in between. Indices count from the end if they are negative, and may be
 * computed: scalars of int32 or int64.
 *
 * @param begin where it begins, a number or an {@link Output}; null for the edge
 * @param end before what it ends, likewise
 * @param step the distance between the elements, which may be negative
 */
public record Slice(
        Kind kind, @Nullable Object begin, @Nullable Object end, int step) {
    /** What a position stands for. */
    public enum Kind {
        /** One element; the dimension disappears. */
        INDEX,
        /** A range of elements. */
        RANGE,
        /** A new dimension of 1. */
        NEW_AXIS,
        /** All dimensions that are not mentioned. */
        ELLIPSIS
    }

    /** {@code x[i]}. */
    public static Slice at(int i) {
        return new Slice(Kind.INDEX, i, i + 1, 1);
    }

    /** {@code x[i]} with a computed index. */
    public static Slice at(Output i) {
        return new Slice(Kind.INDEX, i, null, 1);
    }

    /** {@code x[begin:end]}. */
    public static Slice range(int begin, int end) {
        return new Slice(Kind.RANGE, begin, end, 1);
    }

    /** {@code x[begin:end:step]}. */
    public static Slice range(int begin, int end, int step) {
        return new Slice(Kind.RANGE, begin, end, step);
    }

    /** {@code x[begin:end]} with computed limits. */
    public static Slice range(Output begin, Output end) {
        return new Slice(Kind.RANGE, begin, end, 1);
    }

    /** {@code x[begin:]}. */
    public static Slice from(int begin) {
        return new Slice(Kind.RANGE, begin, null, 1);
    }

    /** {@code x[begin:]} with a computed limit. */
    public static Slice from(Output begin) {
        return new Slice(Kind.RANGE, begin, null, 1);
    }

    /** {@code x[:end]}. */
    public static Slice to(int end) {
        return new Slice(Kind.RANGE, null, end, 1);
    }

    /** {@code x[:end]} with a computed limit. */
    public static Slice to(Output end) {
        return new Slice(Kind.RANGE, null, end, 1);
    }

    /** {@code x[:]}. */
    public static Slice all() {
        return every(1);
    }

    /** {@code x[::step]}; {@code every(-1)} is all of it backwards. */
    public static Slice every(int step) {
        return new Slice(Kind.RANGE, null, null, step);
    }

    /** {@code x[tf.newaxis]}. */
    public static Slice newAxis() {
        return new Slice(Kind.NEW_AXIS, 0, 0, 1);
    }

    /** {@code x[...]}. */
    public static Slice ellipsis() {
        return new Slice(Kind.ELLIPSIS, 0, 0, 1);
    }
}
