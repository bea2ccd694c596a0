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
 * {@link DynamicStitch} under the name that TensorFlow's gradient of {@code DynamicPartition} gives it:
 * {@code ParallelDynamicStitch}, where no index is given twice.
 */
public record ParallelDynamicStitch() implements Differentiable {
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
