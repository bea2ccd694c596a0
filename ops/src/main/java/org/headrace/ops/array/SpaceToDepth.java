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
 * The pixels of each block of an image as channels of one pixel: {@code [n, h, w, c]} becomes
 * {@code [n, h / b, w / b, b b c]}. TensorFlow's {@code SpaceToDepth}, of any dtype.
 *
 * @param blockSize the block's height and width {@code b}, at least 2
 * @param dataFormat {@code "NHWC"}
 */
public record SpaceToDepth(long blockSize, String dataFormat) implements DepthBlocks {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = requireImages(in);
        long height = DepthBlocks.divided(in, shape.dim(1), blockSize, "the height");
        long width = DepthBlocks.divided(in, shape.dim(2), blockSize, "the width");
        long depth = ShapeRules.multiply(in, shape.dim(3), ShapeRules.multiply(in, blockSize, blockSize));
        return List.of(in.input(0).withShape(Shape.of(shape.dim(0), height, width, depth)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        TensorSpec depths = signature.output(0);
        return CopyKernel.of(signature, copy(depths.dtype(), depths.shape(), true), 0, 0);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.add(new DepthToSpace(blockSize, dataFormat), dy.get(0)));
    }
}
