package org.headrace.ops.array;

import org.headrace.core.DType;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** Tensors of int32 or int64 made of {@code long}s. */
final class Integers {
    private Integers() {}

    static Tensor vector(OpContext context, DType dtype, long... values) {
        return of(context, dtype, Shape.of(values.length), values);
    }

    static Tensor scalar(OpContext context, DType dtype, long value) {
        return of(context, dtype, Shape.scalar(), value);
    }

    static Tensor of(OpContext context, DType dtype, Shape shape, long... values) {
        Tensor tensor = Tensor.zeros(dtype, shape);
        for (int i = 0; i < values.length; i++) {
            set(context, tensor, i, values[i]);
        }
        return tensor;
    }

    /** Writes element {@code i} of an int32 or int64 tensor; a value that int32 cannot hold is an error. */
    static void set(OpContext context, Tensor tensor, int i, long value) {
        if (tensor.dtype() == DType.INT64) {
            tensor.longs()[i] = value;
        } else if (value == (int) value) {
            tensor.ints()[i] = (int) value;
        } else {
            throw context.error("%d does not fit into int32: ask for int64 by outType", value);
        }
    }

    /** Element {@code i} of an int32 or int64 tensor. */
    static long get(Tensor tensor, int i) {
        return tensor.dtype() == DType.INT64 ? tensor.longs()[i] : tensor.ints()[i];
    }

    /** The multi-dimensional index of element {@code i} as messages print it: {@code [0,3]}; of a scalar, nothing. */
    static String position(Shape shape, int i) {
        long[] index = new long[shape.rank()];
        long rest = i;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            long dim = Math.max(1, shape.dim(axis));
            index[axis] = rest % dim;
            rest /= dim;
        }
        return index.length == 0 ? "" : Shape.of(index).toBrackets();
    }
}
