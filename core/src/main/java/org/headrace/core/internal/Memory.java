package org.headrace.core.internal;

import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** Bytes of tensors, and the session's limit on them. */
final class Memory {
    private Memory() {}

    /** Bytes of a tensor's array; strings count as references. */
    static long bytes(DType dtype, Shape shape) {
        return Math.multiplyExact(shape.size(), (long) Math.max(dtype.bytes(), dtype == DType.STRING ? 8 : 1));
    }

    /** A new tensor, if it may be had. */
    static Tensor allocate(Op op, DType dtype, Shape shape, long left) {
        require(op, dtype, shape, left);
        try {
            return Tensor.zeros(dtype, shape);
        } catch (OutOfMemoryError full) {
            throw new ResourceExhaustedException(
                    op,
                    "needs " + bytes(dtype, shape) + " bytes for a " + dtype + " of shape " + shape.toBrackets()
                            + ", more than the JVM's heap has left (-Xmx)");
        }
    }

    /** Refuses a tensor that alone exceeds what is left. */
    static void require(Op op, DType dtype, Shape shape, long left) {
        long bytes = bytes(dtype, shape);
        if (bytes > left) {
            throw new ResourceExhaustedException(
                    op,
                    "needs " + bytes + " bytes for a " + dtype + " of shape " + shape.toBrackets()
                            + ", the session's limit leaves " + Math.max(0, left));
        }
    }
}
