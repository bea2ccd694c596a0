package org.headrace.ops.linalg;

import org.headrace.core.Workers;
import org.headrace.ops.kernels.BlockProduct;
import org.headrace.ops.kernels.Kernels;
import org.headrace.ops.kernels.ProductSizes;
import org.jspecify.annotations.Nullable;

/**
 * Products of parts of real matrices by the matrix product in use: {@code C = op(A) op(B)} or {@code C += op(A) op(B)},
 * {@code op(A)} being {@code m x k} and {@code op(B)} {@code k x n}. A part begins at its place in its array, its stored rows
 * a stride apart. Threads share large products; how these are cut depends on their sizes alone.
 */
final class Products {
    /** A large product is one of so many multiplications; each is worth a piece. */
    private static final int LARGE = 1 << 20;

    private static final int MOST_PIECES = 8;
    /** A piece has so many columns of {@code C} at least, and begins at a multiple of the step. */
    private static final int LEAST_COLUMNS = 96;

    private static final int COLUMN_STEP = 32;
    private static final int LEAST_ROWS = 48;
    private static final int ROW_STEP = 12;

    private static final ProductSizes SMALL_SIZES = new ProductSizes(false, false, 32, 32, 32, true);
    private static final ProductSizes LARGE_SIZES = new ProductSizes(false, false, 256, 256, 256, true);

    private final Workers workers;
    private final Workers.Piece piece = this::piece;
    /** The code for products by which factor is transposed: none, the first, the second. */
    private final BlockProduct<double[]>[] small = blocks(SMALL_SIZES);
    /** Looked for when it is first needed, which may take a while. */
    private BlockProduct<double[]> @Nullable [] large;

    // The product at hand.
    private int code;
    private int m;
    private int n;
    private int k;
    private double[] a = {};
    private int aAt;
    private int aStride;
    private double[] b = {};
    private int bAt;
    private int bStride;
    private double[] c = {};
    private int cAt;
    private int cStride;
    private boolean add;
    private int rows;
    private int columns;
    private int columnPieces;

    Products(Workers workers) {
        this.workers = workers;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of them
    private static BlockProduct<double[]>[] blocks(ProductSizes s) {
        return new BlockProduct[] {
            Kernels.gemm().doubleBlocks(s),
            Kernels.gemm().doubleBlocks(new ProductSizes(true, false, s.m(), s.n(), s.k(), s.add())),
            Kernels.gemm().doubleBlocks(new ProductSizes(false, true, s.m(), s.n(), s.k(), s.add()))
        };
    }

    /** The product; of {@code turnA} and {@code turnB}, which say whether a factor is transposed, one at most may be true. */
    void run(
            int m,
            int n,
            int k,
            double[] a,
            int aAt,
            int aStride,
            boolean turnA,
            double[] b,
            int bAt,
            int bStride,
            boolean turnB,
            double[] c,
            int cAt,
            int cStride,
            boolean add) {
        if (m == 0 || n == 0) {
            return;
        }
        code = turnA ? 1 : turnB ? 2 : 0;
        long work = (long) m * n * k;
        if (work < LARGE) {
            small[code].multiply(a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, m, n, k, add);
            return;
        }
        if (large == null) {
            large = blocks(LARGE_SIZES);
        }
        this.m = m;
        this.n = n;
        this.k = k;
        this.a = a;
        this.aAt = aAt;
        this.aStride = aStride;
        this.b = b;
        this.bAt = bAt;
        this.bStride = bStride;
        this.c = c;
        this.cAt = cAt;
        this.cStride = cStride;
        this.add = add;
        int wanted = (int) Math.min(MOST_PIECES, work / LARGE);
        columns = part(n, wanted, LEAST_COLUMNS, COLUMN_STEP);
        columnPieces = (n + columns - 1) / columns;
        rows = part(m, (wanted + columnPieces - 1) / columnPieces, LEAST_ROWS, ROW_STEP);
        int pieces = columnPieces * ((m + rows - 1) / rows);
        if (pieces == 1) {
            piece(0, 0);
        } else {
            workers.run(pieces, piece);
        }
    }

    /** The length of parts of {@code size}, about so many of them. */
    private static int part(int size, int parts, int least, int step) {
        int most = Math.max(1, Math.min(parts, size / least));
        return most == 1 ? size : ((size + most - 1) / most + step - 1) / step * step;
    }

    private void piece(int index, int worker) {
        int i = index / columnPieces * rows;
        int j = index % columnPieces * columns;
        BlockProduct<double[]>[] blocks = large == null ? small : large;
        blocks[code].multiply(
                a,
                aAt + (code == 1 ? i : i * aStride),
                aStride,
                b,
                bAt + (code == 2 ? j * bStride : j),
                bStride,
                c,
                cAt + i * cStride + j,
                cStride,
                Math.min(rows, m - i),
                Math.min(columns, n - j),
                k,
                add);
    }
}
