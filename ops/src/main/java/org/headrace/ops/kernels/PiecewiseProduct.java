package org.headrace.ops.kernels;

import java.util.Arrays;
import java.util.Objects;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * A matrix product cut into blocks that threads share: {@code C} into blocks of columns and rows, and where {@code C} is too
 * small for that, the sums over {@code k} into parts, which are added in order. How sums are cut depends on the sizes alone;
 * how {@code C} is, also on the number of threads, if no bit depends on it.
 */
public abstract class PiecewiseProduct<A> implements Product<A>, Product.Sum<A> {

    /** So many multiplications are worth a piece: some ten microseconds, */
    private static final int PIECE = 1 << 20;
    /** or a few, if no more pieces are wanted than there are threads. Sharing work costs a quarter of one. */
    private static final int LEAST_PIECE = 1 << 17;

    /** Pieces enough for any number of threads, of a product that needs no more because of its size, */
    private static final int MANY_PIECES = 8;
    /** and for few threads, which so copy less of {@code A} and {@code B}. */
    private static final int PIECES_OF_THREAD = 2;

    /** A product of so many multiplications has a piece for each {@link #MOST_ROWS}: threads then wait less at the end. */
    private static final long LARGE = 1L << 28;

    /** Blocks of {@code C} are about as wide and as high as this at least, and begin at multiples of the steps. */
    private static final int LEAST_COLUMNS = 64;

    private static final int LEAST_ROWS = 48;
    /** or, if there is little work or are few rows, of so few; */
    private static final int FEW_ROWS = 16;
    /** and at most as this, that they stay in the caches. */
    private static final int MOST_COLUMNS = 512;

    private static final int MOST_ROWS = 256;
    /** What is left over belongs to the last block if it has fewer columns. */
    private static final int LEAST_LEFT_COLUMNS = 48;

    /** So many times as long as copying takes copying columns to rows. */
    private static final int TRANSPOSED = 3;

    private static final int COLUMN_STEP = 32;
    private static final int ROW_STEP = 4;

    /** Parts of sums are as long as this at least, and cut only where {@code C} has no more elements than that. */
    private static final int LEAST_DEPTH = 1024;

    private static final int SMALL = 1 << 16;

    private final ProductSizes sizes;
    /** What is summed over in each term, of which a product has one. */
    private final int[] depths;

    private final Workers workers;
    private final Finish finish;
    private final BlockProduct<A> block;
    private final Workers.Piece piece = this::multiply;

    private final int rows;
    private final int columns;
    private final int depth;
    private final int rowPieces;
    private final int columnPieces;
    private final int depthPieces;
    private final int pieces;
    /** The parts of the sums but for the first, each like a {@code C}. */
    private final A parts;

    // The matrices of this run.
    private final @Nullable A[] a;
    private int aOff;
    private final @Nullable A[] b;
    private int bOff;
    private @Nullable A c;
    private int cOff;

    private PiecewiseProduct(
            ProductSizes sizes, int[] depths, boolean freely, Workers workers, Finish finish, BlockProduct<A> block) {
        this.sizes = sizes;
        this.depths = depths;
        this.a = newFactors(depths.length);
        this.b = newFactors(depths.length);
        this.workers = workers;
        this.finish = finish;
        this.block = block;
        boolean mayCutSums = mayCutSums(sizes, depths);
        boolean byThreads = freely && !mayCutSums;
        int threads = workers.threads();
        int most =
                byThreads ? Math.max(MANY_PIECES / 2, Math.min(MANY_PIECES, PIECES_OF_THREAD * threads)) : MANY_PIECES;
        int wanted = (int) Math.max(1, Math.min(most, sizes.work() / PIECE));
        int leastRows = byThreads && sizes.m() < 2 * LEAST_ROWS ? FEW_ROWS : LEAST_ROWS;
        if (byThreads && wanted < threads) {
            wanted = (int) Math.max(1, Math.min(threads, sizes.work() / LEAST_PIECE));
            leastRows = FEW_ROWS;
        }
        int columnParts;
        if (byThreads) {
            wanted -= wanted > threads ? wanted % threads : 0;
            columnParts = columnParts(sizes, wanted, leastRows);
        } else {
            int least = pieces(sizes.n(), MOST_COLUMNS, 1);
            columnParts = Math.max(least, Math.min(wanted, about(sizes.n(), LEAST_COLUMNS)));
        }
        this.columns = part(sizes.n(), columnParts, COLUMN_STEP);
        this.columnPieces = pieces(sizes.n(), columns, LEAST_LEFT_COLUMNS);
        wanted = pieces(wanted, columnPieces, 1);
        int least = sizes.work() >= LARGE ? pieces(sizes.m(), MOST_ROWS, 1) : 1;
        this.rows = part(sizes.m(), Math.max(least, Math.min(wanted, about(sizes.m(), leastRows))), ROW_STEP);
        this.rowPieces = pieces(sizes.m(), rows, ROW_STEP);
        wanted = mayCutSums ? pieces(wanted, rowPieces, 1) : 1;
        this.depth = part(sizes.k(), Math.min(wanted, about(sizes.k(), LEAST_DEPTH)), COLUMN_STEP);
        this.depthPieces = pieces(sizes.k(), depth, COLUMN_STEP);
        this.parts = newArray(Math.max(0, depthPieces - 1) * sizes.m() * sizes.n());
        this.pieces = columnPieces * rowPieces * depthPieces;
    }

    /** Whether the sums over {@code k} may be cut into parts. */
    static boolean mayCutSums(ProductSizes sizes, int[] depths) {
        return depths.length == 1 && (long) sizes.m() * sizes.n() <= SMALL && about(sizes.k(), LEAST_DEPTH) > 1;
    }

    /**
     * A product of float32 matrices or a sum of them, of such depths, whose blocks {@code block} computes.
     *
     * @param freely whether the bits are the same however {@code C} is cut
     */
    static PiecewiseProduct<float[]> floats(
            ProductSizes sizes,
            int[] depths,
            boolean freely,
            Workers workers,
            Finish finish,
            BlockProduct<float[]> block) {
        return new Floats(sizes, depths, freely, workers, finish, block);
    }

    /** The same for float64. */
    static PiecewiseProduct<double[]> doubles(
            ProductSizes sizes,
            int[] depths,
            boolean freely,
            Workers workers,
            Finish finish,
            BlockProduct<double[]> block) {
        return new Doubles(sizes, depths, freely, workers, finish, block);
    }

    /**
     * Into how many parts to cut the columns, and the rows into the rest of {@code wanted}: so that there are as many pieces
     * as that, if possible, and of these ways the one that copies least. Each part of the columns copies all of {@code A},
     * each of the rows all of {@code B}, and again for further {@link #MOST_ROWS}; but few rows read it where it lies. So rows
     * stay with their thread where there are few, and threads wait less for what others have written.
     */
    private static int columnParts(ProductSizes sizes, int wanted, int leastRows) {
        int best = 1;
        int most = 0;
        double least = 0;
        for (int parts = 1; parts <= Math.min(wanted, about(sizes.n(), LEAST_COLUMNS)); parts++) {
            int rowParts = Math.min(wanted / parts, about(sizes.m(), leastRows));
            double ofA = (double) parts * sizes.m();
            boolean inPlace = !sizes.transB() && part(sizes.m(), rowParts, ROW_STEP) < LEAST_ROWS;
            double ofB = inPlace
                    ? 0
                    : (double) rowParts * pieces(part(sizes.m(), rowParts, ROW_STEP), MOST_ROWS, 1) * sizes.n();
            double copied = ofA + (sizes.transB() ? TRANSPOSED : 1) * ofB;
            if (parts * rowParts > most || parts * rowParts == most && copied < least) {
                best = parts;
                most = parts * rowParts;
                least = copied;
            }
        }
        return best;
    }

    /** How many parts of about {@code least} there are in {@code size}, at least one. */
    private static int about(int size, int least) {
        return Math.max(1, (size + least / 2) / least);
    }

    /** The length of a part of {@code size} cut into so many, a multiple of {@code step} unless it is the only one. */
    private static int part(int size, int parts, int step) {
        return parts <= 1 ? size : (pieces(size, parts, 1) + step - 1) / step * step;
    }

    /**
     * How many parts there are in {@code size}. What is left over is a part of its own if it is so long, otherwise it belongs
     * to the last one: thin blocks are slow, and summed in another order.
     */
    private static int pieces(int size, int part, int least) {
        return size == 0 ? 0 : Math.max(1, (size - least) / Math.max(1, part) + 1);
    }

    /** The length of piece {@code i} of so many, the last of which takes what is left over. */
    private static int length(int size, int part, int i, int pieces) {
        return i == pieces - 1 ? size - i * part : part;
    }

    @Override
    public final void run(A a, int aOff, A b, int bOff, A c, int cOff) {
        this.aOff = aOff;
        this.bOff = bOff;
        term(0, a, b);
        run(c, cOff);
    }

    @Override
    public final void term(int i, A a, A b) {
        this.a[i] = a;
        this.b[i] = b;
    }

    @Override
    public final void run(A c) {
        run(c, 0);
    }

    private void run(A c, int cOff) {
        int size = sizes.m() * sizes.n();
        if (sizes.k() == 0) {
            if (!sizes.add()) {
                clear(c, cOff, size);
            }
            finish.elements(0, size, 0);
            return;
        }
        this.c = c;
        this.cOff = cOff;
        if (pieces == 1) {
            multiply(0, 0);
        } else {
            workers.run(pieces, piece);
        }
        if (depthPieces > 1) {
            for (int d = 1; d < depthPieces; d++) {
                add(parts, (d - 1) * size, c, cOff, size);
            }
            finish.elements(0, size, 0);
        }
        Arrays.fill(a, null);
        Arrays.fill(b, null);
        this.c = null;
    }

    /** The piece's block of {@code C}, or its part of the sums of one. */
    private void multiply(int piece, int worker) {
        int m = sizes.m();
        int n = sizes.n();
        int column = piece % columnPieces;
        int row = piece / columnPieces % rowPieces;
        int part = piece / columnPieces / rowPieces;
        int j = column * columns;
        int i = row * rows;
        int p = part * depth;
        int height = length(m, rows, row, rowPieces);
        int width = length(n, columns, column, columnPieces);
        A out = part == 0 ? c : parts;
        for (int term = 0; term < depths.length; term++) {
            int k = depths[term];
            int aStride = sizes.transA() ? m : k;
            int bStride = sizes.transB() ? k : n;
            block.multiply(
                    Objects.requireNonNull(a[term]),
                    aOff + (sizes.transA() ? p * aStride + i : i * aStride + p),
                    aStride,
                    Objects.requireNonNull(b[term]),
                    bOff + (sizes.transB() ? j * bStride + p : p * bStride + j),
                    bStride,
                    Objects.requireNonNull(out),
                    (part == 0 ? cOff : (part - 1) * m * n) + i * n + j,
                    n,
                    height,
                    width,
                    depthPieces == 1 ? k : length(k, depth, part, depthPieces),
                    term > 0 || part == 0 && sizes.add());
        }
        if (depthPieces > 1) {
            return;
        }
        if (width == n) {
            finish.elements(i * n, (i + height) * n, worker);
            return;
        }
        for (int at = i; at < i + height; at++) {
            finish.elements(at * n + j, at * n + j + width, worker);
        }
    }

    abstract A newArray(int length);

    abstract @Nullable A[] newFactors(int terms);

    /** {@code y = 0}. */
    abstract void clear(A y, int yOff, int n);

    /** {@code y += x}. */
    abstract void add(A x, int xOff, A y, int yOff, int n);

    private static final class Floats extends PiecewiseProduct<float[]> {
        Floats(
                ProductSizes sizes,
                int[] depths,
                boolean freely,
                Workers workers,
                Finish finish,
                BlockProduct<float[]> block) {
            super(sizes, depths, freely, workers, finish, block);
        }

        @Override
        float[] newArray(int length) {
            return new float[length];
        }

        @Override
        float[] @Nullable [] newFactors(int terms) {
            return new float[terms][];
        }

        @Override
        void clear(float[] y, int yOff, int n) {
            Arrays.fill(y, yOff, yOff + n, 0);
        }

        @Override
        void add(float[] x, int xOff, float[] y, int yOff, int n) {
            for (int i = 0; i < n; i++) {
                y[yOff + i] += x[xOff + i];
            }
        }
    }

    private static final class Doubles extends PiecewiseProduct<double[]> {
        Doubles(
                ProductSizes sizes,
                int[] depths,
                boolean freely,
                Workers workers,
                Finish finish,
                BlockProduct<double[]> block) {
            super(sizes, depths, freely, workers, finish, block);
        }

        @Override
        double[] newArray(int length) {
            return new double[length];
        }

        @Override
        double[] @Nullable [] newFactors(int terms) {
            return new double[terms][];
        }

        @Override
        void clear(double[] y, int yOff, int n) {
            Arrays.fill(y, yOff, yOff + n, 0);
        }

        @Override
        void add(double[] x, int xOff, double[] y, int yOff, int n) {
            for (int i = 0; i < n; i++) {
                y[yOff + i] += x[xOff + i];
            }
        }
    }
}
