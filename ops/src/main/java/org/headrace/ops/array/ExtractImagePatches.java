package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;

/**
 * The pixels under a window at each of its positions as channels: {@code [n, h, w, c]} becomes
 * {@code [n, rows, columns, kh kw c]}. TensorFlow's {@code ExtractImagePatches}; what the window covers beyond the edges
 * is 0. Real numbers.
 *
 * @param ksizes {@code [1, kh, kw, 1]}, the window's size
 * @param strides {@code [1, sh, sw, 1]}, how far it moves
 * @param rates {@code [1, rh, rw, 1]}, how far apart the pixels that it picks lie
 * @param padding {@code "SAME"} or {@code "VALID"}
 */
public record ExtractImagePatches(List<Long> ksizes, List<Long> strides, List<Long> rates, String padding)
        implements Differentiable {
    public ExtractImagePatches {
        ksizes = List.copyOf(ksizes);
        strides = List.copyOf(strides);
        rates = List.copyOf(rates);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC.without(DType.UINT32, DType.UINT64).require(in, 0, "images");
        requireWindow(in, "ksizes", ksizes);
        requireWindow(in, "strides", strides);
        requireWindow(in, "rates", rates);
        if (!padding.equals("SAME") && !padding.equals("VALID")) {
            throw in.error("padding must be SAME or VALID, not %s", padding);
        }
        Shape images = in.requireRank(0, 4);
        if (!images.hasRank()) {
            images = Shape.unknownDims(4);
        }
        long depth = ShapeRules.multiply(in, images.dim(3), ShapeRules.multiply(in, ksizes.get(1), ksizes.get(2)));
        return List.of(in.input(0)
                .withShape(Shape.of(images.dim(0), positions(in, images, 1), positions(in, images, 2), depth)));
    }

    private static void requireWindow(InferContext in, String name, List<Long> sizes) {
        if (sizes.size() != 4 || sizes.get(0) != 1 || sizes.get(3) != 1 || sizes.get(1) < 1 || sizes.get(2) < 1) {
            throw in.error("%s must be [1, rows, columns, 1], each at least 1, but are %s", name, sizes);
        }
    }

    /** How far the window reaches along an axis. */
    private long extent(OpContext context, int axis) {
        return ShapeRules.add(context, 1, ShapeRules.multiply(context, ksizes.get(axis) - 1, rates.get(axis)));
    }

    private long positions(OpContext context, Shape images, int axis) {
        long dim = images.dim(axis);
        long stride = strides.get(axis);
        if (dim == Shape.UNKNOWN) {
            return dim;
        }
        if (padding.equals("SAME")) {
            return dim / stride + (dim % stride == 0 ? 0 : 1);
        }
        long room = dim - extent(context, axis);
        if (room < 0) {
            throw context.error(
                    "the window reaches over %d along axis %d, more than the images' %d: use padding SAME or fewer pixels",
                    extent(context, axis), axis, dim);
        }
        return room / stride + 1;
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape images = signature.input(0).shape();
        int channels = (int) images.dim(3);
        int rows = Math.toIntExact(ksizes.get(1));
        int columns = Math.toIntExact(ksizes.get(2));
        List<CopyKernel.Part> parts = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                parts.add(new CopyKernel.Part(copy(signature, r, c, (r * columns + c) * channels), 0, 0));
            }
        }
        return padding.equals("SAME") ? CopyKernel.intoZeros(signature, parts) : CopyKernel.of(signature, parts);
    }

    /** What lies under pixel {@code (r, c)} of the window at all its positions. */
    private StridedCopy copy(Signature signature, int r, int c, int channel) {
        Shape images = signature.input(0).shape();
        Shape patches = signature.output(0).shape();
        int[] inImages = StridedCopy.strides(StridedCopy.dims(images));
        int[] inPatches = StridedCopy.strides(StridedCopy.dims(patches));
        int[] dims = StridedCopy.dims(images);
        int[] steps = inImages.clone();
        int from = 0;
        int to = channel;
        for (int axis = 1; axis <= 2; axis++) {
            long stride = strides.get(axis);
            long first = (axis == 1 ? r : c) * rates.get(axis) - before(signature, images, patches, axis);
            long skipped = first < 0 ? (stride - 1 - first) / stride : 0;
            long start = first + skipped * stride;
            long end = Math.min(images.dim(axis), first + patches.dim(axis) * stride);
            dims[axis] = (int) Math.max(0, (end - start + stride - 1) / stride);
            steps[axis] = (int) Math.min(Integer.MAX_VALUE, inImages[axis] * stride);
            from += dims[axis] == 0 ? 0 : (int) (start * inImages[axis]);
            to += dims[axis] == 0 ? 0 : (int) (skipped * inPatches[axis]);
        }
        return StridedCopy.of(signature.input(0).dtype(), dims, steps, from, inPatches, to);
    }

    private long before(Signature signature, Shape images, Shape patches, int axis) {
        if (padding.equals("VALID")) {
            return 0;
        }
        long covered = (patches.dim(axis) - 1) * strides.get(axis) + extent(signature, axis);
        return Math.max(0, covered - images.dim(axis)) / 2;
    }

    /**
     * The patches' gradients summed up by the pixels that they are of. TensorFlow makes a sparse matrix product of it; here
     * it is a sum by segments, with the same result.
     */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output shape = tf.shape(op.input(0));
        Output batch = tf.stridedSlice(shape, Slice.at(0));
        Output height = tf.stridedSlice(shape, Slice.at(1));
        Output width = tf.stridedSlice(shape, Slice.at(2));
        Output channels = tf.stridedSlice(shape, Slice.at(3));
        Output pixels = tf.mul(height, width);
        // 0 stands for what is beyond the edges
        Output numbers = tf.reshape(tf.range(1, tf.add(pixels, 1), 1), tf.stack(1, height, width, 1));
        Output ids = tf.sub(tf.reshape(tf.add(this, numbers), -1), 1);
        Output size = tf.size(ids);
        Output table = tf.reshape(dy.get(0), tf.stack(batch, size, channels));
        Output sum = tf.math.unsortedSegmentSum(tf.transpose(table, 1, 0, 2), ids, pixels);
        return Gradient.list(tf.reshape(tf.transpose(sum, 1, 0, 2), shape));
    }
}
