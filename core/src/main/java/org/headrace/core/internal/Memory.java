package org.headrace.core.internal;

import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * The bytes that one program takes, under the session's limit: always those of its own buffers, and in each run those of
 * the values whose shapes are found only then.
 */
final class Memory {
    private final long limit;
    private long used;
    private long fixed;

    Memory(long limit) {
        this.limit = limit;
    }

    /** Ends the making of the program: what has been counted until now is there in every run. */
    void fix() {
        fixed = used;
    }

    /** The bytes that are there in every run. */
    long fixed() {
        return fixed;
    }

    /** Begins a run. */
    void startRun() {
        used = fixed;
    }

    /** A new tensor, if it may be had. */
    Tensor allocate(Op op, DType dtype, Shape shape) {
        count(op, dtype, shape);
        try {
            return Tensor.zeros(dtype, shape);
        } catch (OutOfMemoryError full) {
            throw new ResourceExhaustedException(
                    op,
                    "needs " + bytes(dtype, shape) + " bytes for a " + dtype + " of shape " + shape.toBrackets()
                            + ", more than the JVM's heap has left (-Xmx)");
        }
    }

    /** Counts a value that each run allocates. */
    void count(Op op, TensorSpec spec) {
        count(op, spec.dtype(), spec.shape());
    }

    private void count(Op op, DType dtype, Shape shape) {
        long bytes = bytes(dtype, shape);
        if (bytes > limit - used) {
            throw new ResourceExhaustedException(
                    op,
                    "needs " + bytes + " bytes for a " + dtype + " of shape " + shape.toBrackets()
                            + ", the session's limit of " + limit + " leaves " + (limit - used));
        }
        used += bytes;
    }

    /** Bytes of a tensor's array; strings count as references. */
    static long bytes(DType dtype, Shape shape) {
        return (long) shape.size() * (dtype == DType.STRING ? 8 : dtype.bytes());
    }
}
