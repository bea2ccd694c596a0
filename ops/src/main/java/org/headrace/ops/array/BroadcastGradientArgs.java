package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/**
 * Over which axes the gradients of two broadcast inputs of these shapes must be summed: TensorFlow's
 * {@code BroadcastGradientArgs}. Both shapes and both results are vectors of int32 or int64.
 */
public record BroadcastGradientArgs() implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 0, "s0");
        ShapeRules.requireSameType(in, 1, "s1", 0, "s0");
        in.requireRank(0, 1);
        in.requireRank(1, 1);
        TensorSpec axes = TensorSpec.of(in.dtype(0), Shape.UNKNOWN);
        return List.of(axes, axes);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> {
            long[] a = context.input(0).toLongArray();
            long[] b = context.input(1).toLongArray();
            List<Long> axesOfA = new ArrayList<>();
            List<Long> axesOfB = new ArrayList<>();
            if (!Arrays.equals(a, b)) {
                compare(context, a, b, axesOfA, axesOfB);
            }
            write(context, 0, axesOfA);
            write(context, 1, axesOfB);
        };
    }

    /** As TensorFlow does, axes where both are 1 are listed for both, unless the shapes are equal altogether. */
    private static void compare(KernelContext context, long[] a, long[] b, List<Long> axesOfA, List<Long> axesOfB) {
        int rank = Math.max(a.length, b.length);
        for (int axis = 0; axis < rank; axis++) {
            int inA = axis - rank + a.length;
            int inB = axis - rank + b.length;
            long dimA = inA < 0 ? 1 : a[inA];
            long dimB = inB < 0 ? 1 : b[inB];
            if (dimA != dimB && dimA != 1 && dimB != 1) {
                throw context.error(
                        "Incompatible shapes: %s vs. %s",
                        Shape.of(a).toBrackets(), Shape.of(b).toBrackets());
            }
            if (dimA == 1) {
                axesOfA.add((long) axis);
            }
            if (dimB == 1) {
                axesOfB.add((long) axis);
            }
        }
    }

    private static void write(KernelContext context, int output, List<Long> axes) {
        Tensor result = context.allocate(output, Shape.of(axes.size()));
        for (int i = 0; i < axes.size(); i++) {
            Integers.set(context, result, i, axes.get(i));
        }
    }
}
