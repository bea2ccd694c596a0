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

/** Fills a table with keys and values, two vectors: TensorFlow's {@code InitializeTableV2}. */
public record InitializeTableV2() implements Stateful, NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        TableHandles.requireEntries(in);
        in.requireRank(1, 1);
        TableHandles.requireSameShape(in);
        return List.of();
    }

    @Override
    public Kernel kernel(Signature signature) {
        LookupTable table = TableHandles.table(signature);
        return context -> table.initialize(context, context.input(1), context.input(2));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("Tkey", op.input(1).dtype(), "Tval", op.input(2).dtype());
    }
}
