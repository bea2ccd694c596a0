package org.headrace.autodiff.cases;

import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT16;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.INT8;
import static org.headrace.core.DType.UINT16;
import static org.headrace.core.DType.UINT8;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.image.AdjustContrastv2;
import org.headrace.ops.image.AdjustHue;
import org.headrace.ops.image.AdjustSaturation;
import org.headrace.ops.image.CropAndResizeGradBoxes;
import org.headrace.ops.image.CropAndResizeGradImage;
import org.headrace.ops.image.NonMaxSuppression;
import org.headrace.ops.image.NonMaxSuppressionV2;
import org.headrace.ops.image.ResizeBicubicGrad;
import org.headrace.ops.image.ResizeBilinearGrad;
import org.headrace.ops.image.ResizeNearestNeighborGrad;

/** Rows of the ops on pictures. */
final class ImageCases {
    private static final DType[] PIXELS = {FLOAT32, FLOAT64, INT8, INT16, INT32, INT64, UINT8, UINT16};
    private static final float[][] BOXES = {
        {0, 0, 1, 1}, {0.1f, 0.2f, 0.7f, 0.9f}, {0.9f, 0.8f, 0.2f, 0.1f}, {-0.2f, 0.1f, 0.5f, 1.3f}
    };
    private static final int[] OF = {0, 1, 1, 0};

    private final List<OpCase> rows = new ArrayList<>();

    private ImageCases() {}

    static List<OpCase> rows() {
        ImageCases cases = new ImageCases();
        cases.resizing();
        cases.cropping();
        cases.colours();
        cases.boxes();
        return cases.rows;
    }

    /** Numbers 0 to 100, of one decimal, that look random. */
    private static Tensor picture(long... dims) {
        Shape shape = Shape.of(dims);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.floorMod(i * 7919L + 31, 1009L) / 10f;
        }
        return Tensor.wrap(shape, values);
    }

    /** The same in [0, 1). */
    private static Tensor colour(long... dims) {
        Tensor values = picture(dims);
        for (int i = 0; i < values.size(); i++) {
            values.floats()[i] /= 101;
        }
        return values;
    }

    /** Outputs are float32 whatever the pictures are, so that finite differences of them would be too coarse. */
    private static OpCase exact(String name, OpCase.One build, Object... inputs) {
        return OpCase.of(name, build, inputs).notDifferentiable().exact();
    }

    private static final int[][] SIZES = {{7, 9}, {3, 2}, {5, 6}, {1, 1}, {12, 3}};

    private void resizing() {
        Tensor picture = picture(2, 5, 6, 3);
        for (int[] size : SIZES) {
            for (int mode = 0; mode < 3; mode++) {
                boolean align = mode == 1;
                boolean half = mode == 2;
                String what = "/" + size[0] + " x " + size[1] + (align ? " aligned" : half ? " half-pixel" : "");
                Tensor dims = Tensor.of(size);
                boolean every = size[0] == 7;
                DType[] pixels = every ? PIXELS : new DType[] {FLOAT32};
                rows.add(exact(
                                "ResizeBilinear" + what,
                                (tf, in) -> tf.image.resizeBilinear(in.get(0), tf.constant(dims), align, half),
                                picture)
                        .in(pixels));
                rows.add(exact(
                                "ResizeBicubic" + what,
                                (tf, in) -> tf.image.resizeBicubic(in.get(0), tf.constant(dims), align, half),
                                picture)
                        .in(pixels));
                rows.add(exact(
                                "ResizeNearestNeighbor" + what,
                                (tf, in) -> tf.image.resizeNearestNeighbor(in.get(0), tf.constant(dims), align, half),
                                picture)
                        .in(pixels));
                if (!half) {
                    rows.add(exact(
                                    "ResizeArea" + what,
                                    (tf, in) -> tf.image.resizeArea(in.get(0), tf.constant(dims), align),
                                    picture)
                            .in(pixels));
                }
                Tensor grads = picture(2, size[0], size[1], 3);
                rows.add(exact(
                                "ResizeBilinearGrad" + what,
                                (tf, in) -> tf.add(new ResizeBilinearGrad(align, half), tf.constant(grads), in.get(0)),
                                picture)
                        .in(FLOAT32, FLOAT64));
                rows.add(exact(
                                "ResizeBicubicGrad" + what,
                                (tf, in) -> tf.add(new ResizeBicubicGrad(align, half), tf.constant(grads), in.get(0)),
                                picture)
                        .in(FLOAT32, FLOAT64));
                rows.add(exact(
                                "ResizeNearestNeighborGrad" + what,
                                (tf, in) -> tf.add(
                                        new ResizeNearestNeighborGrad(align, half),
                                        in.get(0),
                                        tf.constant(new int[] {5, 6})),
                                grads)
                        .in(FLOAT32, FLOAT64, INT32, INT8, UINT8));
            }
        }
        rows.add(exact(
                        "ResizeBilinear/one channel",
                        (tf, in) -> tf.image.resizeBilinear(in.get(0), 4, 11),
                        picture(1, 3, 4, 1))
                .in(FLOAT32));
        rows.add(exact(
                        "ResizeBilinear/no pictures",
                        (tf, in) -> tf.image.resizeBilinear(in.get(0), 4, 11),
                        picture(0, 3, 4, 1))
                .in(FLOAT32));
        rows.add(exact(
                        "ResizeBilinear/many channels",
                        (tf, in) -> tf.image.resizeBilinear(in.get(0), 40, 50),
                        picture(1, 21, 33, 17))
                .in(FLOAT32));
        rows.add(exact(
                        "ResizeBicubic/many channels",
                        (tf, in) -> tf.image.resizeBicubic(in.get(0), 40, 50),
                        picture(1, 21, 33, 17))
                .in(FLOAT32));
        rows.add(exact(
                        "ResizeArea/much smaller",
                        (tf, in) -> tf.image.resizeArea(in.get(0), 4, 7),
                        picture(1, 31, 40, 4))
                .in(FLOAT32));
    }

    private void cropping() {
        Tensor picture = picture(2, 5, 6, 3);
        Tensor grads = picture(4, 3, 4, 3);
        for (String method : List.of("bilinear", "nearest")) {
            rows.add(exact(
                            "CropAndResize/" + method,
                            (tf, in) -> tf.image.cropAndResize(
                                    in.get(0),
                                    tf.constant(BOXES),
                                    tf.constant(OF),
                                    tf.constant(new int[] {3, 4}),
                                    method,
                                    2.5f),
                            picture)
                    .in(PIXELS));
            rows.add(exact(
                            "CropAndResize/one pixel, " + method,
                            (tf, in) -> tf.image.cropAndResize(
                                    in.get(0),
                                    tf.constant(BOXES),
                                    tf.constant(OF),
                                    tf.constant(new int[] {1, 1}),
                                    method,
                                    0),
                            picture)
                    .in(FLOAT32));
            for (DType dtype : new DType[] {FLOAT32, FLOAT64}) {
                rows.add(exact(
                                "CropAndResizeGradImage/" + method + " " + dtype,
                                (tf, in) -> tf.add(
                                        new CropAndResizeGradImage(dtype, method),
                                        in.get(0),
                                        tf.constant(BOXES),
                                        tf.constant(OF),
                                        tf.constant(new int[] {2, 5, 6, 3})),
                                grads)
                        .in(FLOAT32));
            }
        }
        rows.add(exact(
                        "CropAndResize/no boxes",
                        (tf, in) -> tf.image.cropAndResize(
                                in.get(0), tf.zeros(Shape.of(0, 4)), tf.zeros(Shape.of(0), INT32), 3, 4),
                        picture)
                .in(FLOAT32));
        rows.add(exact(
                        "CropAndResizeGradBoxes",
                        (tf, in) -> tf.add(
                                new CropAndResizeGradBoxes("bilinear"),
                                tf.constant(grads),
                                in.get(0),
                                tf.constant(BOXES),
                                tf.constant(OF)),
                        picture)
                .in(PIXELS)
                .within(64));
        rows.add(exact(
                        "CropAndResizeGradBoxes/one pixel",
                        (tf, in) -> tf.add(
                                new CropAndResizeGradBoxes("bilinear"),
                                tf.constant(picture(4, 1, 1, 3)),
                                in.get(0),
                                tf.constant(BOXES),
                                tf.constant(OF)),
                        picture)
                .in(FLOAT32)
                .within(64));
    }

    private void colours() {
        Tensor colour = colour(2, 5, 6, 3);
        for (float by : new float[] {0, 0.3f, -0.7f, 1}) {
            rows.add(exact("AdjustHue/" + by, (tf, in) -> tf.add(new AdjustHue(), in.get(0), tf.constant(by)), colour)
                    .in(FLOAT32));
        }
        for (float by : new float[] {0, 0.3f, 1, 2.5f}) {
            rows.add(exact(
                            "AdjustSaturation/" + by,
                            (tf, in) -> tf.add(new AdjustSaturation(), in.get(0), tf.constant(by)),
                            colour)
                    .in(FLOAT32));
            rows.add(exact(
                            "AdjustContrastv2/" + by,
                            (tf, in) -> tf.add(new AdjustContrastv2(), in.get(0), tf.constant(by)),
                            colour)
                    .in(FLOAT32));
        }
        float[][] greys = {
            {0, 0, 0},
            {1, 1, 1},
            {0.5f, 0.5f, 0.5f},
            {1, 0, 0},
            {0, 1, 0},
            {0, 0, 1},
            {1, 1, 0},
            {0, 1, 1},
            {1, 0, 1},
            {0.2f, 0.2f, 0.7f}
        };
        float[][][] picture = {greys};
        rows.add(exact(
                        "AdjustHue/pure colours",
                        (tf, in) -> tf.add(new AdjustHue(), in.get(0), tf.constant(0.4f)),
                        (Object) picture)
                .in(FLOAT32));
        rows.add(exact(
                        "AdjustSaturation/pure colours",
                        (tf, in) -> tf.add(new AdjustSaturation(), in.get(0), tf.constant(0.4f)),
                        (Object) picture)
                .in(FLOAT32));
        rows.add(exact("RGBToHSV/pure colours", (tf, in) -> tf.image.rgbToHsv(in.get(0)), (Object) greys));
        rows.add(exact("HSVToRGB/pure colours", (tf, in) -> tf.image.hsvToRgb(in.get(0)), (Object) greys));
        rows.add(exact("RGBToHSV", (tf, in) -> tf.image.rgbToHsv(in.get(0)), colour));
        rows.add(exact("HSVToRGB", (tf, in) -> tf.image.hsvToRgb(in.get(0)), colour));
        rows.add(OpCase.of("RGBToHSV/each order", (tf, in) -> tf.image.rgbToHsv(in.get(0)), (Object) new float[][] {
                    {0.9f, 0.1f, 0.5f},
                    {0.6f, 0.5f, 0.1f},
                    {0.2f, 0.4f, 0.3f},
                    {0.5f, 0.8f, 0.2f},
                    {0.1f, 0.7f, 0.9f},
                    {0.3f, 0.2f, 0.8f}
                })
                .exact());
        rows.add(exact("RGBToHSV/one pixel", (tf, in) -> tf.image.rgbToHsv(in.get(0)), (Object)
                new float[] {0.2f, 0.4f, 0.3f}));
        rows.add(exact("RGBToHSV/nothing", (tf, in) -> tf.image.rgbToHsv(in.get(0)), colour(0, 3)));
        rows.add(exact(
                        "AdjustContrastv2/one picture",
                        (tf, in) -> tf.add(new AdjustContrastv2(), in.get(0), tf.constant(0.4f)),
                        colour(7, 9, 4))
                .in(FLOAT32));
    }

    private void boxes() {
        float[][] boxes = {
            {0, 0, 1, 1},
            {0, 0.1f, 1, 1.1f},
            {0, -0.1f, 1, 0.9f},
            {0, 10, 1, 11},
            {1, 11.1f, 0, 10.1f},
            {0, 100, 1, 101},
            {0, 5, 0.5f, 5.5f}
        };
        float[] scores = {0.9f, 0.75f, 0.6f, 0.95f, 0.5f, 0.3f, 0.1f};
        rows.add(exact(
                        "NonMaxSuppressionV3",
                        (tf, in) -> tf.image.nonMaxSuppression(in.get(0), tf.constant(scores), 6),
                        (Object) boxes)
                .seeded(ImageCases::boxes)
                .in(FLOAT32));
        rows.add(exact(
                        "NonMaxSuppressionV3/limits",
                        (tf, in) -> tf.image.nonMaxSuppression(in.get(0), tf.constant(scores), 3, 0.9f, 0.4f),
                        (Object) boxes)
                .seeded(ImageCases::boxes)
                .in(FLOAT32));
        rows.add(exact(
                        "NonMaxSuppressionV3/equal scores",
                        (tf, in) -> tf.image.nonMaxSuppression(in.get(0), tf.ones(7), 7, 0.9f, 0.4f),
                        (Object) boxes)
                .seeded(ImageCases::boxes)
                .in(FLOAT32));
        rows.add(exact(
                        "NonMaxSuppressionV3/none wanted",
                        (tf, in) -> tf.image.nonMaxSuppression(in.get(0), tf.constant(scores), 0),
                        (Object) boxes)
                .in(FLOAT32));
        rows.add(exact(
                        "NonMaxSuppressionV3/no boxes",
                        (tf, in) -> tf.image.nonMaxSuppression(in.get(0), tf.zeros(Shape.of(0)), 3),
                        Tensor.zeros(FLOAT32, Shape.of(0, 4)))
                .in(FLOAT32));
        rows.add(exact(
                        "NonMaxSuppressionV2",
                        (tf, in) -> tf.add(
                                new NonMaxSuppressionV2(),
                                in.get(0),
                                tf.constant(scores),
                                tf.constant(5),
                                tf.constant(0.3f)),
                        (Object) boxes)
                .in(FLOAT32));
        rows.add(exact(
                        "NonMaxSuppression",
                        (tf, in) -> tf.add(new NonMaxSuppression(0.5f), in.get(0), tf.constant(scores), tf.constant(5)),
                        (Object) boxes)
                .in(FLOAT32));
        float[][][] drawn = {
            {{0.1f, 0.2f, 0.7f, 0.9f}, {-0.5f, 0.3f, 0.4f, 1.5f}, {0.5f, 0.5f, 0.2f, 0.2f}, {2, 2, 3, 3}},
            {{0, 0, 1, 1}, {0.3f, 0.3f, 0.3f, 0.3f}, {0.2f, 0, 0.8f, 1}, {0.4f, 0.1f, 0.5f, 0.6f}}
        };
        for (int channels : new int[] {1, 3, 4}) {
            rows.add(exact(
                            "DrawBoundingBoxes/" + channels + " channels",
                            (tf, in) -> tf.image.drawBoundingBoxes(in.get(0), tf.constant(drawn)),
                            colour(2, 9, 11, channels))
                    .in(FLOAT32));
        }
    }

    /** Boxes that have an area: without one, TensorFlow selects a box again and again. */
    private static List<Tensor> boxes(RandomGenerator random) {
        float[][] boxes = new float[7][];
        for (int i = 0; i < boxes.length; i++) {
            float y = random.nextFloat(10);
            float x = random.nextFloat(3);
            boxes[i] = new float[] {y, x, y + random.nextFloat(0.5f, 5), x + random.nextFloat(0.5f, 5)};
        }
        return List.of(Tensor.of(boxes));
    }
}
