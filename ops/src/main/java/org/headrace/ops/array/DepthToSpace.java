package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;

/**
 * The channels of each pixel as a block of pixels: {@code [n, h, w, b b c]} becomes {@code [n, h b, w b, c]}. TensorFlow's
 * {@code DepthToSpace}, of any dtype.
 *
 * @param blockSize the block's height and width {@code b}, at least 2
 * @param dataFormat {@code "NHWC"}
 */
public record DepthToSpace(long blockSize, String dataFormat) implements DepthBlocks {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = requireImages(in);
        long height = ShapeRules.multiply(in, shape.dim(1), blockSize);
        long width = ShapeRules.multiply(in, shape.dim(2), blockSize);
        long square = ShapeRules.multiply(in, blockSize, blockSize);
        long depth = DepthBlocks.divided(in, shape.dim(3), square, "the depth");
        return List.of(in.input(0).withShape(Shape.of(shape.dim(0), height, width, depth)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        TensorSpec depths = signature.input(0);
        return CopyKernel.of(signature, copy(depths.dtype(), depths.shape(), false), 0, 0);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.add(new SpaceToDepth(blockSize, dataFormat), dy.get(0)));
    }
}
