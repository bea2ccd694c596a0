package org.headrace.train.checkpoint;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;

/**
 * Reads a tensor from files of format V1: TensorFlow's {@code Restore(file_pattern, tensor_name)}. The pattern's last part
 * may have {@code *}, {@code ?} and {@code [..]}. {@link RestoreV2} reads both formats. The shape is known when it runs.
 *
 * @param dt the tensor's dtype; the file must have the same
 * @param preferredShard which of several files, by name, is opened first, -1 for all at once; the result is the same
 */
public record Restore(DType dt, long preferredShard) implements Stateful {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Restoring.requireShard(in, preferredShard);
        Strings.requireScalar(in, 0, "file_pattern");
        Strings.requireScalar(in, 1, "tensor_name");
        return List.of(new TensorSpec(dt, Shape.unknown()));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.setOutput(0, Restoring.restore(context, dt, preferredShard, ""));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("dt", dt, "preferred_shard", preferredShard);
    }
}
