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
 * Space, padded with zeros, cut into blocks, and the elements of each place within the blocks moved to the batch:
 * {@code [n, s1, ..., sm, ...]} becomes {@code [n b1 ... bm, (s1 + padding) / b1, ..., ...]}. TensorFlow's
 * {@code SpaceToBatchND}; inputs: the values, {@code block_shape [m]}, {@code paddings [m, 2]}. Real numbers.
 */
public record SpaceToBatchND() implements BatchBlocks {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = BatchBlocks.requireShapes(in, "paddings");
        Tensor blocks = in.constant(1);
        Tensor paddings = in.constant(2);
        long volume = blocks == null ? Shape.UNKNOWN : BatchBlocks.volume(in, blocks);
        if (paddings != null) {
            BatchBlocks.requireNotNegative(in, "paddings", paddings);
        }
        if (!shape.hasRank() || blocks == null) {
            return List.of(in.input(0).withShape(shape.hasRank() ? Shape.unknownDims(shape.rank()) : shape));
        }
        long[] dims = shape.dims();
        dims[0] = ShapeRules.multiply(in, dims[0], volume);
        for (int i = 0; i < blocks.size(); i++) {
            long dim = dims[i + 1];
            if (paddings == null || dim == Shape.UNKNOWN) {
                dims[i + 1] = Shape.UNKNOWN;
                continue;
            }
            long before = Integers.get(paddings, 2 * i);
            long padded = ShapeRules.add(in, ShapeRules.add(in, dim, before), Integers.get(paddings, 2 * i + 1));
            long block = Integers.get(blocks, i);
            if (padded % block != 0) {
                throw in.error("padded_shape[%d]=%d is not divisible by block_shape[%d]=%d", i, padded, i, block);
            }
            dims[i + 1] = padded / block;
        }
        return List.of(in.input(0).withShape(Shape.of(dims)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return CopyKernel.intoZeros(
                signature,
                BatchBlocks.copies(
                        signature,
                        signature.input(0).shape(),
                        signature.output(0).shape(),
                        true));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.add(new BatchToSpaceND(), dy.get(0), op.input(1), op.input(2)), null, null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return BatchBlocks.attributes(op, "Tpaddings");
    }
}
