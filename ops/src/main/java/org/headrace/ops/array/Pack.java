package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.StaticValue;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;
import org.jspecify.annotations.Nullable;

/** Inputs of one shape joined along a new axis: TensorFlow's {@code Pack}, {@code tf.stack}. */
public record Pack(long axis) implements StaticValue, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        int n = in.inputs();
        if (n == 0) {
            throw in.error("needs at least one value");
        }
        ShapeRules.requireOneType(in, "values", 0, n);
        Shape shape = in.shape(n - 1);
        for (int i = n - 2; i >= 0; i--) {
            shape = ShapeRules.merge(in, in.shape(i), shape, "From merging shape " + i + " with other shapes.");
        }
        if (!shape.hasRank()) {
            return List.of(in.input(0).withShape(shape));
        }
        int rank = shape.rank();
        int at = ShapeRules.axis(axis, rank + 1);
        if (at < 0) {
            throw in.error("axis = %d not in [%d, %d)", axis, -rank - 1, rank + 1);
        }
        Shape packed = shape.slice(0, at).concat(Shape.of(n)).concat(shape.slice(at, rank));
        return List.of(in.input(0).withShape(packed));
    }

    @Override
    public @Nullable Tensor staticValue(InferContext in, int output) {
        return null; // of constants it is found by running the kernel
    }

    /** Of scalars that are known in part. */
    @Override
    public Shape staticShape(InferContext in, int output) {
        long[] dims = new long[in.inputs()];
        for (int i = 0; i < dims.length; i++) {
            if (!in.shape(i).isScalar()) {
                return Shape.unknown();
            }
            Tensor value = in.constant(i);
            dims[i] = value == null ? Shape.UNKNOWN : Math.max(Shape.UNKNOWN, value.longAt(0));
        }
        return Shape.of(dims);
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        int at = ShapeRules.axis(axis, shape.rank() + 1);
        int outer = shape.slice(0, at).size();
        int inner = shape.slice(at, shape.rank()).size();
        int n = signature.inputs();
        List<CopyKernel.Part> copies = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int[] to = {n * inner, 1};
            StridedCopy copy = StridedCopy.scatter(signature.input(0).dtype(), new int[] {outer, inner}, to, i * inner);
            copies.add(new CopyKernel.Part(copy, i, 0));
        }
        return CopyKernel.of(signature, copies);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        int n = op.inputs().size();
        return tf.unstack(dy.get(0), n, (int) axis).stream().map(Gradient::of).toList();
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("N", (long) op.inputs().size(), "T", op.input(0).dtype(), "axis", axis);
    }
}
