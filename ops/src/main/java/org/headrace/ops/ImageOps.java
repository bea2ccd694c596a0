package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.ReverseV2;
import org.jspecify.annotations.Nullable;

/** Pictures: TensorFlow's {@code tf.image}. One is [height, width, channels], a batch [batch, height, width, channels]. */
public final class ImageOps extends FramingOps {
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

    /** One picture or a batch, mirrored left to right. */
    public Output flipLeftRight(Output image) {
        return flip(tf.scoped("flip_left_right"), image, 1);
    }

    /** One picture or a batch, upside down. */
    public Output flipUpDown(Output image) {
        return flip(tf.scoped("flip_up_down"), image, 0);
    }

    private static Output flip(Ops s, Output image, int axis) {
        int batch = Framing.rank(image) - 3;
        return s.reverse(Framing.atLeast3D(s, image), axis + batch);
    }

    /** One picture or a batch with rows and columns exchanged. */
    public Output transpose(Output image) {
        Ops s = tf.scoped("transpose");
        boolean batch = Framing.rank(image) == 4;
        Output whole = Framing.atLeast3D(s, image);
        return batch ? s.transpose(whole, 0, 2, 1, 3) : s.transpose(whole, 1, 0, 2);
    }

    /** The same as {@link #transpose}. */
    public Output transposeImage(Output image) {
        return transpose(image);
    }

    /** The same as {@code tf.extractImagePatches}: windows of pixels as channels. */
    public Output extractImagePatches(Output images, int[] ksizes, int[] strides, int[] rates, String padding) {
        return tf.extractImagePatches(images, ksizes, strides, rates, padding);
    }

    /** One picture or a batch, turned counter-clockwise {@code k} times by 90 degrees. */
    public Output rot90(Output image, int k) {
        Ops s = tf.scoped("rot90");
        boolean batch = Framing.rank(image) == 4;
        int rows = batch ? 1 : 0;
        int[] swapped = batch ? new int[] {0, 2, 1, 3} : new int[] {1, 0, 2};
        return switch (Math.floorMod(k, 4)) {
            case 0 -> s.identity(image);
            case 1 -> s.transpose(s.reverse(image, rows + 1), swapped);
            case 2 -> s.reverse(image, rows, rows + 1);
            default -> s.reverse(s.transpose(image, swapped), rows + 1);
        };
    }

    /**
     * One picture upside down or as it is, by a chance of one half; of a batch each picture for itself, of any numbers.
     *
     * @param seed the op's seed, or null
     */
    public Output randomFlipUpDown(Output image, @Nullable Long seed) {
        return randomFlip(tf.scoped("random_flip_up_down"), image, 0, seed);
    }

    /**
     * One picture mirrored left to right or as it is, by a chance of one half; of a batch each picture for itself, of any
     * numbers.
     *
     * @param seed the op's seed, or null
     */
    public Output randomFlipLeftRight(Output image, @Nullable Long seed) {
        return randomFlip(tf.scoped("random_flip_left_right"), image, 1, seed);
    }

    private static Output randomFlip(Ops s, Output image, int axis, @Nullable Long seed) {
        boolean batch = Framing.rank(image) == 4;
        Output whole = Framing.atLeast3D(s, image);
        if (batch) {
            return flipEach(s, whole, axis + 1, seed);
        }
        Output chance = s.random.uniform(Shape.scalar(), 0, 1, DType.FLOAT32, seed);
        Branches branches = new Branches(s, s.less(chance, 0.5f));
        Ops flipping = branches.whenTrue().scoped("ReverseV2");
        Output axes = flipping.constant(Tensor.of(new int[] {axis}), "axis");
        Output flipped = flipping.finish(new ReverseV2(), branches.whenTrue(flipping, whole), axes);
        Output result = branches.merge(branches.whenFalse(s, whole), flipped);
        result.setShape(image.shape());
        return result;
    }

    private static Output flipEach(Ops s, Output images, int axis, @Nullable Long seed) {
        Output n = s.stridedSlice(s.shape(images), Slice.at(0));
        Ops r = s.scoped("random_uniform");
        Output shape = Constants.pack(r.scoped("shape"), n);
        Output chances = r.withName(r.scopeName()).random.uniform(shape, 0, 1, DType.FLOAT32, seed);
        Output flips = s.cast(s.math.round(Packed.reshape(s, chances, n, 1, 1, 1)), images.dtype());
        Output flipped = s.withName("mul").mul(flips, s.reverse(images, axis));
        Output kept = s.withName("mul").mul(s.withName("sub").sub(1, flips), images);
        return s.withName("add").add(flipped, kept);
    }

    /**
     * Pictures made brighter by a number drawn from {@code [-maxDelta, maxDelta)}, one for all.
     *
     * @param seed the op's seed, or null
     */
    public Output randomBrightness(Output image, double maxDelta, @Nullable Long seed) {
        require(maxDelta >= 0, "max_delta must be non-negative.");
        return tf.image.adjustBrightness(image, drawn(-maxDelta, maxDelta, seed));
    }

    /** Pictures whose contrast is multiplied by a number drawn from {@code [lower, upper)}, one for all. */
    public Output randomContrast(Output image, double lower, double upper, @Nullable Long seed) {
        require(upper > lower, "upper must be > lower.");
        require(lower >= 0, "lower must be non-negative.");
        return tf.image.adjustContrast(image, drawn(lower, upper, seed));
    }

    /** RGB pictures with their hue turned by a number drawn from {@code [-maxDelta, maxDelta)}, at most 0.5; one for all. */
    public Output randomHue(Output image, double maxDelta, @Nullable Long seed) {
        require(maxDelta <= 0.5, "max_delta must be <= 0.5.");
        require(maxDelta >= 0, "max_delta must be non-negative.");
        return tf.image.adjustHue(image, drawn(-maxDelta, maxDelta, seed));
    }

    /** RGB pictures whose saturation is multiplied by a number drawn from {@code [lower, upper)}, one for all. */
    public Output randomSaturation(Output image, double lower, double upper, @Nullable Long seed) {
        require(upper > lower, "upper must be > lower.");
        require(lower >= 0, "lower must be non-negative.");
        return tf.image.adjustSaturation(image, drawn(lower, upper, seed));
    }

    private Output drawn(double lower, double upper, @Nullable Long seed) {
        return tf.random.uniform(Shape.scalar(), lower, upper, DType.FLOAT32, seed);
    }

    private static void require(boolean right, String rule) {
        if (!right) {
            throw new InvalidArgumentException(rule);
        }
    }
}
