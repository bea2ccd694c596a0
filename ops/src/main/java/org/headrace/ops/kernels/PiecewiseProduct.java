package org.headrace.ops.kernels;

import java.util.Arrays;
import java.util.Objects;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * A matrix product cut into blocks that threads share. How it is cut depends on the sizes alone: {@code C} into blocks of
 * columns and rows, and where {@code C} is too small for that, the sums over {@code k} into parts, which are added in
 * order.
 */
public abstract class PiecewiseProduct<A> implements Product<A> {

    /** So many multiplications are worth a piece: some ten microseconds. */
    private static final int PIECE = 1 << 20;

    /** Pieces enough for the threads there are, of a product that needs no more because of its size. */
    private static final int MANY_PIECES = 8;

    private static final long LARGE = 1L << 28;

    /** Blocks of {@code C} are about as wide and as high as this at least, and begin at multiples of the steps. */
    private static final int LEAST_COLUMNS = 128;

    private static final int LEAST_ROWS = 48;
    /** and at most as this, that they stay in the caches. */
    private static final int MOST_COLUMNS = 512;

    private static final int MOST_ROWS = 256;
    private static final int COLUMN_STEP = 32;
    private static final int ROW_STEP = 4;

    /** Parts of sums are as long as this at least, and cut only where {@code C} has no more elements than that. */
    private static final int LEAST_DEPTH = 1024;

    private static final int SMALL = 1 << 16;

    private final ProductSizes sizes;
    private final Workers workers;
    private final Finish finish;
    private final BlockProduct<A> block;
    private final Workers.Piece piece = this::multiply;

    private final int rows;
    private final int columns;
    private final int depth;
    private final int rowPieces;
    private final int columnPieces;
    private final int pieces;
    /** The parts of the sums but for the first, each like a {@code C}. */
    private final A parts;

    // The matrices of this run.
    private @Nullable A a;
    private int aOff;
    private @Nullable A b;
    private int bOff;
    private @Nullable A c;
    private int cOff;

    private PiecewiseProduct(ProductSizes sizes, Workers workers, Finish finish, BlockProduct<A> block) {
        this.sizes = sizes;
        this.workers = workers;
        this.finish = finish;
        this.block = block;
        int wanted = (int) Math.max(1, Math.min(MANY_PIECES, sizes.work() / PIECE));
        int least = pieces(sizes.n(), MOST_COLUMNS);
        this.columns = part(sizes.n(), Math.max(least, Math.min(wanted, about(sizes.n(), LEAST_COLUMNS))), COLUMN_STEP);
        this.columnPieces = pieces(sizes.n(), columns);
        wanted = pieces(wanted, columnPieces);
        least = sizes.work() < LARGE ? 1 : pieces(sizes.m(), MOST_ROWS);
        this.rows = part(sizes.m(), Math.max(least, Math.min(wanted, about(sizes.m(), LEAST_ROWS))), ROW_STEP);
        this.rowPieces = pieces(sizes.m(), rows);
        wanted = (long) sizes.m() * sizes.n() > SMALL ? 1 : pieces(wanted, rowPieces);
        this.depth = part(sizes.k(), Math.min(wanted, about(sizes.k(), LEAST_DEPTH)), COLUMN_STEP);
        int depthPieces = pieces(sizes.k(), depth);
        this.parts = newArray(Math.max(0, depthPieces - 1) * sizes.m() * sizes.n());
        this.pieces = columnPieces * rowPieces * depthPieces;
    }

    /** A product of float32 matrices, whose blocks {@code block} computes. */
    public static Product<float[]> floats(
            ProductSizes sizes, Workers workers, Finish finish, BlockProduct<float[]> block) {
        return new Floats(sizes, workers, finish, block);
    }

    /** A product of float64 matrices, whose blocks {@code block} computes. */
    public static Product<double[]> doubles(
            ProductSizes sizes, Workers workers, Finish finish, BlockProduct<double[]> block) {
        return new Doubles(sizes, workers, finish, block);
    }

    /** How many parts of about {@code least} there are in {@code size}, at least one. */
    private static int about(int size, int least) {
        return Math.max(1, (size + least / 2) / least);
    }

    /** The length of a part of {@code size} cut into so many, a multiple of {@code step} unless it is the only one. */
    private static int part(int size, int parts, int step) {
        return parts <= 1 ? size : (pieces(size, parts) + step - 1) / step * step;
    }

    /** How often {@code part} fits into {@code size}, the last one perhaps not whole. */
    private static int pieces(int size, int part) {
        return size == 0 ? 0 : (size - 1) / Math.max(1, part) + 1;
    }

    @Override
    public final void run(A a, int aOff, A b, int bOff, A c, int cOff) {
        int size = sizes.m() * sizes.n();
        if (sizes.k() == 0) {
            if (!sizes.add()) {
                clear(c, cOff, size);
            }
            finish.elements(0, size, 0);
            return;
        }
        this.a = a;
        this.aOff = aOff;
        this.b = b;
        this.bOff = bOff;
        this.c = c;
        this.cOff = cOff;
        if (pieces == 1) {
            multiply(0, 0);
        } else {
            workers.run(pieces, piece);
        }
        if (depth < sizes.k()) {
            for (int d = 1; d < pieces(sizes.k(), depth); d++) {
                add(parts, (d - 1) * size, c, cOff, size);
            }
            finish.elements(0, size, 0);
        }
        this.a = null;
        this.b = null;
        this.c = null;
    }

    /** The piece's block of {@code C}, or its part of the sums of one. */
    private void multiply(int piece, int worker) {
        int m = sizes.m();
        int n = sizes.n();
        int j = piece % columnPieces * columns;
        int i = piece / columnPieces % rowPieces * rows;
        int part = piece / columnPieces / rowPieces;
        int p = part * depth;
        int height = Math.min(rows, m - i);
        int width = Math.min(columns, n - j);
        int aStride = sizes.transA() ? m : sizes.k();
        int bStride = sizes.transB() ? sizes.k() : n;
        A out = part == 0 ? c : parts;
        block.multiply(
                Objects.requireNonNull(a),
                aOff + (sizes.transA() ? p * aStride + i : i * aStride + p),
                aStride,
                Objects.requireNonNull(b),
                bOff + (sizes.transB() ? j * bStride + p : p * bStride + j),
                bStride,
                Objects.requireNonNull(out),
                (part == 0 ? cOff : (part - 1) * m * n) + i * n + j,
                n,
                height,
                width,
                Math.min(depth, sizes.k() - p),
                part == 0 && sizes.add());
        if (depth < sizes.k()) {
            return;
        }
        if (width == n) {
            finish.elements(i * n, (i + height) * n, worker);
            return;
        }
        for (int row = i; row < i + height; row++) {
            finish.elements(row * n + j, row * n + j + width, worker);
        }
    }

    abstract A newArray(int length);

    /** {@code y = 0}. */
    abstract void clear(A y, int yOff, int n);

    /** {@code y += x}. */
    abstract void add(A x, int xOff, A y, int yOff, int n);

    private static final class Floats extends PiecewiseProduct<float[]> {
        Floats(ProductSizes sizes, Workers workers, Finish finish, BlockProduct<float[]> block) {
            super(sizes, workers, finish, block);
        }

        @Override
        float[] newArray(int length) {
            return new float[length];
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
        Doubles(ProductSizes sizes, Workers workers, Finish finish, BlockProduct<double[]> block) {
            super(sizes, workers, finish, block);
        }

        @Override
        double[] newArray(int length) {
            return new double[length];
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
