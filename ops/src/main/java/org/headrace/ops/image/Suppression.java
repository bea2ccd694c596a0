package org.headrace.ops.image;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/** What the versions of {@code NonMaxSuppression} share. */
final class Suppression {
    private Suppression() {}

    /** The shape function: boxes [n, 4], scores [n], how many; then scalars. */
    static List<TensorSpec> infer(InferContext in, String... scalars) {
        Colours.TAKEN.require(in, 0, "boxes");
        Images.requireSameType(in, 1, "scores", 0, "boxes");
        Images.requireType(in, 2, "max_output_size", DType.INT32);
        Shape boxes = in.requireRank(0, 2);
        Shape scores = in.requireRank(1, 1);
        in.requireRank(2, 0);
        for (int i = 0; i < scalars.length; i++) {
            Colours.TAKEN.require(in, 3 + i, scalars[i]);
            in.requireRank(3 + i, 0);
        }
        if (boxes.hasRank() && boxes.dim(1) != Shape.UNKNOWN && boxes.dim(1) != 4) {
            throw in.error("boxes must have 4 columns, but has shape %s", boxes.toBrackets());
        }
        if (boxes.hasRank()
                && scores.hasRank()
                && boxes.dim(0) != scores.dim(0)
                && boxes.dim(0) != Shape.UNKNOWN
                && scores.dim(0) != Shape.UNKNOWN) {
            throw in.error(
                    "scores has incompatible shape: boxes is %s, scores %s", boxes.toBrackets(), scores.toBrackets());
        }
        return List.of(new TensorSpec(DType.INT32, Shape.of(Shape.UNKNOWN)));
    }

    /** Picks boxes, the highest score first, none that overlaps one already picked by more than {@code iouThreshold}. */
    static void run(KernelContext context, float iouThreshold, float scoreThreshold) {
        if (!(iouThreshold >= 0 && iouThreshold <= 1)) {
            throw context.error("iou_threshold must be in [0, 1], not %s", iouThreshold);
        }
        Tensor scores = context.input(1);
        int wanted = context.input(2).ints()[0];
        if (wanted < 0) {
            throw context.error("max_output_size must be non-negative, got %d", wanted);
        }
        float[] score = scores.floats();
        ScoreHeap candidates = new ScoreHeap(score, scores.size());
        for (int i = 0; i < scores.size(); i++) {
            if (score[i] > scoreThreshold) {
                candidates.push(i);
            }
        }
        int[] picked = new int[Math.min(wanted, scores.size())];
        int count = 0;
        while (count < picked.length && !candidates.isEmpty()) {
            int box = candidates.pop();
            if (!overlaps(context.input(0).floats(), box, picked, count, iouThreshold)) {
                picked[count++] = box;
            }
        }
        context.setOutput(0, Tensor.of(Arrays.copyOf(picked, count)));
    }

    private static boolean overlaps(float[] boxes, int box, int[] picked, int count, float threshold) {
        for (int j = count - 1; j >= 0; j--) {
            if (overlap(boxes, 4 * box, 4 * picked[j]) > threshold) {
                return true;
            }
        }
        return false;
    }

    /** Intersection over union; corners may be given in any order. */
    private static float overlap(float[] boxes, int a, int b) {
        float areaA = extent(boxes, a, 0) * extent(boxes, a, 1);
        float areaB = extent(boxes, b, 0) * extent(boxes, b, 1);
        if (areaA <= 0 || areaB <= 0) {
            return 0;
        }
        float common = common(boxes, a, b, 0) * common(boxes, a, b, 1);
        return common / (areaA + areaB - common);
    }

    private static float extent(float[] boxes, int box, int axis) {
        return Math.max(boxes[box + axis], boxes[box + axis + 2]) - Math.min(boxes[box + axis], boxes[box + axis + 2]);
    }

    private static float common(float[] boxes, int a, int b, int axis) {
        float from = Math.max(
                Math.min(boxes[a + axis], boxes[a + axis + 2]), Math.min(boxes[b + axis], boxes[b + axis + 2]));
        float to = Math.min(
                Math.max(boxes[a + axis], boxes[a + axis + 2]), Math.max(boxes[b + axis], boxes[b + axis + 2]));
        return Math.max(to - from, 0);
    }
}
