package org.headrace.core.internal;

import org.headrace.core.InternalException;
import org.headrace.core.Kernel;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** An op whose shapes were known when the program was made: its kernel runs on buffers that wait for it. */
final class KernelStep extends Step {
    private final Kernel kernel;

    KernelStep(
            Lowered lowered, @Nullable Tensor[] slots, Kernel kernel, int[] from, SessionState.@Nullable Cell[] cells) {
        super(lowered, slots, from, cells);
        this.kernel = kernel;
    }

    @Override
    void run() {
        kernel.run(this);
        if (handsOnVariable) {
            slots[out[0]] = slots[from[0]];
        }
    }

    /** Copies: later steps may hold views of the buffer that waits here. */
    @Override
    public void setOutput(int i, Tensor value) {
        output(i).setFrom(value);
    }

    @Override
    public void kill(int i) {
        throw new InternalException(op(), "declared an output dead, which only Routing ops may");
    }

    @Override
    Tensor newTensor(int i, Shape shape) {
        throw new InternalException(op(), "has its buffers already: its output shapes were known");
    }

    @Override
    String describe() {
        return lowered.code() instanceof JoinedFormula ? "formula" : "kernel";
    }
}
