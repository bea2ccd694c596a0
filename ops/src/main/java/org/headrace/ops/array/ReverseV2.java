package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
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

/** The input backwards along the axes that the second input lists: TensorFlow's {@code ReverseV2}. */
public record ReverseV2() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "axis");
        in.requireRank(1, 1);
        Tensor axes = in.constant(1);
        Shape shape = in.shape(0);
        if (axes != null && shape.hasRank()) {
            reversed(in, axes, shape.rank());
        }
        return List.of(in.input(0));
    }

    private static boolean[] reversed(OpContext context, Tensor axes, int rank) {
        boolean[] reversed = new boolean[rank];
        for (int i = 0; i < axes.size(); i++) {
            long given = Integers.get(axes, i);
            int axis = ShapeRules.axis(given, rank);
            if (axis < 0) {
                throw context.error("'axis'[%d] = %d is out of valid range [0, %d", i, given, rank - 1);
            }
            if (reversed[axis]) {
                throw context.error("axis %d specified more than once.", axis);
            }
            reversed[axis] = true;
        }
        return reversed;
    }

    @Override
    public Kernel kernel(Signature signature) {
        int[] dims = StridedCopy.dims(signature.input(0).shape());
        int[] from = StridedCopy.strides(dims);
        boolean[] reversed = reversed(signature, signature.value(1), dims.length);
        int start = 0;
        for (int i = 0; i < dims.length; i++) {
            if (reversed[i]) {
                start += (dims[i] - 1) * from[i];
                from[i] = -from[i];
            }
        }
        StridedCopy copy = StridedCopy.gather(signature.output(0).dtype(), dims, from, start);
        return CopyKernel.of(signature, copy, 0, 0);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.add(new ReverseV2(), dy.get(0), op.input(1)), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tidx", op.input(1).dtype());
    }
}
