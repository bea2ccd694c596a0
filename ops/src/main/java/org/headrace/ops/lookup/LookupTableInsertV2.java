package org.headrace.ops.lookup;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/** Puts entries into a mutable table; a key that it has gets the new value: TensorFlow's {@code LookupTableInsertV2}. */
public record LookupTableInsertV2() implements Stateful, NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        TableHandles.requireEntries(in);
        TableHandles.requireSameShape(in);
        return List.of();
    }

    @Override
    public Kernel kernel(Signature signature) {
        LookupTable table = TableHandles.table(signature);
        return context -> table.insert(context, context.input(1), context.input(2));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("Tin", op.input(1).dtype(), "Tout", op.input(2).dtype());
    }
}
