package org.headrace.ops.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * Classes, int32 or int64, drawn by logits {@code [batch, classes]}, float32 or float64, from two given seeds: TensorFlow's
 * {@code StatelessMultinomial(logits, num_samples, seed)}. As with {@link Multinomial} they are TensorFlow's on one thread.
 */
public record StatelessMultinomial(DType outputDtype) implements Categorical {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        StatelessDrawing.requireSeed(in, 2);
        return Categorical.super.infer(in);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return kernel(signature, (context, size, bits) -> StatelessDrawing.seed(context, 2, bits));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("T", op.input(0).dtype());
        attributes.put("Tseed", op.input(2).dtype());
        attributes.put("output_dtype", outputDtype);
        return attributes;
    }
}
