package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;

/**
 * {@code SpaceToBatchND} and {@code BatchToSpaceND}: the elements that lie at the same place within their blocks of space
 * go to one part of the batch. Input 1 gives the blocks' sizes {@code [m]}, input 2 what is padded or cropped
 * {@code [m, 2]}; they concern dimensions 1 to {@code m}.
 */
interface BatchBlocks extends Differentiable {
    /** What TensorFlow's CPU kernels take. */
    DTypes SUPPORTED = DTypes.NUMERIC.without(DType.UINT32, DType.UINT64);

    /** The rank-checked shape of input 0, of unknown rank if the blocks' number is not known either. */
    static Shape requireShapes(InferContext in, String borders) {
        SUPPORTED.require(in, 0, "input");
        ShapeRules.requireIndex(in, 1, "block_shape");
        ShapeRules.requireIndex(in, 2, borders);
        Shape blocks = in.requireRank(1, 1);
        Shape table = in.requireRank(2, 2);
        if (table.hasRank() && !table.isCompatibleWith(Shape.of(blocks.hasRank() ? blocks.dim(0) : -1, 2))) {
            throw in.error(
                    "%s should have shape [%s, 2] instead of %s",
                    borders, blocks.hasRank() && blocks.dim(0) >= 0 ? blocks.dim(0) : "?", table.toBrackets());
        }
        Shape shape = in.shape(0);
        long m = blocks.hasRank() ? blocks.dim(0) : Shape.UNKNOWN;
        if (m != Shape.UNKNOWN && shape.hasRank() && shape.rank() < m + 1) {
            throw in.error("input rank should be >= %d instead of %d", m + 1, shape.rank());
        }
        return shape;
    }

    /** The product of the blocks' sizes, which must be positive. */
    static long volume(InferContext in, Tensor blocks) {
        long volume = 1;
        for (int i = 0; i < blocks.size(); i++) {
            long size = Integers.get(blocks, i);
            if (size < 1) {
                throw in.error("All values in block_shape must be positive, got value, %d at index %d.", size, i);
            }
            volume = ShapeRules.multiply(in, volume, size);
        }
        return volume;
    }

    /** Paddings and crops may not be negative. */
    static void requireNotNegative(InferContext in, String name, Tensor table) {
        for (int i = 0; i < table.size(); i++) {
            if (Integers.get(table, i) < 0) {
                throw in.error("%s must be non-negative, but got %d", name, Integers.get(table, i));
            }
        }
    }

    /**
     * The copies, one for each place within a block, between space without its borders and the batch.
     *
     * @param space the shape without borders, {@code batch} the other one
     */
    static List<CopyKernel.Part> copies(Signature signature, Shape space, Shape batch, boolean toBatch) {
        Tensor blocks = signature.value(1);
        Tensor borders = signature.value(2);
        DType dtype = signature.input(0).dtype();
        int m = blocks.size();
        int[] inSpace = StridedCopy.strides(StridedCopy.dims(space));
        int[] inBatch = StridedCopy.strides(StridedCopy.dims(batch));
        int rows = (int) space.dim(0);
        int places = rows == 0 ? 0 : (int) (batch.dim(0) / rows);
        List<CopyKernel.Part> parts = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            int[] dims = StridedCopy.dims(space);
            int[] steps = inSpace.clone();
            int spaceStart = 0;
            int batchStart = place * rows * inBatch[0];
            int rest = place;
            for (int i = m; i >= 1; i--) {
                int block = (int) Integers.get(blocks, i - 1);
                int before = (int) Integers.get(borders, 2 * (i - 1));
                int first = rest % block - before; // where in space the first block has this place
                rest /= block;
                int skipped = first < 0 ? (block - 1 - first) / block : 0;
                int from = first + skipped * block;
                int end = Math.min((int) space.dim(i), first + (int) batch.dim(i) * block);
                dims[i] = Math.max(0, (end - from + block - 1) / block);
                steps[i] = inSpace[i] * block;
                spaceStart += from * inSpace[i];
                batchStart += skipped * inBatch[i];
            }
            StridedCopy copy = toBatch
                    ? StridedCopy.of(dtype, dims, steps, spaceStart, inBatch, batchStart)
                    : StridedCopy.of(dtype, dims, inBatch, batchStart, steps, spaceStart);
            parts.add(new CopyKernel.Part(copy, 0, 0));
        }
        return parts;
    }

    /** The attributes of either op, whose third is named {@code borders}. */
    static Map<String, Object> attributes(Op op, String borders) {
        return Map.of(
                "T",
                op.input(0).dtype(),
                "Tblock_shape",
                op.input(1).dtype(),
                borders,
                op.input(2).dtype());
    }
}
