package org.headrace.core;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The complete dtypes and shapes that a kernel is made for. */
public interface Signature extends OpContext {
    int inputs();

    TensorSpec input(int i);

    int outputs();

    TensorSpec output(int i);

    /** The value of input {@code i} if it is the same in every run, else null: then read it when the kernel runs. */
    @Nullable
    Tensor constant(int i);

    /**
     * The value of input {@code i}, for kernels that must know it to be made. Where it is not constant the kernel is made
     * anew in each run, once the value is there.
     */
    Tensor value(int i);

    /** The threads that the kernel may share its work with. */
    Workers workers();

    /** What this op keeps from run to run in a session, made on first use: a random generator, a counter. */
    <T> T state(Supplier<T> initial);

    /** The same of another op, which made the handle that this op takes. */
    <T> T state(Op owner, Supplier<T> initial);
}
