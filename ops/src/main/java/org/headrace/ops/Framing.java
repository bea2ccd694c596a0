package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;

/** Cutting pictures and putting frames around them, as TensorFlow's Python does it, by known and computed numbers. */
final class Framing {
    private Framing() {}

    /** 3 or 4, the only ranks that pictures and batches have. */
    static int rank(Output image) {
        Shape shape = image.shape();
        if (!shape.hasRank() || shape.rank() != 3 && shape.rank() != 4) {
            throw new InvalidArgumentException("'image' (shape " + shape + ") must have either 3 or 4 dimensions.");
        }
        return shape.rank();
    }

    /** The image itself, once it is known to have pixels. */
    static Output atLeast3D(Ops s, Output image) {
        return s.withDependencies(checks(s, image), image);
    }

    /** What has to run to know that an image has pixels. */
    static List<Op> checks(Ops s, Output image) {
        Shape shape = image.shape();
        if (!shape.hasRank() || shape.rank() < 3) {
            throw new InvalidArgumentException("'image' (shape " + shape + ") must be at least three-dimensional.");
        }
        Shape inner = shape.slice(shape.rank() - 3, shape.rank());
        for (long dim : inner.dims()) {
            if (dim == 0) {
                throw new InvalidArgumentException("inner 3 dims of 'image.shape' must be > 0: " + shape);
            }
        }
        List<Op> checks = new ArrayList<>();
        if (!inner.isComplete()) {
            Output dims = s.stridedSlice(s.shape(image), Slice.from(-3));
            Ops check = s.scoped("assert_positive");
            Output positive = check.reduceAll(check.less(0, dims));
            checks.add(check.assertTrue(positive, "inner 3 dims of 'image.shape' must be > 0."));
        }
        return checks;
    }

    /** A rectangle: its place, where a rectangle inside it or around it begins, and its size. */
    record Box(Extent top, Extent left, Extent height, Extent width) {}

    /** A batch in the scope {@code s}: one picture becomes one of one. */
    static Output batch(Ops s, Output image) {
        return rank(image) == 4 ? image : s.expandDims(image, 0);
    }

    /** What was done to a batch as the one picture that it came from. */
    static Output like(Ops s, Output image, Output done) {
        return rank(image) == 4 ? done : s.squeeze(done, 0);
    }

    static Output crop(Ops s, Output image, Box box) {
        Output all = batch(s, image);
        List<Op> checks = checks(s, all);
        List<Extent> dims = Extent.dims(s, all);
        Extent zero = Extent.of(0);
        Extent one = Extent.of(1);
        box.left().requireAtLeast(s, zero, checks, "offset_width must be >= 0.");
        box.top().requireAtLeast(s, zero, checks, "offset_height must be >= 0.");
        box.width().requireAtLeast(s, one, checks, "target_width must be > 0.");
        box.height().requireAtLeast(s, one, checks, "target_height must be > 0.");
        Extent right = box.width().plus(s, box.left());
        dims.get(2).requireAtLeast(s, right, checks, "width must be >= target + offset.");
        Extent bottom = box.height().plus(s, box.top());
        dims.get(1).requireAtLeast(s, bottom, checks, "height must be >= target + offset.");
        Output whole = s.withDependencies(checks, all);
        Output begin = s.stack(0, box.top().value(), box.left().value(), 0);
        Output size = s.stack(-1, box.height().value(), box.width().value(), -1);
        Output cropped = s.slice(whole, begin, size);
        cropped.setShape(sized(all, box));
        return like(s, image, cropped);
    }

    static Output pad(Ops s, Output image, Box box) {
        Output all = batch(s, image);
        List<Op> checks = checks(s, all);
        List<Extent> dims = Extent.dims(s, all);
        Extent right = box.width().minus(s, box.left()).minus(s, dims.get(2));
        Extent bottom = box.height().minus(s, box.top()).minus(s, dims.get(1));
        Extent zero = Extent.of(0);
        box.top().requireAtLeast(s, zero, checks, "offset_height must be >= 0");
        box.left().requireAtLeast(s, zero, checks, "offset_width must be >= 0");
        right.requireAtLeast(s, zero, checks, "width must be <= target - offset");
        bottom.requireAtLeast(s, zero, checks, "height must be <= target - offset");
        Output whole = s.withDependencies(checks, all);
        Output around =
                s.stack(0, 0, box.top().value(), bottom.value(), box.left().value(), right.value(), 0, 0);
        Output padded = s.pad(whole, s.reshape(around, 4, 2));
        padded.setShape(sized(all, box));
        return like(s, image, padded);
    }

    private static Shape sized(Output all, Box box) {
        Shape shape = all.shape();
        return Shape.of(shape.dim(0), box.height().dim(), box.width().dim(), shape.dim(3));
    }
}
