package org.headrace.ops.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/**
 * {@link NonMaxSuppression} with its threshold as an input: TensorFlow's
 * {@code NonMaxSuppressionV2(boxes, scores, max_output_size, iou_threshold)}. float32.
 */
public record NonMaxSuppressionV2() implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Suppression.infer(in, "iou_threshold");
    }

    @Override
    public Kernel kernel(Signature signature) {
        NonMaxSuppression.requireKernel(signature);
        return context -> Suppression.run(context, context.input(3).toFloat(), Float.NEGATIVE_INFINITY);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return attributesOf(op);
    }

    static Map<String, Object> attributesOf(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("T", op.input(0).dtype());
        attributes.put("T_threshold", op.input(3).dtype());
        return attributes;
    }
}
