package org.headrace.ops.kernels;

/**
 * Where a formula's values lie. Element {@code i} of the output finds its value at {@code i % period} of the array, and
 * the values of a whole block follow one another there: a period of 1 is a block's scratch array (or a constant's), a
 * longer one a row that repeats, the longest a tensor's own array.
 */
final class Operand {
    static final int WHOLE = Integer.MAX_VALUE;

    private final int period;
    private Object array;
    private int shift;

    Operand(Object array, int period) {
        this.array = array;
        this.period = period;
    }

    /** The place of output element {@code position}'s value. */
    int at(int position) {
        return period == WHOLE ? position + shift : period == 1 ? 0 : position % period;
    }

    /** The array, of the kind of the operand's lane. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the lane knows its kind of array
    <A> A array() {
        return (A) array;
    }

    /** Says that a whole operand's element {@code i} lies at place {@code i + shift}. */
    void shift(int places) {
        shift = places;
    }

    /** For values that lie elsewhere in each run. */
    void bind(Object values) {
        array = values;
    }
}
