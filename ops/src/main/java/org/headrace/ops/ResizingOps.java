package org.headrace.ops;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.image.CropAndResize;
import org.headrace.ops.image.ExtractGlimpse;
import org.headrace.ops.image.ResizeArea;
import org.headrace.ops.image.ResizeBicubic;
import org.headrace.ops.image.ResizeBilinear;
import org.headrace.ops.image.ResizeNearestNeighbor;

/** Resizing and cropping by one op, a part of {@link ImageOps}. */
abstract class ResizingOps {
    final Ops tf;

    ResizingOps(Ops tf) {
        this.tf = tf;
    }

    /** One picture or a batch, of known rank, of another {@code size}, [height, width], by bilinear mixing. */
    public Output resizeImages(Output images, int... size) {
        return resizeImages(images, size, ImageOps.ResizeMethod.BILINEAR, false);
    }

    /** The same by another method; the picture itself if it has the size already. */
    public Output resizeImages(Output images, int[] size, ImageOps.ResizeMethod method, boolean alignCorners) {
        return resizeImages(images, size, method, alignCorners, false);
    }

    /** The same; if {@code preserveAspectRatio}, of the greatest size that fits into {@code size} and keeps the shape. */
    public Output resizeImages(
            Output images,
            int[] size,
            ImageOps.ResizeMethod method,
            boolean alignCorners,
            boolean preserveAspectRatio) {
        Ops s = tf.scoped("resize");
        if (size.length != 2) {
            throw new InvalidArgumentException(
                    "'size' must be a 1-D Tensor of 2 elements: new_height, new_width, not " + Arrays.toString(size));
        }
        Output all = Framing.batch(s, images);
        Output wanted = s.constant(Tensor.of(size), "size");
        if (preserveAspectRatio) {
            wanted = fitting(s, all, size);
        } else if (all.shape().dim(1) == size[0] && all.shape().dim(2) == size[1]) {
            return Framing.like(s, images, all);
        }
        return Framing.like(s, images, resize(s, all, wanted, method, alignCorners));
    }

    /** The same of a computed size, int32 {@code [2]}. */
    public Output resizeImages(Output images, Output size, ImageOps.ResizeMethod method, boolean alignCorners) {
        Ops s = tf.scoped("resize");
        return Framing.like(s, images, resize(s, Framing.batch(s, images), size, method, alignCorners));
    }

    /** The greatest size within {@code size} that has the pictures' shape. */
    private static Output fitting(Ops s, Output all, int... size) {
        List<Extent> dims = Extent.dims(s, all);
        Output heights =
                s.div(Extent.of(size[0]).as(s, DType.FLOAT32), dims.get(1).as(s, DType.FLOAT32));
        Output widths =
                s.div(Extent.of(size[1]).as(s, DType.FLOAT32), dims.get(2).as(s, DType.FLOAT32));
        Output scale = s.minimum(heights, widths);
        Output height = scaled(s, scale, dims.get(1));
        return Constants.pack(s.scoped("size"), height, scaled(s, scale, dims.get(2)));
    }

    private static Output scaled(Ops s, Output scale, Extent extent) {
        Output exact = s.withName("mul").mul(scale, extent.as(s, DType.FLOAT32));
        return s.cast(s.math.round(exact), DType.INT32);
    }

    static Output resize(Ops s, Output all, Output size, ImageOps.ResizeMethod method, boolean alignCorners) {
        return switch (method) {
            case BILINEAR -> s.image.resizeBilinear(all, size, alignCorners, false);
            case NEAREST_NEIGHBOR -> s.image.resizeNearestNeighbor(all, size, alignCorners, false);
            case BICUBIC -> s.image.resizeBicubic(all, size, alignCorners, false);
            case AREA -> s.image.resizeArea(all, size, alignCorners);
        };
    }

    /**
     * Pictures {@code [batch, height, width, channels]} of any numbers as float32 of another {@code size}, {@code [height,
     * width]}: each pixel is mixed from the four that it falls between. Both sizes must be positive.
     *
     * @see ResizeBilinear
     */
    public Output resizeBilinear(Output images, int... size) {
        return resize(new ResizeBilinear(false, false), images, size);
    }

    /** The same of a computed size, int32 {@code [2]}; not both of {@code alignCorners} and {@code halfPixelCenters}. */
    public Output resizeBilinear(Output images, Output size, boolean alignCorners, boolean halfPixelCenters) {
        return tf.add(new ResizeBilinear(alignCorners, halfPixelCenters), images, size);
    }

    /**
     * Pictures {@code [batch, height, width, channels]} of another {@code size}, {@code [height, width]}, and the same dtype:
     * each pixel is a copy of the one that it falls on.
     *
     * @see ResizeNearestNeighbor
     */
    public Output resizeNearestNeighbor(Output images, int... size) {
        return resize(new ResizeNearestNeighbor(false, false), images, size);
    }

    /** The same of a computed size, int32 {@code [2]}; not both of {@code alignCorners} and {@code halfPixelCenters}. */
    public Output resizeNearestNeighbor(Output images, Output size, boolean alignCorners, boolean halfPixelCenters) {
        return tf.add(new ResizeNearestNeighbor(alignCorners, halfPixelCenters), images, size);
    }

    /**
     * Pictures {@code [batch, height, width, channels]} of any numbers as float32 of another {@code size}, {@code [height,
     * width]}: each pixel is mixed from sixteen by cubic convolution.
     *
     * @see ResizeBicubic
     */
    public Output resizeBicubic(Output images, int... size) {
        return resize(new ResizeBicubic(false, false), images, size);
    }

    /** The same of a computed size, int32 {@code [2]}; not both of {@code alignCorners} and {@code halfPixelCenters}. */
    public Output resizeBicubic(Output images, Output size, boolean alignCorners, boolean halfPixelCenters) {
        return tf.add(new ResizeBicubic(alignCorners, halfPixelCenters), images, size);
    }

    /**
     * Pictures {@code [batch, height, width, channels]} of any numbers as float32 of another {@code size}, {@code [height,
     * width]}: each pixel is the average of what it covers. It has no gradient.
     *
     * @see ResizeArea
     */
    public Output resizeArea(Output images, int... size) {
        return resize(new ResizeArea(false), images, size);
    }

    /** The same of a computed size, int32 {@code [2]}. */
    public Output resizeArea(Output images, Output size, boolean alignCorners) {
        return tf.add(new ResizeArea(alignCorners), images, size);
    }

    private Output resize(OpType type, Output images, int... size) {
        Ops s = tf.scoped(type.name());
        return s.finish(type, images, s.constant(Tensor.of(size), "size"));
    }

    /**
     * Boxes cut out of pictures {@code [batch, height, width, channels]} of any numbers and resized to {@code cropSize},
     * {@code [height, width]}: float32 {@code [boxes, height, width, channels]}. A box is {@code [y1, x1, y2, x2]} in parts
     * of the picture, float32; {@code boxInd} tells which picture each is of, int32. Outside of pictures is 0.
     *
     * @see CropAndResize
     */
    public Output cropAndResize(Output image, Output boxes, Output boxInd, int... cropSize) {
        Ops s = tf.scoped("CropAndResize");
        return s.finish(
                new CropAndResize("bilinear", 0), image, boxes, boxInd, s.constant(Tensor.of(cropSize), "crop_size"));
    }

    /** The same of a computed size, by {@code "bilinear"} or {@code "nearest"}, and another value outside of pictures. */
    public Output cropAndResize(
            Output image, Output boxes, Output boxInd, Output cropSize, String method, float extrapolationValue) {
        return tf.add(new CropAndResize(method, extrapolationValue), image, boxes, boxInd, cropSize);
    }

    /**
     * A window of {@code size}, int32 {@code [2]}, of each picture {@code [batch, height, width, channels]}, float32, at
     * {@code offsets}, float32 {@code [batch, 2]} of (y, x) from -1 to 1, where 0 is the centre. Outside of it is uniform noise.
     *
     * @see ExtractGlimpse
     */
    public Output extractGlimpse(Output input, Output size, Output offsets) {
        return extractGlimpse(input, size, offsets, true, true, true);
    }

    /** The same, the offsets from the corner if not {@code centered}, in pixels if not {@code normalized}. */
    public Output extractGlimpse(
            Output input, Output size, Output offsets, boolean centered, boolean normalized, boolean uniformNoise) {
        return tf.add(new ExtractGlimpse(centered, normalized, uniformNoise, "uniform"), input, size, offsets);
    }
}
