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

/** The values of keys of any shape, the default for those that a table has not: TensorFlow's {@code LookupTableFindV2}. */
public record LookupTableFindV2() implements Stateful, NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        TableHandles.requireEntries(in);
        if (in.shape(2).isComplete() && !in.shape(2).isScalar() && !in.shape(2).isCompatibleWith(in.shape(1))) {
            throw in.error(
                    "default_value must be a scalar, it is %s", in.shape(2).toBrackets());
        }
        return List.of(in.input(2).withShape(in.shape(1)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        LookupTable table = TableHandles.table(signature);
        return context -> table.find(context, context.input(1), context.input(2), context.output(0));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("Tin", op.input(1).dtype(), "Tout", op.input(2).dtype());
    }
}
