package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Kernel;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;

/** Picks elements, or rows of them, of any dtype. */
public final class SelectKernel {
    private SelectKernel() {}

    /** Of a condition and two branches of the output's shape: each element of the condition decides on an equal share. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // branches and output have one dtype
    public static Kernel of(Signature signature) {
        int choices = signature.input(0).shape().size();
        int elements =
                signature.output(0).shape().size() * signature.output(0).dtype().width();
        int share = choices == 0 ? 0 : elements / choices;
        return context -> {
            byte[] condition = context.input(0).bytes();
            Tensor a = context.input(1);
            Tensor b = context.input(2);
            Object output = context.output(0).array();
            for (int i = 0; i < choices; i++) {
                Object branch = condition[i] != 0 ? a.array() : b.array();
                System.arraycopy(branch, i * share, output, i * share, share);
            }
        };
    }

    /** Of a condition and two branches that are broadcast to the output's shape. */
    public static Kernel broadcasting(Signature signature) {
        Shape shape = signature.output(0).shape();
        int[] dims = StridedCopy.dims(shape);
        int[][] steps = new int[3][];
        for (int i = 0; i < 3; i++) {
            steps[i] = steps(signature.input(i).shape(), dims.length);
        }
        int n = shape.size();
        int width = signature.output(0).dtype().width();
        int[] at = new int[dims.length];
        int[] places = new int[3];
        return context -> {
            byte[] condition = context.input(0).bytes();
            Object output = context.output(0).array();
            Arrays.fill(places, 0);
            Arrays.fill(at, 0);
            for (int i = 0; i < n; i++) {
                int branch = condition[places[0]] != 0 ? 1 : 2;
                Elements.copy(context.input(branch).array(), places[branch] * width, output, i * width, width);
                for (int axis = dims.length - 1; axis >= 0; axis--) {
                    int step = ++at[axis] < dims[axis] ? 1 : 1 - dims[axis];
                    for (int input = 0; input < 3; input++) {
                        places[input] += step * steps[input][axis];
                    }
                    if (step == 1) {
                        break;
                    }
                    at[axis] = 0;
                }
            }
        };
    }

    /** How far apart neighbours along each axis of the output lie in an input: 0 where it is repeated. */
    private static int[] steps(Shape input, int rank) {
        int[] dims = StridedCopy.dims(input);
        int[] strides = StridedCopy.strides(dims);
        int[] steps = new int[rank];
        for (int i = 0; i < dims.length; i++) {
            steps[rank - dims.length + i] = dims[i] == 1 ? 0 : strides[i];
        }
        return steps;
    }
}
