package org.headrace.ops.nn;

import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;

/** Says of each row of predictions, input 0, whether the target, input 1, is among the best. */
final class RanksAbove {
    /** A piece of work has about so many predictions. */
    private static final int PIECE = 1 << 15;

    /** So many predictions are looked at before it is asked whether that was enough. */
    private static final int BLOCK = 32;

    /** The bits of a float that are all set where it is not finite. */
    private static final int EXPONENT = 0x7f800000;

    private final int rows;
    private final int classes;
    private final int pieceRows;
    private final Workers workers;
    private final Workers.Piece piece = this::find;
    private float[] predictions = {};
    private Tensor targets = Tensor.of(0);
    private byte[] results = {};
    private long k;

    RanksAbove(Signature signature) {
        this.rows = (int) signature.input(0).shape().dim(0);
        this.classes = (int) signature.input(0).shape().dim(1);
        this.pieceRows = Math.max(1, PIECE / Math.max(1, classes));
        this.workers = signature.workers();
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
            boolean in = target >= 0 && target < classes && isAmongBest(row * classes, (int) target);
            results[row] = (byte) (in ? 1 : 0);
        }
    }

    /** Whether all predictions are finite and fewer than {@code k} above the target's. */
    private boolean isAmongBest(int from, int target) {
        float mark = predictions[from + target];
        int above = 0;
        int finite = 0;
        for (int block = 0; block < classes && above < k; block += BLOCK) { // most targets are out after a few
            int end = Math.min(classes, block + BLOCK);
            for (int i = block; i < end; i++) { // signs instead of branches, which nobody can predict
                float prediction = predictions[from + i];
                finite += (Float.floatToRawIntBits(prediction) & EXPONENT) - EXPONENT >>> 31;
                above += Float.floatToRawIntBits(mark - prediction + 0f) >>> 31; // + 0f: -0 is not below 0
            }
        }
        return finite == classes && above < k;
    }
}
