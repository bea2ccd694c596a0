package org.headrace.ops.array;

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
import org.headrace.ops.kernels.Elements;
import org.headrace.ops.kernels.StridedCopy;

/** The input with zeros (false, empty strings) around it: TensorFlow's {@code Pad}. */
public record Pad() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0).withShape(Paddings.pad(in)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        StridedCopy copy = Paddings.inner(signature);
        return context -> {
            Elements.clear(context.output(0));
            copy.run(context.input(0), context.output(0));
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(Paddings.gradient(tf, op, dy.get(0)), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Paddings.attributes(op);
    }
}
