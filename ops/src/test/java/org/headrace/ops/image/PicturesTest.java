package org.headrace.ops.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.ImageOps;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code tf.image} makes of several ops, against formulas. */
class PicturesTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    private static Tensor picture(long seed, int... dims) {
        RandomGenerator random = new SplittableRandom(seed);
        Shape shape = Shape.of(Arrays.stream(dims).asLongStream().toArray());
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Tensor.wrap(shape, values);
    }

    private Tensor run(Output output) {
        try (Session session = new Session(graph)) {
            return session.run(output);
        }
    }

    private List<String> names() {
        return graph.ops().stream().map(Op::name).toList();
    }

    @Test
    void psnrIsTheFormula() {
        Tensor a = picture(1, 4, 5, 3);
        Tensor b = picture(2, 4, 5, 3);
        double squares = 0;
        for (int i = 0; i < a.size(); i++) {
            squares += Math.pow(a.doubleAt(i) - b.doubleAt(i), 2);
        }
        double expected = 20 * Math.log10(1) - 10 * Math.log10(squares / a.size());
        assertThat(run(tf.image.psnr(tf.constant(a), tf.constant(b), 1.0)).doubleAt(0))
                .isCloseTo(expected, within(1e-4));
    }

    /** The definition, window by window: weighted means, variances and the covariance. */
    @Test
    void ssimIsTheDefinition() {
        int height = 14;
        int width = 12;
        Tensor a = picture(1, height, width, 2);
        Tensor b = picture(2, height, width, 2);
        double[][] window = new double[11][11];
        double total = 0;
        for (int i = 0; i < 11; i++) {
            for (int j = 0; j < 11; j++) {
                window[i][j] = Math.exp(-((i - 5) * (i - 5) + (j - 5) * (j - 5)) / (2 * 1.5 * 1.5));
                total += window[i][j];
            }
        }
        double sum = 0;
        for (int row = 0; row + 11 <= height; row++) {
            for (int column = 0; column + 11 <= width; column++) {
                for (int channel = 0; channel < 2; channel++) {
                    double x = 0;
                    double y = 0;
                    double xx = 0;
                    double yy = 0;
                    double xy = 0;
                    for (int i = 0; i < 11; i++) {
                        for (int j = 0; j < 11; j++) {
                            int at = ((row + i) * width + column + j) * 2 + channel;
                            double weight = window[i][j] / total;
                            x += weight * a.doubleAt(at);
                            y += weight * b.doubleAt(at);
                            xx += weight * a.doubleAt(at) * a.doubleAt(at);
                            yy += weight * b.doubleAt(at) * b.doubleAt(at);
                            xy += weight * a.doubleAt(at) * b.doubleAt(at);
                        }
                    }
                    double c1 = 0.01 * 0.01;
                    double c2 = 0.03 * 0.03;
                    sum += (2 * x * y + c1)
                            * (2 * (xy - x * y) + c2)
                            / ((x * x + y * y + c1) * (xx - x * x + yy - y * y + c2));
                }
            }
        }
        double expected = sum / ((height - 10) * (width - 10) * 2);
        assertThat(run(tf.image.ssim(tf.constant(a), tf.constant(b), 1.0)).doubleAt(0))
                .isCloseTo(expected, within(1e-5));
    }

    @Test
    void equalPicturesAreAlikeAtAllScales() {
        Output picture = tf.constant(picture(1, 1, 180, 177, 1));
        assertThat(run(tf.image.ssimMultiscale(picture, picture, 1.0)).doubleAt(0))
                .isCloseTo(1, within(1e-5));
    }

    @Test
    void ssimRefusesPicturesThatDiffer() {
        assertThatThrownBy(
                        () -> tf.image.ssim(tf.constant(picture(1, 12, 12, 1)), tf.constant(picture(1, 12, 13, 1)), 1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Two images are not compatible");
    }

    /** By the weights of {@code Y = 0.299 R + 0.587 G + 0.114 B}, of which all others follow. */
    @Test
    void yuvIsMadeOfBrightness() {
        Tensor rgb = picture(3, 1, 1, 3);
        double y = 0.299 * rgb.doubleAt(0) + 0.587 * rgb.doubleAt(1) + 0.114 * rgb.doubleAt(2);
        Tensor yuv = run(tf.image.rgbToYuv(tf.constant(rgb)));
        assertThat(yuv.doubleAt(0)).isCloseTo(y, within(1e-6));
        assertThat(yuv.doubleAt(1)).isCloseTo((rgb.doubleAt(2) - y) * 0.436 / (1 - 0.114), within(1e-4));
        assertThat(yuv.doubleAt(2)).isCloseTo((rgb.doubleAt(0) - y) * 0.615 / (1 - 0.299), within(1e-4));
    }

    @Test
    void coloursComeBack() {
        Output rgb = tf.constant(picture(3, 2, 3, 3));
        for (Output back :
                List.of(tf.image.yuvToRgb(tf.image.rgbToYuv(rgb)), tf.image.yiqToRgb(tf.image.rgbToYiq(rgb)))) {
            assertThat(run(tf.reduceMax(tf.abs(tf.sub(back, rgb)))).doubleAt(0))
                    .isLessThan(1e-4); // TensorFlow's matrices are rounded
        }
    }

    @Test
    void standardizedPicturesHaveMean0AndVariance1() {
        Output batch = tf.image.perImageStandardization(tf.constant(picture(4, 2, 5, 6, 3)));
        for (int i = 0; i < 2; i++) {
            Output one = tf.gather(batch, tf.constant(i));
            assertThat(run(tf.reduceMean(one)).doubleAt(0)).isCloseTo(0, within(1e-6));
            assertThat(run(tf.reduceMean(tf.square(one))).doubleAt(0)).isCloseTo(1, within(1e-5));
        }
        assertThat(names()).contains("per_image_standardization", "per_image_standardization/Rsqrt");
    }

    @Test
    void sobelFindsTheSlope() {
        Output ramp = tf.reshape(tf.range(0f, 20f, 1f), 1, 4, 5, 1);
        Tensor edges = run(tf.image.sobelEdges(ramp));
        assertThat(edges.shape()).isEqualTo(Shape.of(1, 4, 5, 1, 2));
        int inner = (5 + 2) * 2; // row 1, column 2
        assertThat(edges.doubleAt(inner)).isEqualTo(8 * 5);
        assertThat(edges.doubleAt(inner + 1)).isEqualTo(8 * 1);
    }

    @Test
    void gammaOfBytesGoesByTheirScale() {
        int[] bytes = {0, 64, 128, 255};
        Output picture = tf.reshape(tf.cast(tf.constant(bytes), DType.UINT8), 1, 4, 1);
        Tensor adjusted = run(tf.cast(tf.image.adjustGamma(picture, 2, 1), DType.INT32));
        for (int i = 0; i < 4; i++) {
            double x = bytes[i] / 255.0;
            assertThat(adjusted.longAt(i)).isEqualTo((long) (x * x * 255.5));
        }
    }

    @Test
    void jpegQualityKeepsTheLooks() {
        float[] grey = new float[16 * 16 * 3];
        Arrays.fill(grey, 0.5f);
        Output picture = tf.constant(Tensor.wrap(Shape.of(16, 16, 3), grey));
        Output stored = tf.image.adjustJpegQuality(picture, 75);
        assertThat(run(tf.reduceMax(tf.abs(tf.sub(stored, picture)))).doubleAt(0))
                .isLessThan(0.02);
    }

    /** Pictures whose size is known only when it runs come out as those whose size is known. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void sizesNeedNotBeKnown(int which) {
        List<Function<Output, Output>> functions = List.of(
                x -> tf.image.cropToBoundingBox(x, 1, 2, 3, 4),
                x -> tf.image.padToBoundingBox(x, 1, 2, 8, 11),
                x -> tf.image.centralCrop(x, 0.5),
                x -> tf.image.resizeImageWithCropOrPad(x, 9, 3),
                x -> tf.image.resizeImageWithPad(x, 7, 6),
                x -> tf.image.resizeImages(x, new int[] {10, 10}, ImageOps.ResizeMethod.BILINEAR, false, true));
        Function<Output, Output> function = functions.get(which);
        Tensor value = picture(5, 5, 8, 2);
        Output open = tf.placeholder(DType.FLOAT32, Shape.of(-1, -1, 2));
        Output result = function.apply(open);
        Tensor expected = run(function.apply(tf.constant(value)));
        try (Session session = new Session(graph)) {
            assertThat(session.feed(open, value).run(result)).isEqualTo(expected);
        }
    }

    @Test
    void refusesToCropMoreThanThereIsWhenItRuns() {
        Output open = tf.placeholder(DType.FLOAT32, Shape.of(-1, -1, 2));
        Output cropped = tf.image.cropToBoundingBox(open, 1, 2, 5, 4);
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.feed(open, picture(5, 5, 8, 2)).run(cropped))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("Expected size[1] in [0, 4], but got 5");
        }
    }

    @Test
    void keepsTheRatio() {
        Output resized = tf.image.resizeImages(
                tf.constant(picture(5, 5, 8, 2)), new int[] {10, 10}, ImageOps.ResizeMethod.BILINEAR, false, true);
        assertThat(run(resized).shape()).isEqualTo(Shape.of(6, 10, 2)); // 10 / 8 of 5 is 6.25
    }

    /** The number that decides is drawn by the same seeds elsewhere. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void flipsIfTheNumberDrawnIsBelowOneHalf(long seed) {
        Tensor value = picture(6, 2, 3, 1);
        Output flipped = tf.image.randomFlipLeftRight(tf.constant(value), seed);
        Output upset = tf.image.randomFlipUpDown(tf.constant(value), seed);
        boolean flips = run(tf.random.uniform(Shape.scalar(), 0, 1, DType.FLOAT32, seed))
                        .doubleAt(0)
                < 0.5;
        Output picture = tf.constant(value);
        assertThat(run(flipped)).isEqualTo(run(flips ? tf.reverse(picture, 1) : picture));
        assertThat(run(upset)).isEqualTo(run(flips ? tf.reverse(picture, 0) : picture));
        assertThat(names())
                .contains(
                        "random_flip_left_right/random_uniform",
                        "random_flip_left_right/Switch",
                        "random_flip_left_right/switch_t",
                        "random_flip_left_right/pred_id",
                        "random_flip_left_right/ReverseV2/Switch",
                        "random_flip_left_right/Switch_1",
                        "random_flip_left_right/Merge");
    }

    @Test
    void flipsEachPictureForItself() {
        Tensor value = picture(6, 8, 2, 3, 1);
        Output flipped = tf.image.randomFlipLeftRight(tf.constant(value), 7L);
        Tensor chances = run(tf.random.uniform(Shape.of(8), 0, 1, DType.FLOAT32, 7L));
        Tensor mirrored = run(tf.reverse(tf.constant(value), 2));
        Tensor actual = run(flipped);
        for (int i = 0; i < value.size(); i++) {
            boolean flips = Math.rint(chances.doubleAt(i / 6)) == 1;
            assertThat(actual.doubleAt(i)).isEqualTo((flips ? mirrored : value).doubleAt(i));
        }
        assertThat(names()).contains("random_flip_left_right/Round", "random_flip_left_right/mul_1");
    }

    @Test
    void randomAdjustmentsAreByTheNumberDrawn() {
        Output picture = tf.constant(picture(7, 3, 4, 3));
        Output brighter = tf.image.randomBrightness(picture, 0.3, 5L);
        Output starker = tf.image.randomContrast(picture, 0.2, 1.8, 5L);
        Output turned = tf.image.randomHue(picture, 0.4, 5L);
        Output richer = tf.image.randomSaturation(picture, 0.5, 1.5, 5L);
        assertThat(run(brighter)).isEqualTo(run(tf.image.adjustBrightness(picture, drawn(-0.3, 0.3))));
        assertThat(run(starker)).isEqualTo(run(tf.image.adjustContrast(picture, drawn(0.2, 1.8))));
        assertThat(run(turned)).isEqualTo(run(tf.image.adjustHue(picture, drawn(-0.4, 0.4))));
        assertThat(run(richer)).isEqualTo(run(tf.image.adjustSaturation(picture, drawn(0.5, 1.5))));
        assertThat(names()).contains("random_uniform/RandomUniform", "adjust_brightness", "adjust_hue/AdjustHue");
    }

    private Output drawn(double lower, double upper) {
        return tf.constant(run(tf.random.uniform(Shape.scalar(), lower, upper, DType.FLOAT32, 5L)));
    }

    @Test
    void randomAdjustmentsRefuseRangesThatAreNone() {
        Output picture = tf.constant(picture(7, 3, 4, 3));
        assertThatThrownBy(() -> tf.image.randomBrightness(picture, -1, null))
                .hasMessage("max_delta must be non-negative.");
        assertThatThrownBy(() -> tf.image.randomContrast(picture, 2, 1, null)).hasMessage("upper must be > lower.");
        assertThatThrownBy(() -> tf.image.randomHue(picture, 0.6, null)).hasMessage("max_delta must be <= 0.5.");
        assertThatThrownBy(() -> tf.image.randomSaturation(picture, -1, 1, null))
                .hasMessage("lower must be non-negative.");
    }

    @Test
    void decodesWhateverFormatItIs() {
        Output grey = tf.cast(tf.fill(Shape.of(8, 8, 3), 100), DType.UINT8);
        assertThat(run(tf.image.decodeImage(tf.image.encodePng(grey)))).isEqualTo(run(grey));
        assertThat(run(tf.image.decodeImage(tf.image.encodeJpeg(grey)))).isEqualTo(run(grey));
        Tensor halves = run(tf.image.decodeImage(tf.image.encodePng(grey), 1, DType.FLOAT32));
        assertThat(halves.shape()).isEqualTo(Shape.of(8, 8, 1));
        assertThat(halves.doubleAt(0)).isCloseTo(100 / 255.0, within(1e-6));
        assertThat(run(tf.image.isJpeg(tf.image.encodeJpeg(grey)))).isEqualTo(Tensor.of(true));
        assertThat(run(tf.image.isJpeg(tf.image.encodePng(grey)))).isEqualTo(Tensor.of(false));
    }

    /** One blue pixel, by hand: 54 bytes of header, blue, green, red and a byte of padding. */
    @Test
    void decodesBmp() {
        byte[] bmp = new byte[58];
        bmp[0] = 'B';
        bmp[1] = 'M';
        bmp[2] = 58;
        bmp[10] = 54;
        bmp[14] = 40;
        bmp[18] = 1;
        bmp[22] = 1;
        bmp[26] = 1;
        bmp[28] = 24;
        bmp[54] = (byte) 200;
        Tensor contents = Tensor.wrap(DType.STRING, Shape.scalar(), new byte[][] {bmp});
        Tensor picture = run(tf.cast(tf.image.decodeImage(tf.constant(contents)), DType.INT32));
        assertThat(picture).isEqualTo(Tensor.of(new int[][][] {{{0, 0, 200}}}));
    }

    @Test
    void refusesBytesThatAreNoPicture() {
        Output decoded = tf.image.decodeImage(tf.constant("no picture"));
        assertThatThrownBy(() -> run(decoded))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Unable to decode bytes as JPEG, PNG, GIF, or BMP");
        Output jpeg = tf.image.decodeImage(
                tf.image.encodeJpeg(tf.cast(tf.fill(Shape.of(8, 8, 3), 100), DType.UINT8)), 4, DType.UINT8);
        assertThatThrownBy(() -> run(jpeg)).hasMessageContaining("Channels must be in (None, 0, 1, 3)");
    }
}
