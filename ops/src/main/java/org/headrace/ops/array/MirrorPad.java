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
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.StridedCopy;

/**
 * The input with its own reflection around it: TensorFlow's {@code MirrorPad}.
 *
 * @param mode {@code "REFLECT"}: the edge elements are the mirrors; {@code "SYMMETRIC"}: the mirrors lie beside them
 */
public record MirrorPad(String mode) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        int offset = offset(in, mode);
        Shape padded = Paddings.pad(in);
        Tensor paddings = in.constant(1);
        for (int i = 0;
                paddings != null && in.shape(0).hasRank() && i < in.shape(0).rank();
                i++) {
            long dim = in.shape(0).dim(i);
            long most = Math.max(Paddings.before(paddings, i), Paddings.after(paddings, i));
            if (dim != Shape.UNKNOWN && most > dim - offset) {
                throw in.error(
                        "paddings must be %s than the dimension size: %d, %d %s %d",
                        offset == 1 ? "less" : "no greater",
                        Paddings.before(paddings, i),
                        Paddings.after(paddings, i),
                        offset == 1 ? "not less than" : "greater than",
                        dim);
            }
        }
        return List.of(in.input(0).withShape(padded));
    }

    /** How many elements the mirror itself takes up. */
    static int offset(InferContext in, String mode) {
        return switch (mode) {
            case "REFLECT" -> 1;
            case "SYMMETRIC" -> 0;
            default -> throw in.error("Unknown padding mode: %s, use REFLECT or SYMMETRIC", mode);
        };
    }

    @Override
    public Kernel kernel(Signature signature) {
        StridedCopy inner = Paddings.inner(signature);
        List<StridedCopy> mirrors = mirrors(signature);
        return context -> {
            inner.run(context.input(0), context.output(0));
            for (StridedCopy mirror : mirrors) {
                mirror.run(context.output(0), context.output(0));
            }
        };
    }

    /** Copies within the output, axis by axis: each finds what it reflects along the axes before it in place. */
    private List<StridedCopy> mirrors(Signature signature) {
        Tensor paddings = signature.value(1);
        TensorSpec output = signature.output(0);
        int offset = mode.equals("REFLECT") ? 1 : 0;
        int[] strides = StridedCopy.strides(StridedCopy.dims(output.shape()));
        List<StridedCopy> mirrors = new ArrayList<>();
        for (int axis = 0; axis < strides.length; axis++) {
            int before = (int) Paddings.before(paddings, axis);
            int after = (int) Paddings.after(paddings, axis);
            int end = (int) output.shape().dim(axis) - after;
            int stride = strides[axis];
            int[] backwards = strides.clone();
            backwards[axis] = -stride;
            int[] dims = StridedCopy.dims(output.shape());
            dims[axis] = before;
            int last = 2 * before - 1 + offset;
            mirrors.add(StridedCopy.of(output.dtype(), dims, backwards, last * stride, strides, 0));
            dims[axis] = after;
            int first = end - 1 - offset;
            mirrors.add(StridedCopy.of(output.dtype(), dims, backwards, first * stride, strides, end * stride));
        }
        return mirrors;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.add(new MirrorPadGrad(mode), dy.get(0), op.input(1)), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tpaddings", op.input(1).dtype(), "mode", mode);
    }
}
