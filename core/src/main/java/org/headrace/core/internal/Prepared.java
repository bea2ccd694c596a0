package org.headrace.core.internal;

import org.headrace.core.Kernel;
import org.jspecify.annotations.Nullable;

/** A node that has to run: with a kernel, or by handing on its input, or on the dynamic path (neither). */
record Prepared(Lowered lowered, @Nullable Kernel kernel) {
    PlanNode node() {
        return lowered.node();
    }

    boolean isAlias() {
        return lowered.isAlias();
    }

    boolean isDynamic() {
        return kernel == null && !isAlias();
    }

    /** About how much it does, as kernels say it. */
    long work() {
        return kernel != null ? kernel.work() : isAlias() ? 0 : Long.MAX_VALUE;
    }
}
