package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;

/** Where along an axis the greatest or least element is, the first of equal ones. NaN never wins; of NaNs alone, 0. */
public final class ArgKernel implements Kernel {
    private final boolean least;
    private final int outer;
    private final int n;
    private final int inner;
    /** One of the two is used, for {@code inner} elements: the best so far, and the row at hand. */
    private final double[] bestDouble;

    private final double[] doubles;
    private final long[] bestLong;
    private final long[] longs;
    private final long[] index;

    /** The kernel for input 0 along {@code axis}. */
    public static Kernel of(boolean least, Signature signature, int axis) {
        return RecastKernel.ofHalves(signature, wide -> make(least, wide, axis));
    }

    private static Kernel make(boolean least, Signature signature, int axis) {
        Shape shape = signature.input(0).shape();
        DType dtype = signature.input(0).dtype();
        boolean floating = dtype == DType.FLOAT32 || dtype == DType.FLOAT64;
        if (!floating && !dtype.isInteger()) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast the input to float32");
        }
        return new ArgKernel(least, shape, axis, floating);
    }

    private ArgKernel(boolean least, Shape shape, int axis, boolean floating) {
        this.least = least;
        this.outer = shape.slice(0, axis).size();
        this.n = (int) shape.dim(axis);
        this.inner = shape.slice(axis + 1, shape.rank()).size();
        this.bestDouble = new double[floating ? inner : 0];
        this.doubles = new double[floating ? inner : 0];
        this.bestLong = new long[floating ? 0 : inner];
        this.longs = new long[floating ? 0 : inner];
        this.index = new long[inner];
    }

    @Override
    public void run(KernelContext context) {
        Tensor x = context.input(0);
        Tensor y = context.output(0);
        for (int o = 0; o < outer; o++) {
            int from = o * n * inner;
            if (x.dtype() == DType.FLOAT32 && inner == 1) {
                index[0] = best(x.floats(), from);
            } else if (x.dtype().isFloating()) {
                bestDoubles(x, from);
            } else {
                bestLongs(x, from);
            }
            Longs.store(index, y, o * inner, inner);
        }
    }

    private int best(float[] x, int from) {
        float best = least ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
        int at = 0;
        for (int i = 0; i < n; i++) {
            float value = x[from + i];
            if (least ? value < best : value > best) {
                best = value;
                at = i;
            }
        }
        return at;
    }

    private void bestDoubles(Tensor x, int from) {
        Arrays.fill(bestDouble, least ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
        Arrays.fill(index, 0);
        for (int i = 0; i < n; i++) {
            Doubles.load(x, from + i * inner, doubles, inner);
            for (int j = 0; j < inner; j++) {
                double value = doubles[j];
                if (least ? value < bestDouble[j] : value > bestDouble[j]) {
                    bestDouble[j] = value;
                    index[j] = i;
                }
            }
        }
    }

    private void bestLongs(Tensor x, int from) {
        boolean unsigned = x.dtype() == DType.UINT64;
        Longs.load(x, from, bestLong, inner);
        Arrays.fill(index, 0);
        for (int i = 1; i < n; i++) {
            Longs.load(x, from + i * inner, longs, inner);
            for (int j = 0; j < inner; j++) {
                long value = longs[j];
                int order = unsigned ? Long.compareUnsigned(value, bestLong[j]) : Long.compare(value, bestLong[j]);
                if (least ? order < 0 : order > 0) {
                    bestLong[j] = value;
                    index[j] = i;
                }
            }
        }
    }
}
