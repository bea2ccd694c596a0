package org.headrace.train.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/** {@code basename-00002-of-00010}: TensorFlow's {@code ShardedFilename(basename, shard, num_shards)}. */
public record ShardedFilename() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.requireScalar(in, 0, "basename");
        for (int i = 1; i < 3; i++) {
            in.requireRank(i, 0);
            if (in.dtype(i) != DType.INT32) {
                throw in.error("%s must be int32, not %s", i == 1 ? "shard" : "num_shards", in.input(i));
            }
        }
        return List.of(TensorSpec.of(DType.STRING));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).strings()[0] = String.format(
                        Locale.ROOT,
                        "%s-%05d-of-%05d",
                        Strings.text(context.input(0), 0),
                        context.input(1).toInt(),
                        context.input(2).toInt())
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
