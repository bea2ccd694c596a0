package org.headrace.train.data;

import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** A column of a table that is being read: a vector that grows. */
final class CsvColumn {
    private static final int FIRST_CAPACITY = 16;
    private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

    private Tensor room;
    private int count;

    CsvColumn(DType dtype) {
        this.room = Tensor.zeros(dtype, Shape.of(FIRST_CAPACITY));
    }

    void add(Tensor scalar) {
        if (count == room.size()) {
            // At the most an array can hold, the next one is an error of Tensor's.
            room = firstOf(count == MAX_CAPACITY ? count + 1L : Math.min(2L * count, MAX_CAPACITY));
        }
        Slices.copy(scalar, 0, room, count, 1);
        count++;
    }

    /** All there are. */
    Tensor values() {
        return firstOf(count);
    }

    private Tensor firstOf(long size) {
        Tensor values = Tensor.zeros(room.dtype(), Shape.of(size));
        Slices.copy(room, 0, values, 0, count);
        return values;
    }
}
