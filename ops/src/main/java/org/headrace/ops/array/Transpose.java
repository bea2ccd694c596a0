package org.headrace.ops.array;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.headrace.core.Aliasing;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;

/** The axes in another order: dimension {@code i} of the output is {@code perm[i]} of the input. */
public record Transpose() implements Aliasing, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "perm");
        Shape vector = in.requireRank(1, 1);
        Shape shape = in.shape(0);
        boolean length = vector.hasRank() && vector.dim(0) != Shape.UNKNOWN;
        if (length && shape.hasRank() && shape.rank() != vector.dim(0)) {
            throw in.error(
                    "transpose expects a vector of size %d. But input(1) is a vector of size %d",
                    shape.rank(), vector.dim(0));
        }
        Tensor perm = in.constant(1);
        if (perm != null && shape.hasRank()) {
            return List.of(in.input(0).withShape(permute(in, shape, perm)));
        }
        if (!shape.hasRank() && !length) {
            return List.of(in.input(0));
        }
        int rank = shape.hasRank() ? shape.rank() : (int) vector.dim(0);
        return List.of(in.input(0).withShape(Shape.unknownDims(rank)));
    }

    private static Shape permute(InferContext in, Shape shape, Tensor perm) {
        long[] dims = new long[shape.rank()];
        boolean[] seen = new boolean[dims.length];
        for (int i = 0; i < dims.length; i++) {
            long axis = Integers.get(perm, i);
            if (axis < 0 || axis >= dims.length) {
                throw in.error("perm dim %d is out of range of input rank %d", axis, dims.length);
            }
            dims[i] = shape.dim((int) axis);
            seen[(int) axis] = true;
        }
        for (int i = 0; i < dims.length; i++) {
            if (!seen[i]) {
                throw in.error("%d is missing from %s.", i, braces(perm));
            }
        }
        return Shape.of(dims);
    }

    private static String braces(Tensor perm) {
        return Arrays.stream(perm.toLongArray()).mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /** If only dimensions of 1 change their places. */
    @Override
    public boolean aliases(Signature signature) {
        Tensor perm = signature.constant(1);
        if (perm == null) {
            return false;
        }
        long last = -1;
        for (int i = 0; i < perm.size(); i++) {
            long axis = Integers.get(perm, i);
            if (signature.output(0).shape().dim(i) != 1) {
                if (axis < last) {
                    return false;
                }
                last = axis;
            }
        }
        return true;
    }

    @Override
    public Kernel kernel(Signature signature) {
        Tensor perm = signature.value(1);
        int[] strides = StridedCopy.strides(StridedCopy.dims(signature.input(0).shape()));
        int[] from = new int[strides.length];
        for (int i = 0; i < from.length; i++) {
            from[i] = strides[(int) Integers.get(perm, i)];
        }
        TensorSpec output = signature.output(0);
        StridedCopy copy = StridedCopy.gather(output.dtype(), StridedCopy.dims(output.shape()), from, 0);
        return CopyKernel.of(signature, copy, 0, 0);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.transpose(dy.get(0), tf.invertPermutation(op.input(1))), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tperm", op.input(1).dtype());
    }
}
