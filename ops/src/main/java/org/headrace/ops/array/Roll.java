package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
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

/**
 * The elements moved cyclically: along {@code axis[i]} by {@code shift[i]} toward larger indices. An axis that is given
 * twice moves by the sum. TensorFlow's {@code Roll}, of any dtype; {@code shift} and {@code axis} are scalars or vectors of
 * one length.
 */
public record Roll() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "shift");
        ShapeRules.requireIndex(in, 2, "axis");
        Shape shape = in.shape(0);
        if (shape.hasRank() && shape.rank() == 0) {
            throw in.error("input must be 1-D or higher");
        }
        for (int i = 1; i <= 2; i++) {
            if (in.shape(i).hasRank() && in.shape(i).rank() > 1) {
                throw in.error(
                        "%s must be a scalar or a 1-D vector. Found: %s",
                        i == 1 ? "shift" : "axis", in.shape(i).toBrackets());
            }
        }
        if (!in.shape(1).isCompatibleWith(in.shape(2))) {
            throw in.error(
                    "shift and axis must have the same size: %s and %s",
                    in.shape(1).toBrackets(), in.shape(2).toBrackets());
        }
        Tensor axes = in.constant(2);
        for (int i = 0; axes != null && shape.hasRank() && i < axes.size(); i++) {
            axis(in, axes, i, shape.rank());
        }
        return List.of(in.input(0));
    }

    private static int axis(OpContext context, Tensor axes, int i, int rank) {
        int axis = ShapeRules.axis(Integers.get(axes, i), rank);
        if (axis < 0) {
            throw context.error("axis %d is out of range: input has rank %d", Integers.get(axes, i), rank);
        }
        return axis;
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        int[] dims = StridedCopy.dims(shape);
        Tensor shifts = signature.value(1);
        Tensor axes = signature.value(2);
        int[] moved = new int[dims.length];
        for (int i = 0; i < axes.size(); i++) {
            int axis = axis(signature, axes, i, dims.length);
            int dim = Math.max(1, dims[axis]);
            moved[axis] = (int) ((moved[axis] + Math.floorMod(Integers.get(shifts, i), (long) dim)) % dim);
        }
        List<CopyKernel.Part> parts = new ArrayList<>();
        split(signature.input(0).dtype(), dims, moved, 0, dims.clone(), 0, 0, parts);
        return CopyKernel.of(signature, parts);
    }

    /** Cuts along {@code axis} where it is moved, and then along the next. */
    private static void split(
            DType dtype,
            int[] whole,
            int[] moved,
            int axis,
            int[] dims,
            int from,
            int to,
            List<CopyKernel.Part> parts) {
        if (axis == whole.length) {
            int[] strides = StridedCopy.strides(whole);
            parts.add(new CopyKernel.Part(StridedCopy.of(dtype, dims.clone(), strides, from, strides, to), 0, 0));
            return;
        }
        int stride = StridedCopy.strides(whole)[axis];
        int wrapped = moved[axis]; // so many elements come from the end
        dims[axis] = whole[axis] - wrapped;
        split(dtype, whole, moved, axis + 1, dims, from, to + wrapped * stride, parts);
        if (wrapped > 0) {
            dims[axis] = wrapped;
            split(dtype, whole, moved, axis + 1, dims, from + (whole[axis] - wrapped) * stride, to, parts);
        }
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.add(new Roll(), dy.get(0), tf.neg(op.input(1)), op.input(2)), null, null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of(
                "T", op.input(0).dtype(),
                "Tshift", op.input(1).dtype(),
                "Taxis", op.input(2).dtype());
    }
}
