package org.headrace.ops.array;

import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.Differentiable;
import org.headrace.ops.kernels.StridedCopy;

/**
 * {@code SpaceToDepth} and {@code DepthToSpace}: blocks of {@code b x b} pixels and the channels of one pixel, one for the
 * other. Seen as {@code [N, H, b, W, b, C]} the image and as {@code [N, H, W, b, b, C]} the depths have the same elements in
 * another order. Only for {@code NHWC}, as TensorFlow's CPU kernels.
 */
interface DepthBlocks extends Differentiable {
    long blockSize();

    String dataFormat();

    /** The known shape of input 0, which must be an image batch; of unknown rank, rank 4. */
    default Shape requireImages(InferContext in) {
        if (!dataFormat().equals("NHWC")) {
            if (!dataFormat().equals("NCHW") && !dataFormat().equals("NCHW_VECT_C")) {
                throw in.error("data_format must be NHWC, NCHW or NCHW_VECT_C, not %s", dataFormat());
            }
            throw new UnimplementedException(
                    in.op(),
                    "Only NHWC data_format supported on CPU. Got " + dataFormat() + ": transpose to channels last");
        }
        if (blockSize() < 2) {
            throw in.error("Block size should be > 1, but was: %d", blockSize());
        }
        Shape shape = in.requireRank(0, 4);
        return shape.hasRank() ? shape : Shape.unknownDims(4);
    }

    /** A dimension divided by what must divide it. */
    static long divided(InferContext in, long dim, long divisor, String what) {
        if (dim == Shape.UNKNOWN) {
            return dim;
        }
        if (dim % divisor != 0) {
            throw in.error("Dimension size must be evenly divisible by %d but is %d: %s", divisor, dim, what);
        }
        return dim / divisor;
    }

    /** Copies between a batch of images and the batch of depths. */
    default StridedCopy copy(DType dtype, Shape depths, boolean toDepth) {
        int b = (int) blockSize();
        int h = (int) depths.dim(1);
        int w = (int) depths.dim(2);
        int c = (int) depths.dim(3) / (b * b);
        int n = (int) depths.dim(0);
        int line = w * b * c;
        int[] inImage = {h * b * line, b * line, b * c, line, c, 1};
        int[] inDepths = StridedCopy.strides(n, h, w, b, b, c);
        int[] dims = {n, h, w, b, b, c};
        return toDepth
                ? StridedCopy.of(dtype, dims, inImage, 0, inDepths, 0)
                : StridedCopy.of(dtype, dims, inDepths, 0, inImage, 0);
    }
}
