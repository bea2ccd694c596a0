package org.headrace.ops.array;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Elements;
import org.headrace.ops.kernels.StridedCopy;

/**
 * Folds a mirrored border back: each element goes to the sum of all places that {@code MirrorPad} copied it to.
 * TensorFlow's {@code MirrorPadGrad}. Not for float16, bfloat16 and strings.
 *
 * @param mode see {@link MirrorPad}
 */
public record MirrorPadGrad(String mode) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        MirrorPad.offset(in, mode);
        return List.of(in.input(0).withShape(Paddings.unpad(in)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        ScatterNd.requireSums(signature, signature.output(0).dtype());
        int[] from = StridedCopy.dims(signature.input(0).shape());
        int[][] places = places(signature);
        int[] index = new int[from.length];
        int n = signature.input(0).shape().size();
        int width = signature.output(0).dtype().width();
        return context -> {
            Object dy = context.input(0).array();
            Object dx = context.output(0).array();
            Elements.clear(context.output(0));
            Arrays.fill(index, 0);
            for (int i = 0; i < n; i++) {
                int place = 0;
                for (int axis = 0; axis < index.length; axis++) {
                    place += places[axis][index[axis]];
                }
                Elements.add(dy, i * width, dx, place * width, width);
                for (int axis = index.length - 1; axis >= 0 && ++index[axis] == from[axis]; axis--) {
                    index[axis] = 0;
                }
            }
        };
    }

    /** By axis and index of the padded input: how far into the output the element belongs. */
    private int[][] places(Signature signature) {
        Tensor paddings = signature.value(1);
        int offset = mode.equals("REFLECT") ? 1 : 0;
        int[] dims = StridedCopy.dims(signature.output(0).shape());
        int[] strides = StridedCopy.strides(dims);
        int[][] places = new int[dims.length][];
        for (int axis = 0; axis < dims.length; axis++) {
            int before = (int) Paddings.before(paddings, axis);
            places[axis] = new int[(int) signature.input(0).shape().dim(axis)];
            for (int i = 0; i < places[axis].length; i++) {
                int index = i - before;
                if (index < 0) {
                    index = -index - 1 + offset;
                } else if (index >= dims[axis]) {
                    index = 2 * dims[axis] - 1 - offset - index;
                }
                places[axis][i] = index * strides[axis];
            }
        }
        return places;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.add(new MirrorPad(mode), dy.get(0), op.input(1)), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tpaddings", op.input(1).dtype(), "mode", mode);
    }
}
