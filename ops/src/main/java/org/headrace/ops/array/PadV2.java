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

/** The input with the third input, a scalar, around it: TensorFlow's {@code PadV2}. */
public record PadV2() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireSameType(in, 2, "constant_values", 0, "input");
        if (in.shape(2).hasRank() && !in.shape(2).isScalar()) {
            throw in.error(
                    "constant_values must be a scalar. Found: %s", in.shape(2).toBrackets());
        }
        return List.of(in.input(0).withShape(Paddings.pad(in)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        StridedCopy copy = Paddings.inner(signature);
        return context -> {
            Elements.fill(context.output(0), context.input(2));
            copy.run(context.input(0), context.output(0));
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(Paddings.gradient(tf, op, dy.get(0)), null, null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Paddings.attributes(op);
    }
}
