package org.headrace.ops.rnn;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;

/** The part of a state of zeros, by TensorFlow's ops: it makes the shape twice and uses it once. */
final class Zeros {
    private Zeros() {}

    /** {@code [batch, size]}; {@code rows} is the batch where it is not known. */
    static Output of(Ops s, @Nullable Output rows, long batch, int size, DType dtype) {
        Output first = rows(s, rows, batch);
        Output shape = s.concat(List.of(first, s.constant(Tensor.of(new int[] {size}), "Const")), 0);
        Output zeros = s.zeros(shape, dtype);
        rows(s, rows, batch);
        s.constant(Tensor.of(new int[] {size}), "Const");
        return zeros;
    }

    private static Output rows(Ops s, @Nullable Output rows, long batch) {
        return rows == null
                ? s.constant(Tensor.of(new int[] {Math.toIntExact(batch)}), "Const")
                : s.expandDims(rows, 0);
    }
}
