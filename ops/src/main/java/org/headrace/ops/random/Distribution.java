package org.headrace.ops.random;

import org.headrace.core.DType;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;

/** Numbers of one distribution, made of random bits group by group. Float32 and float64 have kernels. */
interface Distribution {
    DType dtype();

    /**
     * Writes elements {@code from} (inclusive, a multiple of four) to {@code to} (exclusive) of {@code out}, for the whole of
     * which the stream {@code bits} was reserved, and moves the stream.
     */
    void fill(Philox bits, Tensor out, int from, int to);

    /** Refuses dtypes without a kernel. */
    default void requireKernel(Signature signature) {
        if (dtype() != DType.FLOAT32 && dtype() != DType.FLOAT64) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype() + ": draw float32 and cast that");
        }
    }
}
