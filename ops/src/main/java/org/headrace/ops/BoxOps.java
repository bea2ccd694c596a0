package org.headrace.ops;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.image.DrawBoundingBoxes;
import org.headrace.ops.image.HSVToRGB;
import org.headrace.ops.image.NonMaxSuppressionV3;
import org.headrace.ops.image.RGBToHSV;
import org.headrace.ops.image.SampleDistortedBoundingBoxV2;
import org.jspecify.annotations.Nullable;

/** Boxes and colour spaces, a part of {@link ImageOps}. */
abstract class BoxOps extends ResizingOps {
    BoxOps(Ops tf) {
        super(tf);
    }

    /**
     * The places, int32, of the boxes that remain when of those that overlap by more than half only the one of the highest
     * score is kept. {@code boxes} is float32 {@code [n, 4]}, two corners each, {@code scores} float32 {@code [n]}; at most
     * {@code maxOutputSize} are given, the highest score first.
     *
     * @see NonMaxSuppressionV3
     */
    public Output nonMaxSuppression(Output boxes, Output scores, int maxOutputSize) {
        return nonMaxSuppression(boxes, scores, maxOutputSize, 0.5f, Float.NEGATIVE_INFINITY);
    }

    /** The same with the overlap that is allowed, intersection over union, of the boxes above a score. */
    public Output nonMaxSuppression(
            Output boxes, Output scores, int maxOutputSize, float iouThreshold, float scoreThreshold) {
        Ops s = tf.scoped("non_max_suppression");
        Output iou = s.constant(Tensor.of(iouThreshold), "iou_threshold");
        Output least = s.constant(Tensor.of(scoreThreshold), "score_threshold");
        Ops t = s.scoped("NonMaxSuppressionV3");
        Output most = t.constant(Tensor.of(maxOutputSize), "max_output_size");
        return t.finish(new NonMaxSuppressionV3(), boxes, scores, most, iou, least);
    }

    /** The same with computed limits: {@code maxOutputSize} int32, the thresholds float32, scalars all. */
    public Output nonMaxSuppression(
            Output boxes, Output scores, Output maxOutputSize, Output iouThreshold, Output scoreThreshold) {
        Ops s = tf.scoped("non_max_suppression");
        return s.add(new NonMaxSuppressionV3(), boxes, scores, maxOutputSize, iouThreshold, scoreThreshold);
    }

    /**
     * Pictures {@code [batch, height, width, channels]} of 1, 3 or 4 channels, float32, with the outlines of {@code boxes}
     * drawn in, float32 {@code [batch, n, 4]} of {@code [y1, x1, y2, x2]} in parts of height and width.
     *
     * @see DrawBoundingBoxes
     */
    public Output drawBoundingBoxes(Output images, Output boxes) {
        return tf.add(new DrawBoundingBoxes(), images, boxes);
    }

    /**
     * A random part of a picture: where it begins and its size, to be given to {@code tf.slice}, and as a box
     * {@code [1, 1, 4]}.
     */
    public record DistortedBox(Output begin, Output size, Output bboxes) {}

    /**
     * A random part of a picture of {@code imageSize}, integers {@code [height, width, channels]}, that shows at least a tenth
     * of one of {@code boundingBoxes}, float32 {@code [batch, n, 4]} in [0, 1]; without boxes, of the picture. It is 0.75 to
     * 1.33 times as wide as high and 0.05 to 1 of the picture's area.
     *
     * @see SampleDistortedBoundingBoxV2
     */
    public DistortedBox sampleDistortedBoundingBox(Output imageSize, Output boundingBoxes, @Nullable Long seed) {
        return sampleDistortedBoundingBox(
                imageSize, boundingBoxes, seed, 0.1f, new float[] {0.75f, 1.33f}, new float[] {0.05f, 1}, 100, true);
    }

    /** The same within other limits, in at most so many attempts; the whole picture if none succeeds. */
    public DistortedBox sampleDistortedBoundingBox(
            Output imageSize,
            Output boundingBoxes,
            @Nullable Long seed,
            float minObjectCovered,
            float[] aspectRatioRange,
            float[] areaRange,
            int maxAttempts,
            boolean useImageIfNoBoundingBoxes) {
        Ops s = tf.scoped("sample_distorted_bounding_box");
        Ops t = s.scoped("SampleDistortedBoundingBoxV2");
        Output covered = t.constant(Tensor.of(minObjectCovered), "min_object_covered");
        Seeds seeds = Seeds.of(tf.graph(), seed);
        Op op = t.finish(
                        new SampleDistortedBoundingBoxV2(
                                seeds.seed(),
                                seeds.seed2(),
                                list(aspectRatioRange),
                                list(areaRange),
                                maxAttempts,
                                useImageIfNoBoundingBoxes),
                        imageSize,
                        boundingBoxes,
                        covered)
                .op();
        return new DistortedBox(op.output(0), op.output(1), op.output(2));
    }

    private static List<Float> list(float... values) {
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return List.of(boxed);
    }

    /**
     * Red, green, blue in [0, 1] along the last dimension as hue, saturation, value in [0, 1]. float32, float64.
     *
     * @see RGBToHSV
     */
    public Output rgbToHsv(Output images) {
        return tf.add(new RGBToHSV(), images);
    }

    /**
     * Hue, saturation, value in [0, 1] along the last dimension as red, green, blue in [0, 1]. float32, float64.
     *
     * @see HSVToRGB
     */
    public Output hsvToRgb(Output images) {
        return tf.add(new HSVToRGB(), images);
    }
}
