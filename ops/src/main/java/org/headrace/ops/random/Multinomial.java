package org.headrace.ops.random;

import java.util.LinkedHashMap;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;

/**
 * Classes, int32 or int64, drawn by logits {@code [batch, classes]}, float32 or float64; other ones in each run:
 * TensorFlow's {@code Multinomial(logits, num_samples)}. They are TensorFlow's on one thread; on several, TensorFlow
 * draws other ones where it splits the batch.
 */
public record Multinomial(long seed, long seed2, DType outputDtype) implements Categorical, Stateful {
    @Override
    public Kernel kernel(Signature signature) {
        PhiloxGenerator generator = signature.state(() -> new PhiloxGenerator(seed, seed2));
        return kernel(signature, (context, size, bits) -> generator.reserveOutputs(size, bits));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("seed", seed);
        attributes.put("seed2", seed2);
        attributes.put("T", op.input(0).dtype());
        attributes.put("output_dtype", outputDtype);
        return attributes;
    }
}
