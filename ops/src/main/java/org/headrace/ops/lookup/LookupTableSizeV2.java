package org.headrace.ops.lookup;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/** How many entries a table has, an int64: TensorFlow's {@code LookupTableSizeV2}. */
public record LookupTableSizeV2() implements Stateful, NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        TableHandles.type(in);
        return List.of(TensorSpec.of(DType.INT64));
    }

    @Override
    public Kernel kernel(Signature signature) {
        LookupTable table = TableHandles.table(signature);
        return context -> context.output(0).longs()[0] = table.size();
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
