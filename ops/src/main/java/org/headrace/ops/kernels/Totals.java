package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Running totals of a reduction, and one worker's means to add to them, of inputs of one dtype. Elements are combined in an
 * order that depends on nothing but their number.
 */
interface Totals {
    /** A long row is combined in parts of so many elements, from its beginning on. */
    int CHUNK = 4096;
    /** So many rows are combined into one row before that goes into the totals. */
    int DEPTH = 64;

    /** Another worker's means to add to the same totals. */
    Totals sharing();

    /** Takes the array that the elements lie in. */
    void source(Object values);

    /** Begins {@code n} totals anew. */
    void clear(int at, int n);

    /** Takes {@code rows} rows of {@code n} neighbouring elements, row {@code r} into total {@code at + r}. */
    void rows(int from, int n, int rows, int at);

    /** Begins a row of {@code n} subtotals. */
    void beginColumns(int n);

    /** Takes {@code rows} rows of {@code n} elements into the subtotals: a multiple of four unless they are the last. */
    void columns(int from, int stride, int rows, int n);

    /** Takes the {@code n} subtotals into the totals from {@code at} on. */
    void endColumns(int n, int at);

    /** Takes {@code n} totals into others. */
    void merge(int from, int at, int n);

    /** Writes {@code n} totals, divided by {@code divisor}, to the elements of {@code y} from {@code to} on. */
    void finish(int at, int n, long divisor, Tensor y, int to);

    /** {@code size} totals of inputs of this dtype, for up to {@code width} columns at a time, or null if there are none. */
    static @Nullable Totals of(DType dtype, Fold fold, int size, int width) {
        return switch (dtype) {
            case FLOAT32 -> new FloatTotals(fold, new double[size], width);
            case FLOAT64 -> new DoubleTotals(fold, new double[size], width);
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, BOOL ->
                new LongTotals(fold, dtype, new long[size], width);
            default -> null;
        };
    }
}
