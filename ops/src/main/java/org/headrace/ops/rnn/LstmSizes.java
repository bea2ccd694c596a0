package org.headrace.ops.rnn;

import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;

/**
 * The sizes of a long short-term memory: rows of a batch, numbers that come in, numbers that are kept.
 *
 * @param times how many times there are; 1 for a cell
 */
record LstmSizes(int times, int batch, int inputs, int cells) {
    private static final DTypes TAKEN = DTypes.of(DType.FLOAT16, DType.FLOAT32);
    private static final String[] NAMES = {"x", "cs_prev", "h_prev", "w", "wci", "wcf", "wco", "b"};

    /** Of a kernel whose input {@code first} is x, and the next the others. */
    static LstmSizes of(Signature signature, int first) {
        requireFloat(signature, first);
        Shape x = signature.input(first).shape();
        int rank = x.rank();
        return new LstmSizes(rank == 3 ? (int) x.dim(0) : 1, (int) x.dim(rank - 2), (int) x.dim(rank - 1), (int)
                signature.input(first + 1).shape().dim(1));
    }

    /** Refuses dtypes that the kernels have not. */
    static void requireFloat(Signature signature, int input) {
        DType dtype = signature.input(input).dtype();
        if (dtype != DType.FLOAT32) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast the inputs to float32");
        }
    }

    /** Refuses inputs that do not fit; x, of this rank, is input {@code first}. Gives the shape of what a cell keeps. */
    static Shape check(InferContext in, int first, int rank) {
        for (int i = first; i < in.inputs(); i++) {
            TAKEN.require(in, i, i - first < NAMES.length ? NAMES[i - first] : "x");
            if (in.dtype(i) != in.dtype(first)) {
                throw in.error(
                        "all inputs must be of one dtype, but input %d is %s, x %s", i, in.dtype(i), in.dtype(first));
            }
        }
        Shape x = in.requireRank(first, rank);
        Shape state = in.requireRank(first + 1, 2);
        Shape hidden = in.requireRank(first + 2, 2);
        if (!state.isCompatibleWith(hidden)) {
            throw in.error("cs_prev is %s, h_prev %s: they must be alike", state.toBrackets(), hidden.toBrackets());
        }
        state = state.merge(hidden);
        Shape w = in.requireRank(first + 3, 2);
        long batch = x.hasRank() ? x.dim(rank - 2) : Shape.UNKNOWN;
        long inputs = x.hasRank() ? x.dim(rank - 1) : Shape.UNKNOWN;
        long cells = state.hasRank() ? state.dim(1) : Shape.UNKNOWN;
        long rows = inputs == Shape.UNKNOWN || cells == Shape.UNKNOWN ? Shape.UNKNOWN : inputs + cells;
        long columns = cells == Shape.UNKNOWN ? Shape.UNKNOWN : 4 * cells;
        require(in, "w", w, Shape.of(rows, columns));
        for (int i = 4; i < NAMES.length; i++) {
            require(in, NAMES[i], in.shape(first + i), Shape.of(i == NAMES.length - 1 ? columns : cells));
        }
        require(in, "cs_prev", state, Shape.of(batch, cells));
        return Shape.of(batch == Shape.UNKNOWN && state.hasRank() ? state.dim(0) : batch, cells);
    }

    private static void require(InferContext in, String name, Shape given, Shape needed) {
        if (!given.isCompatibleWith(needed)) {
            throw in.error("%s is %s, but must be %s", name, given.toBrackets(), needed.toBrackets());
        }
    }

    /** Numbers that are kept, of all rows. */
    int state() {
        return batch * cells;
    }

    /** Rows of a piece of work. */
    int rowsPerPiece() {
        return Math.max(1, 4096 / Math.max(1, cells));
    }

    int pieces() {
        return (batch + rowsPerPiece() - 1) / rowsPerPiece();
    }
}
