package org.headrace.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.MirrorPad;
import org.headrace.ops.math.Log;
import org.headrace.ops.math.Pow;

/** How alike pictures are, and how they change from pixel to pixel, a part of {@link ImageOps}. */
abstract class SimilarityOps extends ColourOps {
    private static final float[] SCALES = {0.0448f, 0.2856f, 0.3001f, 0.2363f, 0.1333f};

    SimilarityOps(Ops tf) {
        super(tf);
    }

    /**
     * The peak signal-to-noise ratio in decibels of each pair of pictures {@code [..., height, width, channels]} of one dtype:
     * {@code 20 log10(maxVal) - 10 log10(mean of (a - b)^2)}, float32 {@code [...]}.
     *
     * @param maxVal what pixels reach at most: 1 or 255
     */
    public Output psnr(Output a, Output b, Number maxVal) {
        Ops s = tf.scoped("PSNR");
        Output most = StructuralSimilarity.greatest(s, maxVal, a.dtype());
        Output x = s.image.convertImageDtype(a, DType.FLOAT32);
        Output y = s.image.convertImageDtype(b, DType.FLOAT32);
        Output error = s.reduceMean(s.math.squaredDifference(x, y), -3, -2, -1);
        Output peak = s.withName("mul").mul(20, s.log(most));
        Ops t = s.scoped("Log");
        Output signal = s.div(peak, t.finish(new Log(), t.constant(Tensor.of(10f), "x")));
        Output noise = s.withName("mul").mul((float) (10 / Math.log(10)), s.log(error));
        Output ratio = s.withName("psnr").sub(signal, noise);
        return s.withControlDependencies(StructuralSimilarity.compare(s, x, y).checks())
                .identity(ratio);
    }

    /**
     * The structural similarity of each pair of pictures {@code [..., height, width, channels]} of one dtype, at least 11
     * pixels wide and high: float32 {@code [...]}, 1 for equal ones.
     *
     * @param maxVal what pixels reach at most: 1 or 255
     */
    public Output ssim(Output img1, Output img2, Number maxVal) {
        return ssim(img1, img2, maxVal, StructuralSimilarity.USUAL);
    }

    /** The same by Gaussian windows of another size and deviation, and with other constants. */
    public Output ssim(
            Output img1, Output img2, Number maxVal, int filterSize, double filterSigma, double k1, double k2) {
        return ssim(img1, img2, maxVal, new StructuralSimilarity(filterSize, filterSigma, k1, k2));
    }

    private Output ssim(Output img1, Output img2, Number maxVal, StructuralSimilarity similarity) {
        Output checked = tf.withControlDependencies(
                        StructuralSimilarity.compare(tf, img1, img2).checks())
                .identity(img1);
        Output most = StructuralSimilarity.greatest(tf, maxVal, img1.dtype());
        Output x = tf.image.convertImageDtype(checked, DType.FLOAT32);
        Output y = tf.image.convertImageDtype(img2, DType.FLOAT32);
        return tf.reduceMean(similarity.channels(tf, x, y, most).ssim(), -1);
    }

    /**
     * The structural similarity of each pair of pictures at five scales, each half as fine as the one before, weighted by
     * {@code [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]}. The coarsest must still be 11 pixels wide and high: pictures of 176.
     *
     * @param maxVal what pixels reach at most: 1 or 255
     */
    public Output ssimMultiscale(Output img1, Output img2, Number maxVal) {
        return ssimMultiscale(img1, img2, maxVal, SCALES, 11, 1.5, 0.01, 0.03);
    }

    /** The same with other weights, one for each scale, and other windows and constants. */
    public Output ssimMultiscale(
            Output img1,
            Output img2,
            Number maxVal,
            float[] powerFactors,
            int filterSize,
            double filterSigma,
            double k1,
            double k2) {
        Ops s = tf.scoped("MS-SSIM");
        StructuralSimilarity similarity = new StructuralSimilarity(filterSize, filterSigma, k1, k2);
        StructuralSimilarity.Compared compared = StructuralSimilarity.compare(s, img1, img2);
        Output checked = s.withControlDependencies(compared.checks()).identity(img1);
        Output most = StructuralSimilarity.greatest(s, maxVal, img1.dtype());
        List<Output> images = List.of(
                s.image.convertImageDtype(checked, DType.FLOAT32), s.image.convertImageDtype(img2, DType.FLOAT32));
        List<Output> heads = compared.shapes().stream()
                .map(shape -> s.stridedSlice(shape, Slice.to(-3)))
                .toList();
        List<Output> tails = compared.shapes().stream()
                .map(shape -> s.stridedSlice(shape, Slice.from(-3)))
                .toList();
        Output divisor = s.withName("Const").constant(new int[] {2, 2, 1});
        List<Output> parts = new ArrayList<>();
        for (int k = 0; k < powerFactors.length; k++) {
            Ops scale = s.scope("Scale" + k);
            if (k > 0) {
                List<Output> halves = halves(scale, images, tails, divisor);
                tails = scale.shapeN(halves).stream()
                        .map(shape -> scale.stridedSlice(shape, Slice.from(1)))
                        .toList();
                images = List.of(
                        scale.reshape(halves.get(0), scale.concat(List.of(heads.get(0), tails.get(0)), 0)),
                        scale.reshape(halves.get(1), scale.concat(List.of(heads.get(1), tails.get(1)), 0)));
            }
            StructuralSimilarity.Channels channels = similarity.channels(scale, images.get(0), images.get(1), most);
            Output contrast = scale.nn.relu(channels.contrast());
            parts.add(k < powerFactors.length - 1 ? contrast : s.nn.relu(channels.ssim()));
        }
        Ops p = s.scoped("Pow");
        Output powers = p.finish(new Pow(), s.stack(parts, -1), p.constant(Tensor.of(powerFactors), "y"));
        return s.reduceMean(s.reduceProd(powers, -1), -1);
    }

    /** Batches half as wide and high; before, odd ones get their last row or column twice. */
    private static List<Output> halves(Ops s, List<Output> images, List<Output> tails, Output divisor) {
        List<Output> flat = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            flat.add(s.reshape(images.get(i), Packed.concat(s, new Object[] {-1}, tails.get(i))));
        }
        Output remainder = s.withName("mod").mod(tails.get(0), divisor);
        Ops c = s.scoped("cond");
        Branches branches = new Branches(c, s.reduceAny(s.notEqual(remainder, 0)));
        Ops padding = branches.whenTrue();
        Ops e = padding.scoped("ExpandDims");
        Output column = e.withName(e.scopeName()).expandDims(branches.whenTrue(e, remainder), -1);
        Output paddings = padding.pad(column, new int[][] {{1, 0}, {1, 0}});
        int[] window = {1, 2, 2, 1};
        List<Output> padded = new ArrayList<>();
        for (Output image : flat) {
            Ops m = padding.scoped("MirrorPad");
            padded.add(m.finish(new MirrorPad("SYMMETRIC"), branches.whenTrue(m, image), paddings));
        }
        List<Output> merged = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            merged.add(branches.merge(branches.whenFalse(c, flat.get(i)), padded.get(i)));
        }
        return merged.stream()
                .map(image -> s.nn.avgPool(image, window, window, "VALID"))
                .toList();
    }

    /** How pictures change downwards and along. */
    public record ImageGradients(Output dy, Output dx) {}

    /**
     * The differences of each pixel of a batch {@code [batch, height, width, channels]} to the one below, and to the one right
     * of it; 0 in the last row, or column.
     */
    public ImageGradients imageGradients(Output image) {
        if (!image.shape().hasRank() || image.shape().rank() != 4) {
            throw new InvalidArgumentException(
                    "image_gradients expects a 4D tensor [batch_size, h, w, d], not " + image.shape() + ".");
        }
        Output shape = tf.shape(image);
        List<Output> dims = tf.unstack(shape, 4, 0);
        Output down = tf.withName("sub").sub(part(tf, image, 1, 1, true), part(tf, image, 1, 0, true));
        Output along = tf.withName("sub").sub(part(tf, image, 1, 1, false), part(tf, image, 1, 0, false));
        Output row = tf.stack(dims.get(0), 1, dims.get(2), dims.get(3));
        Output dy = tf.concat(List.of(down, tf.zeros(row, image.dtype())), 1);
        dy = tf.reshape(dy, shape);
        Output column = tf.stack(dims.get(0), dims.get(1), 1, dims.get(3));
        Output dx = tf.concat(List.of(along, tf.zeros(column, image.dtype())), 2);
        return new ImageGradients(dy, tf.reshape(dx, shape));
    }

    /**
     * Sobel's derivatives downwards and along of a batch {@code [batch, height, width, channels]} of floats:
     * {@code [batch, height, width, channels, 2]}. Pixels beyond the edges are those before them, mirrored.
     */
    public Output sobelEdges(Output image) {
        if (!image.shape().hasRank() || image.shape().rank() != 4) {
            throw new InvalidArgumentException("sobel_edges expects a 4D tensor, not " + image.shape());
        }
        Output shape = tf.shape(image);
        double[][][][] kernels = {
            {{{-1, -1}}, {{-2, 0}}, {{-1, 1}}}, {{{0, -2}}, {{0, 0}}, {{0, 2}}}, {{{1, -1}}, {{2, 0}}, {{1, 1}}}
        };
        Output two = tf.withName("Const").constant(image.dtype(), kernels);
        Output channels = tf.stridedSlice(shape, Slice.at(-1));
        Output filters = Packed.tile(tf.withName("sobel_filters"), two, 1, 1, channels, 1);
        Output padded = tf.pad(image, new int[][] {{0, 0}, {1, 1}, {1, 1}, {0, 0}}, "REFLECT");
        Output edges = tf.nn.depthwiseConv2d(padded, filters, new int[] {1, 1, 1, 1}, "VALID");
        Output result = tf.reshape(edges, Packed.concat(tf, shape, new Object[] {2}));
        result.setShape(image.shape().concat(Shape.of(2)));
        return result;
    }

    /** {@code |x[i+1] - x[i]|} summed up over rows, columns and channels of each picture. */
    public Output totalVariation(Output images) {
        Ops s = tf.scoped("total_variation");
        int batch = Framing.rank(images) - 3;
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
