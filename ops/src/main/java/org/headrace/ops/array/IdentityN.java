package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** All inputs as they are, of any dtypes: TensorFlow's {@code IdentityN}. */
public record IdentityN() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        List<TensorSpec> specs = new ArrayList<>();
        for (int i = 0; i < in.inputs(); i++) {
            specs.add(in.input(i));
        }
        return specs;
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.outputs();
        return context -> {
            for (int i = 0; i < n; i++) {
                context.output(i).setFrom(context.input(i));
            }
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return dy.stream().map(Gradient::of).toList();
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.inputs().stream().map(Output::dtype).toList());
    }
}
