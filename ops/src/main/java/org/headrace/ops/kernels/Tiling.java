package org.headrace.ops.kernels;

import java.util.Arrays;

/** A run of rows cut into tiles of the heights there are, so that as little as possible is computed in vain. */
final class Tiling {
    /** What a tile costs besides its rows, in rows. */
    private static final double OVERHEAD = 5;

    private Tiling() {}

    /** The heights, in order, of tiles that cover {@code rows} rows; the last may reach beyond them. */
    static int[] of(int rows, int[] heights) {
        double[] cost = new double[rows + 1];
        int[] last = new int[rows + 1];
        for (int n = 1; n <= rows; n++) {
            cost[n] = Double.MAX_VALUE;
            for (int height : heights) {
                double with = cost[Math.max(0, n - height)] + height + OVERHEAD;
                if (with < cost[n]) {
                    cost[n] = with;
                    last[n] = height;
                }
            }
        }
        int[] tiles = new int[rows];
        int count = 0;
        for (int n = rows; n > 0; n = Math.max(0, n - last[n])) {
            tiles[count++] = last[n];
        }
        return Arrays.copyOf(tiles, count);
    }
}
