package org.headrace.autodiff.cases;

import static org.headrace.core.DType.FLOAT16;
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
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.ImageOps;

/** Rows of the functions on pictures that are made of several ops. */
final class PictureCases {
    private final List<OpCase> rows = new ArrayList<>();

    private PictureCases() {}

    static List<OpCase> rows() {
        PictureCases cases = new PictureCases();
        cases.dtypes();
        cases.colours();
        cases.framing();
        cases.similarity();
        cases.edges();
        return cases.rows.stream().map(OpCase::ranked).toList();
    }

    /** Whole numbers below {@code limit}, in no order, divided. */
    private static Tensor picture(int limit, float divisor, long... dims) {
        Shape shape = Shape.of(dims);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.floorMod(i * 7919L + 31, limit) / divisor;
        }
        return Tensor.wrap(shape, values);
    }

    private void row(String name, OpCase.One build, double ulps, Tensor picture, DType... dtypes) {
        rows.add(
                OpCase.of(name, build, picture).notDifferentiable().within(ulps).in(dtypes));
    }

    private void dtypes() {
        Tensor unit = picture(997, 1000, 3, 4, 3);
        Tensor bytes = picture(128, 1, 3, 4, 3);
        for (DType to : new DType[] {FLOAT32, FLOAT64, UINT8, INT8, UINT16, INT16, INT32}) {
            String name = "convertImageDtype/to " + to;
            row(name, (tf, in) -> tf.image.convertImageDtype(in.get(0), to), 0, unit, FLOAT32, FLOAT64);
            DType[] integers = {UINT8, INT8, UINT16, INT16, INT32, INT64};
            row(name + " of integers", (tf, in) -> tf.image.convertImageDtype(in.get(0), to), 0, bytes, integers);
        }
        Tensor wide = picture(1009, 250, 4, 5, 3);
        row("saturateCast", (tf, in) -> tf.saturateCast(in.get(0), UINT8), 0, picture(997, 2, 20), FLOAT32, INT32);
        row(
                "convertImageDtype/saturated",
                (tf, in) -> tf.image.convertImageDtype(in.get(0), UINT8, true),
                0,
                wide,
                FLOAT32);
    }

    private void colours() {
        Tensor unit = picture(997, 1000, 2, 4, 5, 3);
        Tensor bytes = picture(251, 1, 2, 4, 5, 3);
        row(
                "adjustBrightness",
                (tf, in) -> tf.image.adjustBrightness(in.get(0), 0.25),
                0,
                unit,
                FLOAT16,
                FLOAT32,
                FLOAT64);
        row("adjustBrightness/bytes", (tf, in) -> tf.image.adjustBrightness(in.get(0), 0.25), 0, bytes, UINT8);
        row("adjustContrast", (tf, in) -> tf.image.adjustContrast(in.get(0), 1.5), 2, unit, FLOAT32, FLOAT64);
        row("adjustContrast/bytes", (tf, in) -> tf.image.adjustContrast(in.get(0), 1.5), 0, bytes, UINT8);
        row("adjustHue", (tf, in) -> tf.image.adjustHue(in.get(0), 0.2), 0, unit, FLOAT32, FLOAT64);
        row("adjustHue/bytes", (tf, in) -> tf.image.adjustHue(in.get(0), -0.3), 0, bytes, UINT8);
        row("adjustSaturation", (tf, in) -> tf.image.adjustSaturation(in.get(0), 0.4), 0, unit, FLOAT32, FLOAT64);
        row("adjustSaturation/bytes", (tf, in) -> tf.image.adjustSaturation(in.get(0), 2), 0, bytes, UINT8);
        row("adjustGamma", (tf, in) -> tf.image.adjustGamma(in.get(0), 0.5, 1.1), 4, unit, FLOAT32);
        row("rgbToGrayscale", (tf, in) -> tf.image.rgbToGrayscale(in.get(0)), 3, unit, FLOAT32, FLOAT64);
        row("rgbToGrayscale/bytes", (tf, in) -> tf.image.rgbToGrayscale(in.get(0)), 0, bytes, UINT8);
        row(
                "grayscaleToRgb",
                (tf, in) -> tf.image.grayscaleToRgb(in.get(0)),
                0,
                picture(251, 1, 2, 3, 1),
                UINT8,
                FLOAT32);
        standardization("perImageStandardization", bytes);
        standardization("perImageStandardization/even", picture(1, 1, 3, 3, 1));
        floats("rgbToYiq", (tf, in) -> tf.image.rgbToYiq(in.get(0)), unit);
        floats("yiqToRgb", (tf, in) -> tf.image.yiqToRgb(in.get(0)), unit);
        floats("rgbToYuv", (tf, in) -> tf.image.rgbToYuv(in.get(0)), unit);
        floats("yuvToRgb", (tf, in) -> tf.image.yuvToRgb(in.get(0)), unit);
    }

    private void standardization(String name, Tensor picture) {
        rows.add(OpCase.of(name, (tf, in) -> tf.image.perImageStandardization(in.get(0)), picture)
                .notDifferentiable()
                .withinOfGreatest(64)
                .in(UINT8, FLOAT32));
    }

    private void floats(String name, OpCase.One build, Tensor picture) {
        rows.add(OpCase.of(name, build, picture).withinOfGreatest(8).in(FLOAT32, FLOAT64));
    }

    private void framing() {
        Tensor one = picture(251, 1, 5, 8, 2);
        Tensor batch = picture(251, 1, 2, 5, 8, 2);
        DType[] dtypes = {FLOAT32, UINT8};
        for (Tensor picture : List.of(one, batch)) {
            String of = picture.shape().rank() == 3 ? "/one" : "/batch";
            row(
                    "cropToBoundingBox" + of,
                    (tf, in) -> tf.image.cropToBoundingBox(in.get(0), 1, 2, 3, 4),
                    0,
                    picture,
                    dtypes);
            row(
                    "padToBoundingBox" + of,
                    (tf, in) -> tf.image.padToBoundingBox(in.get(0), 1, 2, 8, 11),
                    0,
                    picture,
                    dtypes);
            row("centralCrop" + of, (tf, in) -> tf.image.centralCrop(in.get(0), 0.5), 0, picture, dtypes);
            row(
                    "resizeImageWithCropOrPad" + of,
                    (tf, in) -> tf.image.resizeImageWithCropOrPad(in.get(0), 9, 3),
                    0,
                    picture,
                    dtypes);
            row(
                    "resizeImageWithPad" + of,
                    (tf, in) -> tf.image.resizeImageWithPad(in.get(0), 7, 6),
                    0,
                    picture,
                    dtypes);
            row(
                    "resizeImages/preserving the ratio" + of,
                    (tf, in) -> tf.image.resizeImages(
                            in.get(0), new int[] {10, 10}, ImageOps.ResizeMethod.BICUBIC, false, true),
                    0,
                    picture,
                    dtypes);
            row("flipLeftRight" + of, (tf, in) -> tf.image.flipLeftRight(in.get(0)), 0, picture, dtypes);
            row("rot90" + of, (tf, in) -> tf.image.rot90(in.get(0), 3), 0, picture, dtypes);
        }
    }

    private void similarity() {
        Tensor first = picture(251, 255, 2, 13, 12, 2);
        Tensor second = picture(241, 255, 2, 13, 12, 2);
        rows.add(OpCase.of("psnr", (tf, in) -> tf.image.psnr(in.get(0), in.get(1), 1f), first, second)
                .notDifferentiable()
                .within(4)
                .in(FLOAT32, FLOAT64));
        rows.add(OpCase.of(
                        "psnr/bytes",
                        (tf, in) -> tf.image.psnr(in.get(0), in.get(1), 255),
                        picture(251, 1, 4, 5, 3),
                        picture(241, 1, 4, 5, 3))
                .notDifferentiable()
                .within(4)
                .in(UINT8));
        rows.add(OpCase.of("ssim", (tf, in) -> tf.image.ssim(in.get(0), in.get(1), 1f), first, second)
                .notDifferentiable()
                .withinOfGreatest(4096)
                .in(FLOAT32));
        rows.add(OpCase.of(
                        "ssim/windows",
                        (tf, in) -> tf.image.ssim(in.get(0), in.get(1), 1.0, 5, 0.8, 0.02, 0.04),
                        first,
                        second)
                .notDifferentiable()
                .withinOfGreatest(4096)
                .in(FLOAT32));
        rows.add(OpCase.of(
                        "ssimMultiscale",
                        (tf, in) -> tf.image.ssimMultiscale(
                                in.get(0), in.get(1), 1f, new float[] {0.3f, 0.3f, 0.4f}, 3, 0.8, 0.01, 0.03),
                        first,
                        second)
                .notDifferentiable()
                .withinOfGreatest(4096)
                .in(FLOAT32));
    }

    private void edges() {
        Tensor batch = picture(997, 100, 2, 4, 5, 3);
        rows.add(OpCase.many(
                        "imageGradients",
                        (tf, in) -> {
                            ImageOps.ImageGradients gradients = tf.image.imageGradients(in.get(0));
                            return List.of(gradients.dy(), gradients.dx());
                        },
                        batch)
                .exact()
                .in(FLOAT32, FLOAT64));
        rows.add(OpCase.of("sobelEdges", (tf, in) -> tf.image.sobelEdges(in.get(0)), batch)
                .withinOfGreatest(16)
                .in(FLOAT32, FLOAT64));
        rows.add(OpCase.of("totalVariation", (tf, in) -> tf.image.totalVariation(in.get(0)), batch)
                .within(16)
                .onceDifferentiable()
                .in(FLOAT32, FLOAT64));
    }
}
