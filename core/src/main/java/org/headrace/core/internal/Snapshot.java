package org.headrace.core.internal;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/** Copies a variable's value, where a run changes the variable before the value has been used for the last time. */
record Snapshot() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).setFrom(context.input(0));
    }
}
