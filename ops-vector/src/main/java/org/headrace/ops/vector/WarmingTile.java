package org.headrace.ops.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.ops.kernels.FloatTile;

/** Convolutions' tiles in plain code until their vector code, each shape by itself, has warmed up. */
final class WarmingTile implements FloatTile {
    private static final int LITTLE = 7;
    private static final int ENOUGH = 200;

    /** So many rows of {@code b} at a time are copied to arrays by themselves, which lets the JIT compiler vectorize. */
    private static final int DEPTH = 64;

    private final VectorTile vector = new VectorTile();
    private final int narrowest = vector.widths()[vector.widths().length - 1];
    /** By rows and, within these, by columns in steps of the narrowest; those that no tile has are in vain. */
    private final List<WarmUp<FloatTile>> warmUps = new ArrayList<>();

    private final int places;

    WarmingTile() {
        FloatTile plain = new Plain(vector, vector.tallest(), vector.widths()[0]);
        for (int rows = 0; rows <= vector.tallest(); rows++) {
            for (int columns = 0; columns <= vector.widths()[0]; columns += narrowest) {
                warmUps.add(warmUp(plain, rows, columns));
            }
        }
        this.places = vector.widths()[0] / narrowest + 1;
    }

    private WarmUp<FloatTile> warmUp(FloatTile plain, int rows, int columns) {
        return new WarmUp<>("tiles of " + rows + " times " + columns, plain, () -> vector, LITTLE, ENOUGH, () -> {
            float[] a = new float[ENOUGH + rows];
            int[] steps = new int[ENOUGH];
            Arrays.setAll(steps, p -> p);
            float[] b = new float[ENOUGH * columns];
            float[] c = new float[rows * columns];
            return (tile, n, times) -> {
                for (int i = 0; i < times; i++) {
                    tile.add(rows, columns, a, 0, steps, b, 0, n, c, 0, columns);
                }
            };
        });
    }

    @Override
    public int[] widths() {
        return vector.widths();
    }

    @Override
    public int[] heights(int columns) {
        return vector.heights(columns);
    }

    @Override
    public void add(
            int rows,
            int columns,
            float[] a,
            int aOff,
            int[] aSteps,
            float[] b,
            int bOff,
            int count,
            float[] c,
            int cOff,
            int cStride) {
        FloatTile tile = warmUps.get(rows * places + columns / narrowest).code((long) rows * columns * count);
        tile.add(rows, columns, a, aOff, aSteps, b, bOff, count, c, cOff, cStride);
    }

    /** The vector code's sums in plain code: products are added to 0 in order, and what comes out to what is there. */
    private static final class Plain implements FloatTile {
        private final FloatTile vector;
        private final ThreadLocal<float[][]> sums;
        private final ThreadLocal<float[][]> factors;

        Plain(FloatTile vector, int rows, int columns) {
            this.vector = vector;
            sums = ThreadLocal.withInitial(() -> new float[rows][columns]);
            factors = ThreadLocal.withInitial(() -> new float[DEPTH][columns]);
        }

        @Override
        public int[] widths() {
            return vector.widths();
        }

        @Override
        public int[] heights(int columns) {
            return vector.heights(columns);
        }

        @Override
        public void add(
                int rows,
                int columns,
                float[] a,
                int aOff,
                int[] aSteps,
                float[] b,
                int bOff,
                int count,
                float[] c,
                int cOff,
                int cStride) {
            float[][] sum = sums.get();
            float[][] factor = factors.get();
            for (int i = 0; i < rows; i++) {
                Arrays.fill(sum[i], 0, columns, 0);
            }
            for (int from = 0; from < count; from += DEPTH) {
                int depth = Math.min(DEPTH, count - from);
                for (int p = 0; p < depth; p++) {
                    System.arraycopy(b, bOff + (from + p) * columns, factor[p], 0, columns);
                }
                for (int i = 0; i < rows; i++) {
                    addRow(sum[i], factor, depth, columns, a, aOff + i, aSteps, from);
                }
            }
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    c[cOff + i * cStride + j] += sum[i][j];
                }
            }
        }

        private static void addRow(
                float[] sum, float[][] b, int depth, int columns, float[] a, int aAt, int[] aSteps, int from) {
            int p = 0;
            for (; p + 4 <= depth; p += 4) {
                int at = from + p;
                float x0 = a[aAt + aSteps[at]];
                float x1 = a[aAt + aSteps[at + 1]];
                float x2 = a[aAt + aSteps[at + 2]];
                float x3 = a[aAt + aSteps[at + 3]];
                addFour(sum, b[p], b[p + 1], b[p + 2], b[p + 3], columns, x0, x1, x2, x3);
            }
            for (; p < depth; p++) {
                addOne(sum, b[p], columns, a[aAt + aSteps[from + p]]);
            }
        }

        // As in FloatPanels, but code of its own: loops as short as a tile is wide would spoil what the JIT compiler
        // learns of the long ones there.

        private static void addFour(
                float[] y,
                float[] b0,
                float[] b1,
                float[] b2,
                float[] b3,
                int n,
                float x0,
                float x1,
                float x2,
                float x3) {
            for (int j = 0; j < n; j++) {
                y[j] = Math.fma(x3, b3[j], Math.fma(x2, b2[j], Math.fma(x1, b1[j], Math.fma(x0, b0[j], y[j]))));
            }
        }

        private static void addOne(float[] y, float[] b, int n, float x) {
            for (int j = 0; j < n; j++) {
                y[j] = Math.fma(x, b[j], y[j]);
            }
        }
    }
}
