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

/**
 * Slices put together by index: the first half of the inputs are the indices (int32), the second half the slices. Of slices
 * for one index the last wins; an index that none is given for has zeros. TensorFlow's {@code DynamicStitch}.
 */
public record DynamicStitch() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Stitching.infer(in);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Stitching.kernel(signature);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Stitching.gradient(tf, op, dy.get(0));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Stitching.attributes(op);
    }
}
