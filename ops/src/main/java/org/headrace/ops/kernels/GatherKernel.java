package org.headrace.ops.kernels;

import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;

/** Copies the rows that indices name; many are shared among the workers. */
public final class GatherKernel implements Kernel {
    /** A piece of work has about so many array elements. */
    private static final int PIECE = 1 << 15;

    private final int tables;
    private final int outer;
    private final int n;
    private final int picks;
    private final int width;
    private final Workers workers;
    private final Workers.Piece work = this::piece;
    private final int[] places;
    private final int rowsOfPiece;

    private Object from = new float[0];
    private Object to = from;

    /** Makes the error for index {@code i}, whose value is not a row's. */
    public interface OutOfRange {
        RuntimeException error(KernelContext context, Tensor indices, int i);
    }

    /** Says which of the {@code n} rows index {@code i} names, or a negative number if none. */
    @FunctionalInterface
    public interface Places {
        int place(Tensor indices, int i);
    }

    private final Places rowOf;
    private final OutOfRange outOfRange;

    /**
     * The kernel for input 0, {@code [tables, outer, n, width]} in array elements, and the indices of input 1,
     * {@code [tables, picks]}: its output is {@code [tables, outer, picks, width]}.
     */
    public GatherKernel(
            Signature signature, int tables, int outer, int n, int picks, int width, OutOfRange outOfRange) {
        this(signature, tables, outer, n, picks, width, (indices, i) -> numbered(indices, i, n), outOfRange);
    }

    /** The same for indices that name rows in another way. */
    public GatherKernel(
            Signature signature,
            int tables,
            int outer,
            int n,
            int picks,
            int width,
            Places rowOf,
            OutOfRange outOfRange) {
        this.tables = tables;
        this.outer = outer;
        this.n = n;
        this.picks = picks;
        this.width = width;
        this.workers = signature.workers();
        this.places = new int[tables * picks];
        this.rowsOfPiece = Math.max(1, PIECE / Math.max(1, width));
        this.rowOf = rowOf;
        this.outOfRange = outOfRange;
    }

    private static int numbered(Tensor indices, int i, int n) {
        long place = indices.longAt(i);
        return place < n ? (int) Math.max(-1, place) : -1;
    }

    @Override
    public void run(KernelContext context) {
        Tensor indices = context.input(1);
        for (int i = 0; i < places.length; i++) {
            places[i] = rowOf.place(indices, i);
            if (places[i] < 0) {
                throw outOfRange.error(context, indices, i);
            }
        }
        from = context.input(0).array();
        to = context.output(0).array();
        int rows = tables * outer * picks;
        workers.run((rows + rowsOfPiece - 1) / rowsOfPiece, work);
    }

    private void piece(int piece, int worker) {
        int first = piece * rowsOfPiece;
        int last = Math.min(tables * outer * picks, first + rowsOfPiece);
        for (int row = first; row < last; ) {
            int block = row / picks; // of table and outer index: rows of one block follow one list of indices
            int pick = row % picks;
            int together = Math.min(picks - pick, last - row);
            copy(block * n, block / outer * picks + pick, together, row);
            row += together;
        }
    }

    private void copy(int start, int pick, int rows, int row) {
        if (from instanceof float[] x) {
            float[] y = (float[]) to;
            for (int i = 0; i < rows; i++) {
                System.arraycopy(x, (start + places[pick + i]) * width, y, (row + i) * width, width);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                Elements.copy(from, (start + places[pick + i]) * width, to, (row + i) * width, width);
            }
        }
    }
}
