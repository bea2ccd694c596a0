package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;

/** Cropping, padding and fitting pictures, one or a batch, whose size may be known only when it runs. */
abstract class FramingOps extends SimilarityOps {
    FramingOps(Ops tf) {
        super(tf);
    }

    /** The part of one picture or a batch that begins at the offsets, of this height and width. It must lie inside. */
    public Output cropToBoundingBox(
            Output image, int offsetHeight, int offsetWidth, int targetHeight, int targetWidth) {
        Ops s = tf.scoped("crop_to_bounding_box");
        return Framing.crop(s, image, box(offsetHeight, offsetWidth, targetHeight, targetWidth));
    }

    /** One picture or a batch with zeros around it: it begins at the offsets of the result of this height and width. */
    public Output padToBoundingBox(Output image, int offsetHeight, int offsetWidth, int targetHeight, int targetWidth) {
        Ops s = tf.scoped("pad_to_bounding_box");
        return Framing.pad(s, image, box(offsetHeight, offsetWidth, targetHeight, targetWidth));
    }

    private static Framing.Box box(int top, int left, int height, int width) {
        return new Framing.Box(Extent.of(top), Extent.of(left), Extent.of(height), Extent.of(width));
    }

    /** One picture or a batch, cropped in its middle or with zeros around it, to be of this size. */
    public Output resizeImageWithCropOrPad(Output image, int targetHeight, int targetWidth) {
        Ops s = tf.scoped("resize_image_with_crop_or_pad");
        Output whole = checked(s, image, targetHeight, targetWidth);
        List<Extent> dims = Extent.dims(s, whole);
        Extent height = Extent.of(targetHeight);
        Extent width = Extent.of(targetWidth);
        Extent along = width.minus(s, dims.get(2));
        Extent cropLeft = along.negative(s).half(s).atLeastZero(s);
        Extent padLeft = along.half(s).atLeastZero(s);
        Extent down = height.minus(s, dims.get(1));
        Extent cropTop = down.negative(s).half(s).atLeastZero(s);
        Extent padTop = down.half(s).atLeastZero(s);
        Extent keptHeight = height.orLess(s, dims.get(1));
        Extent keptWidth = width.orLess(s, dims.get(2));
        Framing.Box inside = new Framing.Box(cropTop, cropLeft, keptHeight, keptWidth);
        Output cropped = Framing.crop(s.scoped("crop_to_bounding_box"), whole, inside);
        Framing.Box around = new Framing.Box(padTop, padLeft, height, width);
        Output padded = Framing.pad(s.scoped("pad_to_bounding_box"), cropped, around);
        return Framing.like(s, image, s.withDependencies(List.of(), padded));
    }

    private static Output checked(Ops s, Output image, int targetHeight, int targetWidth) {
        Output all = Framing.batch(s, image);
        List<Op> checks = new ArrayList<>(Framing.checks(s, all));
        Extent.of(targetWidth).requireAtLeast(s, Extent.of(1), checks, "target_width must be > 0.");
        Extent.of(targetHeight).requireAtLeast(s, Extent.of(1), checks, "target_height must be > 0.");
        return s.withDependencies(checks, all);
    }

    /** One picture or a batch, as large as it fits without changing its shape, with zeros around it: of this size. */
    public Output resizeImageWithPad(Output image, int targetHeight, int targetWidth) {
        return resizeImageWithPad(image, targetHeight, targetWidth, ImageOps.ResizeMethod.BILINEAR, false);
    }

    /** The same resized by another method. */
    public Output resizeImageWithPad(
            Output image, int targetHeight, int targetWidth, ImageOps.ResizeMethod method, boolean alignCorners) {
        Ops s = tf.scoped("resize_image_with_pad");
        Output whole = checked(s, image, targetHeight, targetWidth);
        List<Extent> dims = Extent.dims(s, whole);
        Output height = dims.get(1).as(s, DType.FLOAT64);
        Output width = dims.get(2).as(s, DType.FLOAT64);
        Output wantedHeight = Extent.of(targetHeight).as(s, DType.FLOAT64);
        Output wantedWidth = Extent.of(targetWidth).as(s, DType.FLOAT64);
        Output ratio = s.maximum(s.div(width, wantedWidth), s.div(height, wantedHeight));
        Output fittingHeight = s.div(height, ratio);
        Output fittingWidth = s.div(width, ratio);
        Output newHeight = s.cast(s.math.floor(fittingHeight), DType.INT32);
        Output newWidth = s.cast(s.math.floor(fittingWidth), DType.INT32);
        Output down = s.div(s.withName("sub").sub(wantedHeight, fittingHeight), 2);
        Output along = s.div(s.withName("sub").sub(wantedWidth, fittingWidth), 2);
        Output top = s.math.floor(down);
        Output left = s.math.floor(along);
        Extent padTop = Extent.of(s.maximum(0, s.cast(top, DType.INT32)));
        Extent padLeft = Extent.of(s.maximum(0, s.cast(left, DType.INT32)));
        Ops r = s.scoped("resize");
        Output size = Constants.pack(r.scoped("size"), newHeight, newWidth);
        Output resized = resize(r, whole, size, method, alignCorners);
        Framing.Box around = new Framing.Box(padTop, padLeft, Extent.of(targetHeight), Extent.of(targetWidth));
        return Framing.like(s, image, Framing.pad(s.scoped("pad_to_bounding_box"), resized, around));
    }

    /** The middle of one picture or a batch: a fraction in (0, 1] of its height and width. */
    public Output centralCrop(Output image, double centralFraction) {
        Ops s = tf.scoped("central_crop");
        if (!(centralFraction > 0 && centralFraction <= 1)) {
            throw new InvalidArgumentException("central_fraction must be within (0, 1]");
        }
        if (centralFraction == 1) {
            return image;
        }
        Output all = Framing.atLeast3D(s, image);
        int rows = Framing.rank(image) - 3;
        Extent height = dim(s, image, rows);
        Extent width = dim(s, image, rows + 1);
        Extent top = margin(s, height, centralFraction);
        Extent left = margin(s, width, centralFraction);
        Extent keptHeight = inside(s, height, top);
        Extent keptWidth = inside(s, width, left);
        Object[] begin = {0, top.value(), left.value(), 0};
        Object[] size = {-1, keptHeight.value(), keptWidth.value(), -1};
        boolean batch = rows == 1;
        Output from = batch ? s.stack(begin) : s.stack(begin[1], begin[2], 0);
        Output kept = batch ? s.stack(size) : s.stack(size[1], size[2], -1);
        Output cropped = s.slice(image, from, kept);
        Shape shape = all.shape();
        Shape middle = Shape.of(keptHeight.dim(), keptWidth.dim(), shape.dim(-1));
        cropped.setShape(batch ? Shape.of(shape.dim(0)).concat(middle) : middle);
        return cropped;
    }

    private static Extent dim(Ops s, Output image, int axis) {
        long dim = image.shape().dim(axis);
        return dim == Shape.UNKNOWN
                ? Extent.of(s.stridedSlice(s.shape(image), Slice.at(axis)))
                : Extent.of(Math.toIntExact(dim));
    }

    private static Extent margin(Ops s, Extent extent, double fraction) {
        if (extent.computed() == null) {
            return Extent.of((int) ((extent.known() - extent.known() * fraction) / 2));
        }
        Output whole = extent.as(s, DType.FLOAT64);
        Output rest = s.withName("sub").sub(whole, s.withName("mul").mul(whole, fraction));
        return Extent.of(s.cast(s.div(rest, 2), DType.INT32));
    }

    private static Extent inside(Ops s, Extent extent, Extent margin) {
        Output computed = margin.computed();
        Extent both = computed == null
                ? Extent.of(2 * margin.known())
                : Extent.of(s.withName("mul").mul(computed, 2));
        return extent.minus(s, both);
    }
}
