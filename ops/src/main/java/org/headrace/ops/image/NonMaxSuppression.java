package org.headrace.ops.image;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.NotDifferentiable;

/**
 * The places of the boxes that remain when, of those that overlap much, only the one of the highest score is kept: int32,
 * the highest score first, at most {@code max_output_size}. A box is two corners [y1, x1, y2, x2]. TensorFlow's
 * {@code NonMaxSuppression(boxes, scores, max_output_size)}.
 *
 * @param iouThreshold the intersection over union beyond which boxes overlap much
 */
public record NonMaxSuppression(float iouThreshold) implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        requireFloat32(in);
        return Suppression.infer(in);
    }

    private static void requireFloat32(InferContext in) {
        Images.requireType(in, 0, "boxes", DType.FLOAT32);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> Suppression.run(context, iouThreshold, Float.NEGATIVE_INFINITY);
    }

    /** Refuses halves. */
    static void requireKernel(Signature signature) {
        if (signature.input(0).dtype() != DType.FLOAT32) {
            throw new UnimplementedException(signature.op(), "has no kernel for float16: cast to float32");
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("iou_threshold", iouThreshold);
    }
}
