package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;

/** The input cut into {@code numSplit} equal pieces along an axis, the first input: TensorFlow's {@code Split}. */
public record Split(long numSplit) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireType(in, 0, "split_dim", DType.INT32);
        Long dim = ShapeRules.scalar(in, 0, "split_dim");
        if (numSplit < 1) {
            throw in.error("Number of ways to split should be > 0, but got %d", numSplit);
        }
        Shape shape = in.shape(1);
        Shape piece = shape;
        if (dim == null && shape.hasRank()) {
            piece = Shape.unknownDims(shape.rank());
        } else if (dim != null && shape.hasRank()) {
            int axis = splitAxis(in, dim, shape.rank());
            long size = shape.dim(axis);
            if (size != Shape.UNKNOWN && size % numSplit != 0) {
                throw in.error(
                        "Number of ways to split should evenly divide the split dimension, but got split_dim %d"
                                + " (size = %d) and num_split %d",
                        axis, size, numSplit);
            }
            piece = size == Shape.UNKNOWN ? shape : shape.withDim(axis, size / numSplit);
        }
        return Collections.nCopies((int) numSplit, in.input(1).withShape(piece));
    }

    static int splitAxis(InferContext in, long dim, int rank) {
        int axis = ShapeRules.axis(dim, rank);
        if (axis < 0) {
            throw in.error("-input rank(-%d) <= split_dim < input rank (%d), but got %d", rank, rank, dim);
        }
        return axis;
    }

    /** The kernel that cuts an input along an axis into the outputs. */
    static Kernel kernel(Signature signature, int input, int axis) {
        TensorSpec value = signature.input(input);
        Shape shape = value.shape();
        int outer = shape.slice(0, axis).size();
        int inner = shape.slice(axis + 1, shape.rank()).size();
        int[] from = {shape.size() / Math.max(1, outer), 1};
        List<CopyKernel.Part> copies = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < signature.outputs(); i++) {
            int size = (int) signature.output(i).shape().dim(axis) * inner;
            StridedCopy copy = StridedCopy.gather(value.dtype(), new int[] {outer, size}, from, at);
            copies.add(new CopyKernel.Part(copy, input, i));
            at += size;
        }
        return CopyKernel.of(signature, copies);
    }

    @Override
    public Kernel kernel(Signature signature) {
        int rank = signature.input(1).shape().rank();
        return kernel(signature, 1, ShapeRules.axis(signature.value(0).longAt(0), rank));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(null, tf.concat(dy, op.input(0)));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype(), "num_split", numSplit);
    }
}
