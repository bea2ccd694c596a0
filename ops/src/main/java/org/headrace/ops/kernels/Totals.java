package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** Running totals of a reduction, one for each output element, of inputs of one dtype. */
interface Totals {
    /** Begins anew, with the values to come from {@code input}. */
    void start(Tensor input);

    /** Takes {@code n} neighbouring elements into total {@code o}. */
    void row(int from, int n, int o);

    /** Takes a matrix of {@code rows} times {@code width} elements, column {@code j} into total {@code o + j}. */
    void columns(int from, int rows, int width, int o);

    /** Writes the results; {@code count} elements went into each. */
    void finish(Tensor output, long count);

    /** Totals for inputs of this dtype, or null if there are none. */
    static @Nullable Totals of(DType dtype, Fold fold, int size) {
        return switch (dtype) {
            case FLOAT32 -> new FloatTotals(fold, size);
            case FLOAT64 -> new DoubleTotals(fold, size);
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, BOOL -> new LongTotals(fold, dtype, size);
            default -> null;
        };
    }
}
