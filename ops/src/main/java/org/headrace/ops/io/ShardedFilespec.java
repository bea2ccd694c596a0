package org.headrace.ops.io;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * The pattern of the names of a file's shards, {@code basename-?????-of-00012}: TensorFlow's
 * {@code ShardedFilespec(basename, num_shards)}.
 */
public record ShardedFilespec() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Inputs.requireText(in, 0, "basename");
        Inputs.require(in, 1, "num_shards", DType.INT32);
        in.requireRank(1, 0);
        return List.of(new TensorSpec(DType.STRING, Shape.scalar()));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> {
            String base = Inputs.text(context.input(0).strings()[0]);
            String name = String.format(
                    Locale.ROOT, "%s-?????-of-%05d", base, context.input(1).ints()[0]);
            context.output(0).strings()[0] = name.getBytes(StandardCharsets.UTF_8);
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
