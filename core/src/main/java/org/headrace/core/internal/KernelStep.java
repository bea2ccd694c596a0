package org.headrace.core.internal;

import org.headrace.core.InternalException;
import org.headrace.core.Kernel;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** An op whose shapes were known when the program was made: its kernel runs on buffers that wait for it. */
final class KernelStep extends Step {
    private final Kernel kernel;
    /** For an op that changes variables: where their values live, by input; else empty. */
    private final SessionState.@Nullable Cell[] cells;

    KernelStep(PlanNode node, @Nullable Tensor[] slots, Kernel kernel, SessionState.@Nullable Cell[] cells) {
        super(node, slots);
        this.kernel = kernel;
        this.cells = cells;
    }

    @Override
    void run() {
        kernel.run(this);
        if (cells.length > 0 && out.length > 0) {
            slots[out[0]] = slots[in[0]];
        }
    }

    @Override
    Tensor newTensor(int i, Shape shape) {
        throw new InternalException(op(), "has its buffers already: its output shapes were known");
    }

    @Override
    SessionState.@Nullable Cell cell(int i) {
        return cells[i];
    }

    @Override
    String describe() {
        return "kernel";
    }
}
