package org.headrace.ops.array;

import java.util.List;
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
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Elements;

/**
 * The element that stands at place {@code n} of each row along the last axis when the row is sorted: TensorFlow's
 * {@code NthElement}. The second input is {@code n}, an int32 scalar. Real numbers but uint32 and uint64.
 *
 * @param reverse whether rows are sorted from the largest down
 */
public record NthElement(boolean reverse) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC.without(DType.UINT32, DType.UINT64).require(in, 0, "input");
        ShapeRules.requireType(in, 1, "n", DType.INT32);
        in.requireRank(1, 0);
        Tensor n = in.constant(1);
        Shape shape = in.shape(0);
        if (n != null && n.toLong() < 0) {
            throw in.error("Input n must be non-negative but is %d", n.toLong());
        }
        if (!shape.hasRank()) {
            return List.of(in.input(0));
        }
        if (shape.rank() == 0) {
            throw in.error("Shape must be at least rank 1 but is rank 0: input is a scalar");
        }
        if (n != null && shape.dim(-1) != Shape.UNKNOWN) {
            requireWithin(in, n.toLong(), shape.dim(-1));
        }
        return List.of(in.input(0).withShape(shape.slice(0, shape.rank() - 1)));
    }

    private static void requireWithin(OpContext context, long n, long columns) {
        if (n < 0 || n >= columns) {
            throw context.error("Input must have at least n + 1 = %d columns but has only %d", n + 1, columns);
        }
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        int columns = (int) shape.dim(-1);
        int rows = signature.output(0).shape().size();
        boolean floating = signature.input(0).dtype().isFloating();
        long[] keys = new long[columns];
        return context -> {
            Tensor x = context.input(0);
            int n = context.input(1).ints()[0];
            requireWithin(context, n, columns);
            int rank = reverse ? columns - 1 - n : n;
            for (int row = 0; row < rows; row++) {
                int start = row * columns;
                for (int i = 0; i < columns; i++) {
                    keys[i] = key(x, start + i, floating);
                }
                long wanted = select(keys, columns, rank);
                int place = start;
                while (key(x, place, floating) != wanted) {
                    place++;
                }
                Elements.copy(x.array(), place, context.output(0).array(), row, 1);
            }
        };
    }

    /** A number in the order of the elements; -0 is 0. */
    private static long key(Tensor x, int i, boolean floating) {
        if (!floating) {
            return x.longAt(i);
        }
        long bits = Double.doubleToLongBits(x.doubleAt(i) + 0.0);
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    /** Hoare's selection: what would stand at {@code rank} among the first {@code n} if they were sorted. */
    private static long select(long[] keys, int n, int rank) {
        int low = 0;
        int high = n - 1;
        while (low < high) {
            long pivot = keys[low + (high - low) / 2];
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long moved = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = moved;
                }
            }
            if (rank <= j) {
                high = j;
            } else if (rank >= i) {
                low = i;
            } else {
                return keys[rank];
            }
        }
        return keys[rank];
    }

    /** Of several that equal the result each gets an equal share. */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output x = op.input(0);
        Output equal = tf.equal(tf.expandDims(op.output(0), -1), x);
        Output indicators = tf.cast(equal, dy.get(0).dtype());
        Output grad = tf.expandDims(dy.get(0), -1);
        Output selected = tf.expandDims(tf.reduceSum(indicators, new int[] {-1}, false), -1);
        Output shares = tf.withName("truediv").div(indicators, selected);
        return Gradient.list(tf.withName("mul").mul(shares, grad), null);
    }
}
