package org.headrace.ops.image;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * {@link NonMaxSuppression} of the boxes whose score is above a threshold: TensorFlow's
 * {@code NonMaxSuppressionV3(boxes, scores, max_output_size, iou_threshold, score_threshold)}. float32.
 */
public record NonMaxSuppressionV3() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Suppression.infer(in, "iou_threshold", "score_threshold");
    }

    @Override
    public Kernel kernel(Signature signature) {
        NonMaxSuppression.requireKernel(signature);
        return context -> Suppression.run(
                context, context.input(3).toFloat(), context.input(4).toFloat());
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return NonMaxSuppressionV2.attributesOf(op);
    }
}
