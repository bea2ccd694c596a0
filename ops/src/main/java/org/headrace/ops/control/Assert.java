package org.headrace.ops.control;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/**
 * Fails the run with the data's values if the first input, a bool, is false: TensorFlow's {@code Assert}.
 *
 * @param summarize how many elements of each value are shown
 */
public record Assert(long summarize) implements Stateful, NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.BOOL.require(in, 0, "condition");
        if (in.shape(0).hasRank() && !in.shape(0).isScalar()) {
            throw in.error(
                    "Shape must be rank 0 but is rank %d: condition is %s",
                    in.shape(0).rank(), in.input(0));
        }
        return List.of();
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.inputs();
        return context -> {
            if (context.input(0).bytes()[0] == 0) {
                StringJoiner values = new StringJoiner(" ");
                for (int i = 1; i < n; i++) {
                    values.add("[" + ValueText.of(context.input(i), summarize) + "]");
                }
                throw context.error("assertion failed: %s", values);
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        List<DType> types = op.inputs().stream().skip(1).map(Output::dtype).toList();
        return Map.of("T", types, "summarize", summarize);
    }
}
