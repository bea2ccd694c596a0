package org.headrace.train.summary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.interop.Summary;
import org.headrace.ops.NotDifferentiable;

/** All values of several summaries in one: TensorFlow's {@code MergeSummary(inputs...)}. */
public record MergeSummary() implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        for (int i = 0; i < in.inputs(); i++) {
            if (in.dtype(i) != DType.STRING) {
                throw in.error("a summary is a string, not %s", in.input(i));
            }
        }
        return List.of(TensorSpec.of(DType.STRING));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int inputs = signature.inputs();
        return context -> {
            List<Summary.Value> values = new ArrayList<>();
            Set<String> tags = new HashSet<>();
            for (int i = 0; i < inputs; i++) {
                Tensor input = context.input(i);
                for (int j = 0; j < input.size(); j++) {
                    values.addAll(parse(context.op(), input.strings()[j]).values());
                }
            }
            for (Summary.Value value : values) {
                // Values without a tag do not collide.
                if (!value.tag().isEmpty() && !tags.add(value.tag())) {
                    throw context.error("Duplicate tag %s found in summary inputs", value.tag());
                }
            }
            byte[] merged = new Summary(values).toBytes();
            context.output(0).strings()[0] = merged;
        };
    }

    private static Summary parse(Op op, byte[] bytes) {
        try {
            return Summary.parse(bytes);
        } catch (DataLossException e) {
            throw new DataLossException(op, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("N", (long) op.inputs().size());
    }
}
