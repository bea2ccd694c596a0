package org.headrace.ops.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product in double, after Goto and van de Geijn ("Anatomy of high-performance matrix multiplication",
 * 2008): panels of {@code B} are packed into strips as wide as two vectors, and tiles of six rows by one strip are
 * summed in twelve registers. One object serves one thread at a time: it keeps the packed panels for its next product.
 */
final class DoubleGemm {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int TILE_ROWS = 6;
    private static final int TILE_COLUMNS = 2 * WIDTH;

    /** A strip of {@code B} of this depth stays in the first-level cache, */
    private static final int DEPTH = 256;
    /** a block of {@code A} of so many rows in the second, */
    private static final int BLOCK_ROWS = 40 * TILE_ROWS;
    /** a panel of {@code B} of so many columns in the last. */
    private static final int PANEL_COLUMNS = 32 * TILE_COLUMNS;

    private final double[] tile = new double[TILE_ROWS * TILE_COLUMNS];
    private double[] panel = {};
    private double[] block = {};

    void multiply(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            double[] a,
            int aOff,
            double[] b,
            int bOff,
            double[] c,
            int cOff) {
        Arrays.fill(c, cOff, cOff + m * n, 0);
        for (int j = 0; j < n; j += PANEL_COLUMNS) {
            int columns = Math.min(PANEL_COLUMNS, n - j);
            for (int p = 0; p < k; p += DEPTH) {
                int depth = Math.min(DEPTH, k - p);
                packPanel(b, transB ? bOff + j * k + p : bOff + p * n + j, transB ? k : n, transB, depth, columns);
                for (int i = 0; i < m; i += BLOCK_ROWS) {
                    int rows = Math.min(BLOCK_ROWS, m - i);
                    if (transA) {
                        packBlock(a, aOff + p * m + i, m, rows, depth);
                        multiplyBlock(block, 0, depth, rows, columns, depth, c, cOff + i * n + j, n);
                    } else {
                        multiplyBlock(a, aOff + i * k + p, k, rows, columns, depth, c, cOff + i * n + j, n);
                    }
                }
            }
        }
    }

    private void multiplyBlock(
            double[] a, int aOff, int aStride, int rows, int columns, int depth, double[] c, int cOff, int cStride) {
        for (int j = 0; j < columns; j += TILE_COLUMNS) {
            int width = Math.min(TILE_COLUMNS, columns - j);
            for (int i = 0; i < rows; i += TILE_ROWS) {
                int height = Math.min(TILE_ROWS, rows - i);
                int aAt = aOff + i * aStride;
                int cAt = cOff + i * cStride + j;
                if (height == TILE_ROWS && width == TILE_COLUMNS) {
                    addTile(depth, a, aAt, aStride, TILE_ROWS, panel, j * depth, c, cAt, cStride);
                } else {
                    Arrays.fill(tile, 0);
                    addTile(depth, a, aAt, aStride, height, panel, j * depth, tile, 0, TILE_COLUMNS);
                    for (int row = 0; row < height; row++) {
                        for (int column = 0; column < width; column++) {
                            c[cAt + row * cStride + column] += tile[row * TILE_COLUMNS + column];
                        }
                    }
                }
            }
        }
    }

    /**
     * Adds {@code A B} to six rows of {@code c} for one strip of {@code b}; with fewer {@code rows} of {@code A} the last
     * one stands in for those that are missing. All in one method: a vector that leaves it would live on the heap.
     */
    private static void addTile(
            int depth,
            double[] a,
            int aOff,
            int aStride,
            int rows,
            double[] b,
            int bOff,
            double[] c,
            int cOff,
            int cStride) {
        int last = aOff + (rows - 1) * aStride;
        int a0 = aOff;
        int a1 = Math.min(a0 + aStride, last);
        int a2 = Math.min(a1 + aStride, last);
        int a3 = Math.min(a2 + aStride, last);
        int a4 = Math.min(a3 + aStride, last);
        int a5 = Math.min(a4 + aStride, last);
        DoubleVector c00 = DoubleVector.zero(SPECIES);
        DoubleVector c01 = DoubleVector.zero(SPECIES);
        DoubleVector c10 = DoubleVector.zero(SPECIES);
        DoubleVector c11 = DoubleVector.zero(SPECIES);
        DoubleVector c20 = DoubleVector.zero(SPECIES);
        DoubleVector c21 = DoubleVector.zero(SPECIES);
        DoubleVector c30 = DoubleVector.zero(SPECIES);
        DoubleVector c31 = DoubleVector.zero(SPECIES);
        DoubleVector c40 = DoubleVector.zero(SPECIES);
        DoubleVector c41 = DoubleVector.zero(SPECIES);
        DoubleVector c50 = DoubleVector.zero(SPECIES);
        DoubleVector c51 = DoubleVector.zero(SPECIES);
        int bAt = bOff;
        for (int p = 0; p < depth; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bAt);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bAt + WIDTH);
            bAt += TILE_COLUMNS;
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            DoubleVector x3 = DoubleVector.broadcast(SPECIES, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            DoubleVector x4 = DoubleVector.broadcast(SPECIES, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            DoubleVector x5 = DoubleVector.broadcast(SPECIES, a[a5 + p]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
        }
        int cAt = cOff;
        c00.add(DoubleVector.fromArray(SPECIES, c, cAt)).intoArray(c, cAt);
        c01.add(DoubleVector.fromArray(SPECIES, c, cAt + WIDTH)).intoArray(c, cAt + WIDTH);
        cAt += cStride;
        c10.add(DoubleVector.fromArray(SPECIES, c, cAt)).intoArray(c, cAt);
        c11.add(DoubleVector.fromArray(SPECIES, c, cAt + WIDTH)).intoArray(c, cAt + WIDTH);
        cAt += cStride;
        c20.add(DoubleVector.fromArray(SPECIES, c, cAt)).intoArray(c, cAt);
        c21.add(DoubleVector.fromArray(SPECIES, c, cAt + WIDTH)).intoArray(c, cAt + WIDTH);
        cAt += cStride;
        c30.add(DoubleVector.fromArray(SPECIES, c, cAt)).intoArray(c, cAt);
        c31.add(DoubleVector.fromArray(SPECIES, c, cAt + WIDTH)).intoArray(c, cAt + WIDTH);
        cAt += cStride;
        c40.add(DoubleVector.fromArray(SPECIES, c, cAt)).intoArray(c, cAt);
        c41.add(DoubleVector.fromArray(SPECIES, c, cAt + WIDTH)).intoArray(c, cAt + WIDTH);
        cAt += cStride;
        c50.add(DoubleVector.fromArray(SPECIES, c, cAt)).intoArray(c, cAt);
        c51.add(DoubleVector.fromArray(SPECIES, c, cAt + WIDTH)).intoArray(c, cAt + WIDTH);
    }

    /** Copies {@code depth} rows of {@code B} into strips one after another, the last filled up with zeros. */
    private void packPanel(double[] b, int bOff, int bStride, boolean transB, int depth, int columns) {
        int strips = (columns + TILE_COLUMNS - 1) / TILE_COLUMNS;
        int length = strips * TILE_COLUMNS * depth;
        if (panel.length < length) {
            panel = new double[length];
        }
        for (int j = 0; j < columns; j += TILE_COLUMNS) {
            int width = Math.min(TILE_COLUMNS, columns - j);
            int at = j * depth;
            if (width < TILE_COLUMNS) {
                Arrays.fill(panel, at, at + TILE_COLUMNS * depth, 0);
            }
            if (transB) {
                transpose(b, bOff + j * bStride, bStride, width, depth, panel, at, TILE_COLUMNS);
            } else {
                for (int p = 0; p < depth; p++) {
                    System.arraycopy(b, bOff + p * bStride + j, panel, at + p * TILE_COLUMNS, width);
                }
            }
        }
    }

    /** Transposes a block of {@code A}, stored with {@code A}'s columns as rows, into rows of length {@code depth}. */
    private void packBlock(double[] a, int aOff, int aStride, int rows, int depth) {
        if (block.length < rows * depth) {
            block = new double[BLOCK_ROWS * DEPTH];
        }
        transpose(a, aOff, aStride, depth, rows, block, 0, depth);
    }

    /** {@code to[j, i] = from[i, j]} for {@code rows} rows of {@code from}, four at a time so that both sides stay in cache. */
    private static void transpose(
            double[] from, int fromOff, int fromStride, int rows, int columns, double[] to, int toOff, int toStride) {
        int i = 0;
        for (; i + 4 <= rows; i += 4) {
            int r0 = fromOff + i * fromStride;
            int r1 = r0 + fromStride;
            int r2 = r1 + fromStride;
            int r3 = r2 + fromStride;
            int at = toOff + i;
            for (int j = 0; j < columns; j++) {
                to[at] = from[r0 + j];
                to[at + 1] = from[r1 + j];
                to[at + 2] = from[r2 + j];
                to[at + 3] = from[r3 + j];
                at += toStride;
            }
        }
        for (; i < rows; i++) {
            int row = fromOff + i * fromStride;
            for (int j = 0; j < columns; j++) {
                to[toOff + j * toStride + i] = from[row + j];
            }
        }
    }
}
