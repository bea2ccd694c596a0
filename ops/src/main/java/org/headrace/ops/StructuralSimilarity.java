package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.math.Cast;

/**
 * The structural similarity of pictures (Wang et al. 2004), as the ops that TensorFlow's Python makes, in its order and under
 * its names.
 *
 * @param filterSize the width of the window that means and variances are taken over
 * @param filterSigma the standard deviation of the Gaussian that weighs its pixels
 * @param k1 keeps the quotient of brightnesses finite
 * @param k2 keeps the quotient of contrasts finite
 */
record StructuralSimilarity(int filterSize, double filterSigma, double k1, double k2) {
    /** TensorFlow's own. */
    static final StructuralSimilarity USUAL = new StructuralSimilarity(11, 1.5, 0.01, 0.03);

    /** For each channel: the similarity, and its part that is of contrast and structure. */
    record Channels(Output ssim, Output contrast) {}

    /** The shapes of two pictures, and what has to run to know that they fit. */
    record Compared(List<Output> shapes, List<Op> checks) {}

    static Compared compare(Ops s, Output a, Output b) {
        Shape left = inner(a);
        Shape right = inner(b);
        if (!left.isCompatibleWith(right)) {
            throw new InvalidArgumentException("Two images are not compatible: " + a.shape() + " and " + b.shape());
        }
        List<Output> shapes = s.shapeN(List.of(a, b));
        Output enough = s.greaterEqual(s.size(shapes.get(0)), 3);
        Op ranks = s.assertTrue(enough, shapes.get(0), shapes.get(1));
        Output first = s.stridedSlice(shapes.get(0), Slice.from(-3));
        Output second = s.stridedSlice(shapes.get(1), Slice.from(-3));
        Output same = s.reduceAll(s.equal(first, second));
        return new Compared(shapes, List.of(ranks, s.assertTrue(same, shapes.get(0), shapes.get(1))));
    }

    private static Shape inner(Output image) {
        Shape shape = image.shape();
        if (!shape.hasRank()) {
            return Shape.unknown();
        }
        if (shape.rank() < 3) {
            throw new InvalidArgumentException("Shape " + shape + " must have rank at least 3");
        }
        return shape.slice(shape.rank() - 3, shape.rank());
    }

    /** The greatest possible value as float32 of the pictures' scale. */
    static Output greatest(Ops s, Number maxVal, DType dtype) {
        Ops c = s.scoped("Cast");
        Output given = c.constant(Tensor.of(maxVal instanceof Double ? (Object) maxVal.floatValue() : maxVal), "x");
        Output cast = given.dtype() == dtype ? given : c.finish(new Cast(dtype), given);
        return s.image.convertImageDtype(cast, DType.FLOAT32);
    }

    /** Of float32 pictures [..., height, width, channels]: [..., channels]. */
    Channels channels(Ops s, Output a, Output b, Output maxVal) {
        Output size = s.withName("Const").constant(filterSize);
        Output sigma = s.withName("Const").constant((float) filterSigma);
        List<Output> shapes = s.shapeN(List.of(a, b));
        Op first = coversWindow(s, shapes.get(0), size);
        Op second = coversWindow(s, shapes.get(1), size);
        Output x = s.withControlDependencies(first, second).identity(a);
        Output gauss = gauss(s, size, sigma);
        Output kernel = Packed.tile(s, gauss, 1, 1, s.stridedSlice(shapes.get(0), Slice.at(-1)), 1);
        Output c1 = square(s, s.withName("mul").mul(k1, maxVal));
        Output c2 = square(s, s.withName("mul").mul(k2, maxVal));
        Output meanA = blurred(s, x, kernel);
        Output meanB = blurred(s, b, kernel);
        Output means = twice(s, s.withName("mul").mul(meanA, meanB));
        Output meanSquares = s.withName("add").add(s.square(meanA), s.square(meanB));
        Output above = s.withName("add").add(means, c1);
        Output luminance = s.div(above, s.withName("add").add(meanSquares, c1));
        Output products = twice(s, blurred(s, s.withName("mul").mul(x, b), kernel));
        Output squares = blurred(s, s.withName("add").add(s.square(x), s.square(b)), kernel);
        c2 = s.withName("mul").mul(c2, 1);
        Output common = s.withName("add").add(s.withName("sub").sub(products, means), c2);
        Output whole = s.withName("add").add(s.withName("sub").sub(squares, meanSquares), c2);
        Output contrast = s.div(common, whole);
        Output axes = s.withName("Const").constant(new int[] {-3, -2});
        Output ssim = s.reduceMean(s.withName("mul").mul(luminance, contrast), axes);
        return new Channels(ssim, s.reduceMean(contrast, axes));
    }

    private static Op coversWindow(Ops s, Output shape, Output size) {
        Output pixels = s.stridedSlice(shape, Slice.range(-3, -1));
        return s.assertTrue(s.reduceAll(s.greaterEqual(pixels, size)), shape, size);
    }

    private static Output square(Ops s, Output x) {
        return s.withName("pow").pow(x, 2);
    }

    private static Output twice(Ops s, Output x) {
        return s.withName("mul").mul(x, 2);
    }

    /** A Gaussian window [size, size, 1, 1] whose sum is 1. */
    private static Output gauss(Ops s, Output size, Output sigma) {
        Output places = s.cast(s.range(size), DType.FLOAT32);
        Output last = s.cast(s.withName("sub").sub(size, 1), DType.FLOAT32);
        Output distances = s.withName("sub").sub(places, s.div(last, 2));
        Output squares = s.square(distances);
        Output exponents = s.withName("mul").mul(squares, s.div(-0.5, s.square(sigma)));
        Output row = s.reshape(exponents, 1, -1);
        Output plane = s.withName("add").add(row, s.reshape(exponents, -1, 1));
        return Packed.reshape(s, s.nn.softmax(s.reshape(plane, 1, -1)), size, size, 1, 1);
    }

    /** Weighted means over the windows that lie inside. */
    private static Output blurred(Ops s, Output x, Output kernel) {
        Output shape = s.shape(x);
        Output flat = s.reshape(x, Packed.concat(s, new Object[] {-1}, s.stridedSlice(shape, Slice.from(-3))));
        Output means = s.nn.depthwiseConv2d(flat, kernel, new int[] {1, 1, 1, 1}, "VALID");
        Output batch = s.stridedSlice(shape, Slice.to(-3));
        Output rest = s.stridedSlice(s.shape(means), Slice.from(1));
        return s.reshape(means, s.concat(List.of(batch, rest), 0));
    }
}
