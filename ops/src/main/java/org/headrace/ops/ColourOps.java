package org.headrace.ops;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Tile;
import org.headrace.ops.image.AdjustContrastv2;
import org.headrace.ops.image.AdjustHue;
import org.headrace.ops.image.AdjustSaturation;
import org.headrace.ops.math.Add;
import org.headrace.ops.math.Cast;
import org.headrace.ops.math.Mul;
import org.headrace.ops.math.RealDiv;

/** Pictures' dtypes, brightness and colours, a part of {@link ImageOps}. */
abstract class ColourOps extends PictureOps {
    private static final Map<DType, Long> GREATEST = Map.of(
            DType.UINT8, 255L,
            DType.INT8, 127L,
            DType.UINT16, 65535L,
            DType.INT16, 32767L,
            DType.INT32, (long) Integer.MAX_VALUE,
            DType.INT64, Long.MAX_VALUE);

    private static final double[][] RGB_TO_YIQ = {
        {0.299, 0.59590059, 0.2115}, {0.587, -0.27455667, -0.52273617}, {0.114, -0.32134392, 0.31119955}
    };
    private static final double[][] YIQ_TO_RGB = {
        {1, 1, 1}, {0.95598634, -0.27201283, -1.10674021}, {0.6208248, -0.64720424, 1.70423049}
    };
    private static final double[][] RGB_TO_YUV = {
        {0.299, -0.14714119, 0.61497538}, {0.587, -0.28886916, -0.51496512}, {0.114, 0.43601035, -0.10001026}
    };
    private static final double[][] YUV_TO_RGB = {{1, 1, 1}, {0, -0.394642334, 2.03206185}, {1.13988303, -0.58062185, 0}
    };

    ColourOps(Ops tf) {
        super(tf);
    }

    /**
     * Pictures as another dtype, their values scaled: integers go from 0 to their greatest value, floats from 0 to 1. Not
     * saturated: what floats have beyond becomes anything.
     */
    public Output convertImageDtype(Output image, DType dtype) {
        return convertImageDtype(image, dtype, false);
    }

    /** The same; if {@code saturate}, values beyond those of the dtype become its least and greatest. */
    public Output convertImageDtype(Output image, DType dtype, boolean saturate) {
        DType from = image.dtype();
        requireNumbers(from);
        requireNumbers(dtype);
        if (from == dtype) {
            return tf.identity(image);
        }
        Ops s = tf.scoped("convert_image");
        if (from.isFloating() && dtype.isFloating()) {
            return s.finish(new Cast(dtype), image);
        }
        if (from.isFloating()) {
            return cast(s, s.mul(image, greatest(dtype) + 0.5), dtype, saturate);
        }
        if (dtype.isFloating()) {
            return times(s, s.cast(image, dtype), 1.0 / greatest(from));
        }
        if (greatest(from) > greatest(dtype)) {
            Output scaled = s.withName("div").floorDiv(image, ratio(from, dtype));
            return cast(s, scaled, dtype, saturate);
        }
        Output wide = saturate ? s.saturateCast(image, dtype) : s.cast(image, dtype);
        return times(s, wide, ratio(dtype, from));
    }

    private static Output cast(Ops s, Output scaled, DType dtype, boolean saturate) {
        return saturate ? s.withName(s.scopeName()).saturateCast(scaled, dtype) : s.finish(new Cast(dtype), scaled);
    }

    private static Output times(Ops s, Output x, Number factor) {
        return s.finish(new Mul(), x, s.constant(Tensor.of(x.dtype(), factor), "y"));
    }

    /** How many values of the one dtype there are for each of the other, narrower one. */
    private static long ratio(DType wide, DType narrow) {
        return Long.divideUnsigned(greatest(wide) + 1, greatest(narrow) + 1);
    }

    private static void requireNumbers(DType dtype) {
        if (!dtype.isFloating() && !GREATEST.containsKey(dtype)) {
            throw new InvalidArgumentException("dtype must be either floating point or integer, not " + dtype);
        }
    }

    private static long greatest(DType dtype) {
        return GREATEST.getOrDefault(dtype, 0L);
    }

    /** Pictures as TensorFlow adjusts them: float16 and float32 as they are, others as float32. */
    private static Output floats(Ops s, Output image) {
        return image.dtype() == DType.FLOAT16 || image.dtype() == DType.FLOAT32
                ? image
                : s.image.convertImageDtype(image, DType.FLOAT32);
    }

    /**
     * Pictures made brighter by {@code delta}, in parts of the greatest brightness. Of any numbers: integers are scaled to
     * [0, 1] before, and back afterwards, what lies beyond as their least and greatest value.
     */
    public Output adjustBrightness(Output image, double delta) {
        Ops s = tf.scoped("adjust_brightness");
        Output pixels = floats(s, image);
        Ops c = s.scoped("Cast");
        Output by = c.constant(Tensor.of((float) delta), "x");
        return brighter(s, image, pixels, by.dtype() == pixels.dtype() ? by : c.finish(new Cast(pixels.dtype()), by));
    }

    /** The same by a computed {@code delta}, a scalar. */
    public Output adjustBrightness(Output image, Output delta) {
        Ops s = tf.scoped("adjust_brightness");
        Output pixels = floats(s, image);
        return brighter(s, image, pixels, s.cast(delta, pixels.dtype()));
    }

    private static Output brighter(Ops s, Output image, Output pixels, Output delta) {
        return s.image.convertImageDtype(s.finish(new Add(), pixels, delta), image.dtype(), true);
    }

    /** Pictures whose distance from their channels' means is multiplied. Of any numbers, as in {@link #adjustBrightness}. */
    public Output adjustContrast(Output images, double contrastFactor) {
        Ops s = tf.scoped("adjust_contrast");
        Output pixels = floats(s, images);
        return contrasted(s, images, pixels, s.constant(Tensor.of((float) contrastFactor), "contrast_factor"));
    }

    /** The same by a computed factor, a float32 scalar. */
    public Output adjustContrast(Output images, Output contrastFactor) {
        Ops s = tf.scoped("adjust_contrast");
        return contrasted(s, images, floats(s, images), contrastFactor);
    }

    private static Output contrasted(Ops s, Output images, Output pixels, Output factor) {
        Output adjusted = s.finish(new AdjustContrastv2(), pixels, factor);
        return s.image.convertImageDtype(adjusted, images.dtype(), true);
    }

    /**
     * RGB pictures with their hue turned by {@code delta}, from -1 to 1. Of any numbers: integers are scaled to [0, 1] before
     * and back afterwards.
     */
    public Output adjustHue(Output image, double delta) {
        return adjusted("adjust_hue", new AdjustHue(), image, "delta", (float) delta);
    }

    /** The same by a computed {@code delta}, a float32 scalar. */
    public Output adjustHue(Output image, Output delta) {
        return adjusted("adjust_hue", new AdjustHue(), image, "delta", delta);
    }

    /** RGB pictures with their saturation multiplied. Of any numbers, as in {@link #adjustHue}. */
    public Output adjustSaturation(Output image, double saturationFactor) {
        return adjusted("adjust_saturation", new AdjustSaturation(), image, "scale", (float) saturationFactor);
    }

    /** The same by a computed factor, a float32 scalar. */
    public Output adjustSaturation(Output image, Output saturationFactor) {
        return adjusted("adjust_saturation", new AdjustSaturation(), image, "scale", saturationFactor);
    }

    private Output adjusted(String scope, OpType type, Output image, String argument, Object by) {
        Ops s = tf.scoped(scope);
        Output pixels = floats(s, image);
        Ops t = s.scoped(type.name());
        Output factor = by instanceof Output computed ? computed : t.constant(Tensor.of(by), argument);
        return s.image.convertImageDtype(t.finish(type, pixels, factor), image.dtype());
    }

    /** {@code gain * image^gamma} of pictures from 0 to 1. Of any numbers, as in {@link #adjustBrightness}. */
    public Output adjustGamma(Output image, double gamma, double gain) {
        if (!(gamma >= 0)) {
            throw new InvalidArgumentException("Gamma should be a non-negative real number.");
        }
        Ops s = tf.scoped("adjust_gamma");
        Output power = s.withName("pow").pow(floats(s, image), gamma);
        return s.image.convertImageDtype(s.withName("mul").mul(gain, power), image.dtype(), true);
    }

    /**
     * The picture {@code [height, width, channels]} as it looks after being stored as a JPEG of this quality, from 0 to 100. Of
     * any numbers, as in {@link #adjustHue}. The encoder is another one than TensorFlow's: pictures look alike, their values
     * differ a little.
     */
    public Output adjustJpegQuality(Output image, int jpegQuality) {
        Ops s = tf.scoped("adjust_jpeg_quality");
        Output bytes = s.image.encodeJpeg(s.image.convertImageDtype(image, DType.UINT8), jpegQuality);
        return s.image.convertImageDtype(s.image.decodeJpeg(bytes), image.dtype());
    }

    /** Grey of colours: {@code 0.2989 red + 0.587 green + 0.114 blue}, the last dimension 1. Of any numbers. */
    public Output rgbToGrayscale(Output images) {
        Ops s = tf.scoped("rgb_to_grayscale");
        Output pixels = s.image.convertImageDtype(images, DType.FLOAT32);
        Ops t = s.scoped("Tensordot");
        Output weights = t.constant(Tensor.of(new float[] {0.2989f, 0.587f, 0.114f}), "b");
        Output grey = t.withName(t.scopeName()).linalg.tensordot(pixels, weights, new int[] {-1}, new int[] {-1});
        return s.withName(s.scopeName()).image.convertImageDtype(s.expandDims(grey, -1), images.dtype());
    }

    /** Grey pictures, the last dimension 1, as colours: three times the same. */
    public Output grayscaleToRgb(Output images) {
        Ops s = tf.scoped("grayscale_to_rgb");
        Shape shape = images.shape();
        if (shape.hasRank() && (shape.rank() < 2 || shape.dim(-1) != Shape.UNKNOWN && shape.dim(-1) != 1)) {
            throw new InvalidArgumentException(
                    "Last dimension of a grayscale image should be size 1, but the shape is " + shape);
        }
        Output grey = s.withDependencies(List.of(), images);
        Output leading = s.expandDims(s.withName("sub").sub(s.rank(grey), 1), 0);
        Output ones = s.ones(leading, DType.INT32);
        Ops e = s.scoped("ExpandDims");
        Output three = e.withName(e.scopeName()).expandDims(e.constant(Tensor.of(3), "input"), 0);
        Output rgb = s.finish(new Tile(), grey, s.concat(List.of(ones, three), 0));
        if (shape.hasRank()) {
            rgb.setShape(shape.slice(0, shape.rank() - 1).concat(Shape.of(3)));
        }
        return rgb;
    }

    /** RGB, floats, along the last dimension as YIQ: brightness from 0 to 1 and two colours around 0. */
    public Output rgbToYiq(Output images) {
        return colours(images, RGB_TO_YIQ);
    }

    /** YIQ, floats, along the last dimension as RGB. */
    public Output yiqToRgb(Output images) {
        return colours(images, YIQ_TO_RGB);
    }

    /** RGB, floats, along the last dimension as YUV: brightness from 0 to 1 and two colours around 0. */
    public Output rgbToYuv(Output images) {
        return colours(images, RGB_TO_YUV);
    }

    /** YUV, floats, along the last dimension as RGB. */
    public Output yuvToRgb(Output images) {
        return colours(images, YUV_TO_RGB);
    }

    private Output colours(Output images, double[][] matrix) {
        Output kernel = tf.constant(images.dtype(), matrix, "kernel");
        return tf.linalg.tensordot(images, kernel, new int[] {-1}, new int[] {0});
    }

    /**
     * Each picture, of any numbers, as float32 of mean 0 and variance 1: {@code (x - mean) / max(stddev, 1 / sqrt(n))}, where
     * {@code n} is how many numbers a picture {@code [height, width, channels]} has.
     */
    public Output perImageStandardization(Output image) {
        Ops s = tf.scoped("per_image_standardization");
        Output whole = Framing.atLeast3D(s, image);
        int[] axes = {-1, -2, -3};
        Output numbers = s.reduceProd(s.stridedSlice(s.shape(whole), Slice.from(-3)));
        Output pixels = s.cast(whole, DType.FLOAT32);
        Output mean = s.reduceMean(pixels, axes, true);
        Output squares = s.reduceMean(s.square(pixels), axes, true);
        Output variance = s.nn.relu(s.withName("sub").sub(squares, s.square(mean)));
        Output stddev = s.sqrt(variance);
        Output least = s.math.rsqrt(s.cast(numbers, DType.FLOAT32));
        Output scale = s.maximum(stddev, least);
        return s.finish(new RealDiv(), s.sub(pixels, mean), scale);
    }
}
