package org.headrace.ops.nn;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;
import org.headrace.ops.kernels.Kernels;
import org.headrace.ops.kernels.Primitives;

/** Says of each row of predictions, input 0, whether the target, input 1, is among the best. */
final class RanksAbove {
    /** A piece of work has about so many predictions. */
    private static final int PIECE = 1 << 15;

    private final int rows;
    private final int classes;
    private final int pieceRows;
    private final Workers workers;
    private final Workers.Piece piece = this::find;
    private final Primitives.Comparison<float[]> less;
    private final Primitives.Unary<float[]> abs;
    private final float[] infinities;
    /** Each worker's: absolute values or the target's prediction, repeated, and what comparisons say. */
    private final float[][] marks;

    private final int[][] found;
    private float[] predictions = {};
    private Tensor targets = Tensor.of(0);
    private byte[] results = {};
    private long k;

    RanksAbove(Signature signature) {
        this.rows = (int) signature.input(0).shape().dim(0);
        this.classes = (int) signature.input(0).shape().dim(1);
        this.pieceRows = Math.max(1, PIECE / Math.max(1, classes));
        this.workers = signature.workers();
        Primitives<float[]> floats = Kernels.provider().floats();
        this.less = requireNonNull(floats.comparison(BinaryPrimitive.LESS));
        this.abs = requireNonNull(floats.unary(UnaryPrimitive.ABS));
        this.infinities = new float[classes];
        Arrays.fill(infinities, Float.POSITIVE_INFINITY);
        this.marks = new float[workers.threads()][classes];
        this.found = new int[workers.threads()][classes];
    }

    /** Writes for each row whether the target is among the {@code best} best. */
    void find(KernelContext context, long best) {
        predictions = context.input(0).floats();
        targets = context.input(1);
        results = context.output(0).bytes();
        k = best;
        workers.run((rows + pieceRows - 1) / pieceRows, piece);
    }

    private void find(int number, int worker) {
        int end = Math.min(rows, (number + 1) * pieceRows);
        for (int row = number * pieceRows; row < end; row++) {
            long target = targets.longAt(row);
            boolean in = target >= 0 && target < classes && isAmongBest(row * classes, (int) target, worker);
            results[row] = (byte) (in ? 1 : 0);
        }
    }

    /** Whether all predictions are finite and fewer than {@code k} above the target's. */
    private boolean isAmongBest(int from, int target, int worker) {
        int[] which = found[worker];
        abs.apply(predictions, from, marks[worker], 0, classes);
        less.apply(marks[worker], 0, infinities, 0, which, 0, classes);
        if (sum(which) < classes) {
            return false;
        }
        Arrays.fill(marks[worker], predictions[from + target]);
        less.apply(marks[worker], 0, predictions, from, which, 0, classes);
        return sum(which) < k;
    }

    private static int sum(int[] values) {
        int sum = 0;
        for (int value : values) {
            sum += value;
        }
        return sum;
    }
}
