package org.headrace.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.image.AdjustContrastv2;
import org.headrace.ops.image.AdjustHue;
import org.headrace.ops.image.AdjustSaturation;

/** Pictures: TensorFlow's {@code tf.image}. One is [height, width, channels], a batch [batch, height, width, channels]. */
public final class ImageOps extends PictureOps {
    private static final Map<DType, Long> GREATEST = Map.of(
            DType.UINT8, 255L,
            DType.INT8, 127L,
            DType.UINT16, 65535L,
            DType.INT16, 32767L,
            DType.INT32, (long) Integer.MAX_VALUE,
            DType.INT64, Long.MAX_VALUE);

    ImageOps(Ops tf) {
        super(tf);
    }

    /** How {@link #resizeImages} makes pixels. */
    public enum ResizeMethod {
        BILINEAR,
        NEAREST_NEIGHBOR,
        BICUBIC,
        AREA
    }

    /** One picture or a batch, of known rank, of another {@code size}, [height, width], by bilinear mixing. */
    public Output resizeImages(Output images, int... size) {
        return resizeImages(images, size, ResizeMethod.BILINEAR, false);
    }

    /** The same by another method; the picture itself if it has the size already. */
    public Output resizeImages(Output images, int[] size, ResizeMethod method, boolean alignCorners) {
        Ops s = tf.scoped("resize");
        boolean batch = requireRank(images) == 4;
        Output all = batch ? images : s.expandDims(images, 0);
        Output wanted = s.constant(Tensor.of(size), "size");
        Shape shape = all.shape();
        Output resized = all;
        if (size.length != 2 || shape.dim(1) != size[0] || shape.dim(2) != size[1]) {
            resized = switch (method) {
                case BILINEAR -> s.image.resizeBilinear(all, wanted, alignCorners, false);
                case NEAREST_NEIGHBOR -> s.image.resizeNearestNeighbor(all, wanted, alignCorners, false);
                case BICUBIC -> s.image.resizeBicubic(all, wanted, alignCorners, false);
                case AREA -> s.image.resizeArea(all, wanted, alignCorners);
            };
        }
        return batch ? resized : s.squeeze(resized, 0);
    }

    private static int requireRank(Output image) {
        Shape shape = image.shape();
        if (!shape.hasRank() || shape.rank() != 3 && shape.rank() != 4) {
            throw new InvalidArgumentException("'image' (shape " + shape + ") must have either 3 or 4 dimensions.");
        }
        return shape.rank();
    }

    /** One picture or a batch, mirrored left to right. */
    public Output flipLeftRight(Output image) {
        return flip(tf.scoped("flip_left_right"), image, 1);
    }

    /** One picture or a batch, upside down. */
    public Output flipUpDown(Output image) {
        return flip(tf.scoped("flip_up_down"), image, 0);
    }

    private static Output flip(Ops s, Output image, int axis) {
        int batch = requireRank(image) - 3;
        return s.reverse(s.withDependencies(List.of(), image), axis + batch);
    }

    /** One picture or a batch with rows and columns exchanged. */
    public Output transpose(Output image) {
        Ops s = tf.scoped("transpose");
        boolean batch = requireRank(image) == 4;
        Output whole = s.withDependencies(List.of(), image);
        return batch ? s.transpose(whole, 0, 2, 1, 3) : s.transpose(whole, 1, 0, 2);
    }

    /** One picture or a batch, turned counter-clockwise {@code k} times by 90 degrees. */
    public Output rot90(Output image, int k) {
        Ops s = tf.scoped("rot90");
        boolean batch = requireRank(image) == 4;
        int rows = batch ? 1 : 0;
        int[] swapped = batch ? new int[] {0, 2, 1, 3} : new int[] {1, 0, 2};
        return switch (Math.floorMod(k, 4)) {
            case 0 -> s.identity(image);
            case 1 -> s.transpose(s.reverse(image, rows + 1), swapped);
            case 2 -> s.reverse(image, rows, rows + 1);
            default -> s.reverse(s.transpose(image, swapped), rows + 1);
        };
    }

    /** The part of one picture or a batch that begins at the offsets, of this height and width. It must lie inside. */
    public Output cropToBoundingBox(
            Output image, int offsetHeight, int offsetWidth, int targetHeight, int targetWidth) {
        Ops s = tf.scoped("crop_to_bounding_box");
        boolean batch = requireRank(image) == 4;
        require(offsetHeight >= 0 && offsetWidth >= 0, "offset_height and offset_width must be >= 0.");
        require(targetHeight > 0 && targetWidth > 0, "target_height and target_width must be > 0.");
        Shape shape = image.shape();
        require(fits(shape.dim(-3), targetHeight + offsetHeight), "height must be >= target + offset.");
        require(fits(shape.dim(-2), targetWidth + offsetWidth), "width must be >= target + offset.");
        Output all = batch ? image : s.expandDims(image, 0);
        Output whole = s.withDependencies(List.of(), all);
        Output begin = s.withName("stack").constant(new int[] {0, offsetHeight, offsetWidth, 0});
        Output size = s.withName("stack_1").constant(new int[] {-1, targetHeight, targetWidth, -1});
        Output cropped = s.slice(whole, begin, size);
        return batch ? cropped : s.squeeze(cropped, 0);
    }

    private static boolean fits(long dim, int least) {
        return dim == Shape.UNKNOWN || dim >= least;
    }

    private static void require(boolean right, String rule) {
        if (!right) {
            throw new InvalidArgumentException(rule);
        }
    }

    /** One picture or a batch with zeros around it: it begins at the offsets of the result of this height and width. */
    public Output padToBoundingBox(Output image, int offsetHeight, int offsetWidth, int targetHeight, int targetWidth) {
        Ops s = tf.scoped("pad_to_bounding_box");
        int rank = requireRank(image);
        Shape shape = image.shape();
        long height = shape.dim(-3);
        long width = shape.dim(-2);
        require(
                height != Shape.UNKNOWN && width != Shape.UNKNOWN,
                "pad_to_bounding_box needs pictures of known height and width: set them by tf.ensureShape");
        require(offsetHeight >= 0 && offsetWidth >= 0, "offset_height and offset_width must be >= 0");
        require(targetWidth - offsetWidth - width >= 0, "width must be <= target - offset");
        require(targetHeight - offsetHeight - height >= 0, "height must be <= target - offset");
        int[][] paddings = new int[rank][2];
        paddings[rank - 3] = new int[] {offsetHeight, (int) (targetHeight - offsetHeight - height)};
        paddings[rank - 2] = new int[] {offsetWidth, (int) (targetWidth - offsetWidth - width)};
        return s.pad(image, paddings);
    }

    /** One picture or a batch of known size, cropped in its middle or with zeros around it, to be of this size. */
    public Output resizeImageWithCropOrPad(Output image, int targetHeight, int targetWidth) {
        Ops s = tf.scoped("resize_image_with_crop_or_pad");
        requireRank(image);
        long height = image.shape().dim(-3);
        long width = image.shape().dim(-2);
        require(height != Shape.UNKNOWN && width != Shape.UNKNOWN, "the picture's height and width must be known");
        int down = (int) (targetHeight - height);
        int along = (int) (targetWidth - width);
        Output cropped = s.image.cropToBoundingBox(
                image,
                Math.max(Math.floorDiv(-down, 2), 0),
                Math.max(Math.floorDiv(-along, 2), 0),
                (int) Math.min(targetHeight, height),
                (int) Math.min(targetWidth, width));
        return s.image.padToBoundingBox(
                cropped, Math.max(down / 2, 0), Math.max(along / 2, 0), targetHeight, targetWidth);
    }

    /** The middle of one picture or a batch of known size: a fraction in (0, 1] of its height and width. */
    public Output centralCrop(Output image, double centralFraction) {
        Ops s = tf.scoped("central_crop");
        require(centralFraction > 0 && centralFraction <= 1, "central_fraction must be within (0, 1]");
        if (centralFraction == 1) {
            return image;
        }
        int rank = requireRank(image);
        int[] begin = new int[rank];
        int[] size = new int[rank];
        for (int i = 0; i < rank; i++) {
            size[i] = -1;
        }
        for (int axis = rank - 3; axis < rank - 1; axis++) {
            long dim = image.shape().dim(axis);
            require(dim != Shape.UNKNOWN, "the picture's height and width must be known");
            begin[axis] = (int) ((dim - dim * centralFraction) / 2);
            size[axis] = (int) (dim - 2L * begin[axis]);
        }
        Output from = s.withName("stack").constant(begin);
        return s.slice(image, from, s.withName("stack_1").constant(size));
    }

    /**
     * Pictures as another dtype, their values scaled: integers go from 0 to their greatest value, floats from 0 to 1. Not
     * saturated: what floats have beyond becomes anything.
     */
    public Output convertImageDtype(Output image, DType dtype) {
        DType from = image.dtype();
        if (from == dtype) {
            return tf.withName("convert_image").identity(image);
        }
        Ops s = tf.scoped("convert_image");
        if (from.isInteger() && dtype.isInteger()) {
            long ratio = greatest(from) > greatest(dtype)
                    ? (greatest(from) + 1) / (greatest(dtype) + 1)
                    : (greatest(dtype) + 1) / (greatest(from) + 1);
            return greatest(from) > greatest(dtype)
                    ? s.cast(s.withName("floordiv").floorDiv(image, ratio), dtype)
                    : s.withName("mul").mul(s.cast(image, dtype), ratio);
        }
        if (from.isFloating() && dtype.isFloating()) {
            return s.cast(image, dtype);
        }
        return from.isInteger()
                ? s.mul(s.cast(image, dtype), 1.0 / greatest(from))
                : s.cast(s.withName("Mul").mul(image, greatest(dtype) + 0.5), dtype);
    }

    private static long greatest(DType dtype) {
        return Objects.requireNonNull(GREATEST.get(dtype));
    }

    /** Pictures made brighter by {@code delta}, float32 or float64. */
    public Output adjustBrightness(Output image, double delta) {
        Ops s = tf.scoped("adjust_brightness");
        return s.withName("add").add(image, delta);
    }

    /** Pictures, float32, whose distance from their channels' means is multiplied. */
    public Output adjustContrast(Output images, double contrastFactor) {
        Ops s = tf.scoped("adjust_contrast");
        Output factor = s.constant(Tensor.of((float) contrastFactor), "contrast_factor");
        return s.identity(s.add(new AdjustContrastv2(), images, factor));
    }

    /** RGB pictures, float32, with their hue turned by {@code delta}, from -1 to 1. */
    public Output adjustHue(Output image, double delta) {
        Ops s = tf.scoped("adjust_hue");
        Ops t = s.scoped("AdjustHue");
        return s.identity(t.finish(new AdjustHue(), image, t.constant(Tensor.of((float) delta), "delta")));
    }

    /** RGB pictures, float32, with their saturation multiplied. */
    public Output adjustSaturation(Output image, double saturationFactor) {
        Ops s = tf.scoped("adjust_saturation");
        Ops t = s.scoped("AdjustSaturation");
        Output scale = t.constant(Tensor.of((float) saturationFactor), "scale");
        return s.identity(t.finish(new AdjustSaturation(), image, scale));
    }

    /** {@code gain * image^gamma}. */
    public Output adjustGamma(Output image, double gamma, double gain) {
        require(gamma >= 0, "Gamma should be a non-negative real number.");
        Ops s = tf.scoped("adjust_gamma");
        return s.withName("mul").mul(gain, s.withName("pow").pow(image, gamma));
    }

    /** Grey of colours: {@code 0.2989 red + 0.587 green + 0.114 blue}, the last dimension 1; floats. */
    public Output rgbToGrayscale(Output images) {
        Ops s = tf.scoped("rgb_to_grayscale");
        Output weights = s.constant(Tensor.of(images.dtype(), new double[] {0.2989, 0.587, 0.114}), "mul/y");
        return s.reduceSum(s.withName("mul").mul(images, weights), -1, true);
    }

    /** Grey pictures, the last dimension 1, as colours: three times the same. */
    public Output grayscaleToRgb(Output images) {
        require(images.shape().hasRank(), "images must have a known rank");
        Ops s = tf.scoped("grayscale_to_rgb");
        int[] multiples = new int[images.shape().rank()];
        Arrays.fill(multiples, 1);
        multiples[multiples.length - 1] = 3;
        return s.tile(images, multiples);
    }

    /** {@code |x[i+1] - x[i]|} summed up over rows, columns and channels of each picture. */
    public Output totalVariation(Output images) {
        Ops s = tf.scoped("total_variation");
        int batch = requireRank(images) - 3;
        int[] axes = batch == 0 ? new int[] {0, 1, 2} : new int[] {1, 2, 3};
        Output down = s.withName("sub").sub(part(s, images, batch, 1, true), part(s, images, batch, 0, true));
        Output along = s.withName("sub_1").sub(part(s, images, batch, 1, false), part(s, images, batch, 0, false));
        return s.withName("add").add(s.reduceSum(s.abs(down), axes), s.reduceSum(s.abs(along), axes));
    }

    private static Output part(Ops s, Output images, int batch, int from, boolean rows) {
        Slice moved = from == 1 ? Slice.from(1) : Slice.to(-1);
        Slice[] all = new Slice[batch + 3];
        Arrays.fill(all, Slice.all());
        all[batch + (rows ? 0 : 1)] = moved;
        return s.stridedSlice(images, all);
    }
}
