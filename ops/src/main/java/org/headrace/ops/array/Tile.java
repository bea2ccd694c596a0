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
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;

/** The input repeated {@code multiples[i]} times along each axis {@code i}: TensorFlow's {@code Tile}. */
public record Tile() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "multiples");
        Shape vector = in.requireRank(1, 1);
        Shape shape = in.shape(0);
        boolean length = vector.hasRank() && vector.dim(0) != Shape.UNKNOWN;
        if (length && shape.hasRank() && vector.dim(0) != shape.rank()) {
            throw in.error(
                    "Expected multiples argument to be a vector of length %d but got length %d",
                    shape.rank(), vector.dim(0));
        }
        Shape multiples = in.constantAsShape(1);
        Tensor known = in.constant(1);
        for (int i = 0; known != null && i < known.size(); i++) {
            if (Integers.get(known, i) < 0) {
                throw in.error("Expected multiples[%d] >= 0, but got %d", i, Integers.get(known, i));
            }
        }
        if (!shape.hasRank()) {
            return List.of(in.input(0).withShape(length ? Shape.unknownDims((int) vector.dim(0)) : shape));
        }
        long[] dims = shape.dims();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = ShapeRules.multiply(in, dims[i], multiples.hasRank() ? multiples.dim(i) : Shape.UNKNOWN);
        }
        return List.of(in.input(0).withShape(Shape.of(dims)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int[] dims = StridedCopy.dims(signature.input(0).shape());
        int[] strides = StridedCopy.strides(dims);
        Tensor multiples = signature.value(1);
        int[] sizes = new int[2 * dims.length];
        int[] from = new int[sizes.length];
        for (int i = 0; i < dims.length; i++) {
            sizes[2 * i] = (int) Integers.get(multiples, i);
            sizes[2 * i + 1] = dims[i];
            from[2 * i + 1] = strides[i];
        }
        StridedCopy copy = StridedCopy.gather(signature.output(0).dtype(), sizes, from, 0);
        return CopyKernel.of(signature, copy, 0, 0);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output shape = tf.shape(op.input(0));
        Output pairs = tf.stack(List.of(op.input(1), shape));
        Output split = tf.reshape(tf.transpose(pairs), -1);
        Output axes = tf.range(0, tf.size(split), 2);
        Output dx = tf.reduceSum(tf.reshape(dy.get(0), split), axes);
        dx.setShape(op.input(0).shape());
        return Gradient.list(dx, null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tmultiples", op.input(1).dtype());
    }
}
