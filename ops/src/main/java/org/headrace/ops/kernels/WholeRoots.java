package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** The roots of sums of squares of integers along axes, cut off; sums wrap around as the dtype does. */
public final class WholeRoots implements Kernel {
    private final int[] dims;
    /** How far apart in the output neighbours along an axis are: 0 along a reduced one. */
    private final int[] strides;

    private final int[] position;
    private final int size;
    private final long[] element = new long[1];
    private final long[] sums;

    /** For an input of this shape, over the axes that {@code reduced} marks. */
    public WholeRoots(Shape shape, boolean[] reduced) {
        dims = StridedCopy.dims(shape);
        strides = new int[dims.length];
        position = new int[dims.length];
        size = shape.size();
        int outputs = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            strides[axis] = reduced[axis] ? 0 : outputs;
            outputs *= reduced[axis] ? 1 : dims[axis];
        }
        sums = new long[outputs];
    }

    @Override
    public void run(KernelContext context) {
        Tensor x = context.input(0);
        Tensor y = context.output(0);
        Arrays.fill(sums, 0);
        Arrays.fill(position, 0);
        int at = 0;
        for (int i = 0; i < size; i++) {
            Longs.load(x, i, element, 1);
            sums[at] += element[0] * element[0];
            for (int axis = dims.length - 1; axis >= 0; axis--) {
                at += strides[axis];
                if (++position[axis] < dims[axis]) {
                    break;
                }
                at -= strides[axis] * dims[axis];
                position[axis] = 0;
            }
        }
        Longs.store(sums, y, 0, sums.length);
        Longs.load(y, 0, sums, sums.length);
        for (int i = 0; i < sums.length; i++) {
            sums[i] = (long) Math.sqrt((double) sums[i]);
        }
        Longs.store(sums, y, 0, sums.length);
    }
}
