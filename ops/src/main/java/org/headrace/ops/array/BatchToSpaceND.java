package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;

/**
 * The reverse of {@link SpaceToBatchND}, cropped: {@code [n b1 ... bm, s1, ..., sm, ...]} becomes
 * {@code [n, s1 b1 - crops, ..., ...]}. TensorFlow's {@code BatchToSpaceND}; inputs: the values, {@code block_shape [m]},
 * {@code crops [m, 2]}. Real numbers.
 */
public record BatchToSpaceND() implements BatchBlocks {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = BatchBlocks.requireShapes(in, "crops");
        Tensor blocks = in.constant(1);
        Tensor crops = in.constant(2);
        long volume = blocks == null ? Shape.UNKNOWN : BatchBlocks.volume(in, blocks);
        if (crops != null) {
            BatchBlocks.requireNotNegative(in, "crops", crops);
        }
        if (!shape.hasRank() || blocks == null) {
            return List.of(in.input(0).withShape(shape.hasRank() ? Shape.unknownDims(shape.rank()) : shape));
        }
        long[] dims = shape.dims();
        dims[0] = DepthBlocks.divided(in, dims[0], volume, "the batch must be a multiple of block_shape's product");
        for (int i = 0; i < blocks.size(); i++) {
            long dim = ShapeRules.multiply(in, dims[i + 1], Integers.get(blocks, i));
            if (crops == null || dim == Shape.UNKNOWN) {
                dims[i + 1] = Shape.UNKNOWN;
                continue;
            }
            long cropped = ShapeRules.add(in, Integers.get(crops, 2 * i), Integers.get(crops, 2 * i + 1));
            if (cropped > dim) {
                throw in.error("cropped_shape[%d]=%d must be non-negative", i, dim - cropped);
            }
            dims[i + 1] = dim - cropped;
        }
        return List.of(in.input(0).withShape(Shape.of(dims)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return CopyKernel.of(
                signature,
                BatchBlocks.copies(
                        signature,
                        signature.output(0).shape(),
                        signature.input(0).shape(),
                        false));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.add(new SpaceToBatchND(), dy.get(0), op.input(1), op.input(2)), null, null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return BatchBlocks.attributes(op, "Tcrops");
    }
}
