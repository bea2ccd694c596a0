package org.headrace.ops.kernels;

/**
 * A matrix {@code [rows, channels]} cut into blocks that fit the second-level cache. The loops over a block take several rows of
 * few channels for one wide row, so that there is something to vectorize: what they add up per column is folded to channels.
 */
final class ChannelBlocks {
    private static final int BLOCK = 1 << 15;
    private static final int WIDE = 512;

    final int channels;
    /** Columns of the wide rows, a multiple of the channels. */
    final int width;
    /** Elements of the matrix. */
    final int size;
    /** How many blocks there are. */
    final int count;

    private final int block;

    ChannelBlocks(int rows, int channels) {
        this.channels = channels;
        this.size = rows * channels;
        this.width = channels * Math.max(1, WIDE / Math.max(1, channels));
        this.block = Math.max(1, BLOCK / Math.max(1, width)) * width;
        this.count = size == 0 ? 0 : (size + block - 1) / block;
    }

    /** Where block {@code i} begins. */
    int from(int i) {
        return i * block;
    }

    /** Where block {@code i} ends. */
    int to(int i) {
        return Math.min(size, (i + 1) * block);
    }

    /** The rows of block {@code i}. */
    int rows(int i) {
        return (to(i) - from(i)) / channels;
    }

    /** Adds the columns of each channel up. */
    void fold(float[] columns, float[] perChannel, int at) {
        for (int c = 0; c < channels; c++) {
            float sum = columns[c];
            for (int j = c + channels; j < width; j += channels) {
                sum += columns[j];
            }
            perChannel[at + c] = sum;
        }
    }

    /** Repeats what is said of each channel for each of its columns. */
    void spread(float[] perChannel, int at, float[] columns) {
        for (int j = 0; j < width; j += channels) {
            System.arraycopy(perChannel, at, columns, j, channels);
        }
    }

    /** {@code sums += x}, column by column. */
    void addColumns(float[] x, int from, int to, float[] sums) {
        int at = from;
        for (; at + width <= to; at += width) {
            for (int c = 0; c < width; c++) {
                sums[c] += x[at + c];
            }
        }
        for (int c = 0; at + c < to; c++) {
            sums[c] += x[at + c];
        }
    }

    /** {@code sums += (x - mean)^2}, column by column. */
    void addSquares(float[] x, int from, int to, float[] mean, float[] sums) {
        int at = from;
        for (; at + width <= to; at += width) {
            for (int c = 0; c < width; c++) {
                float centred = x[at + c] - mean[c];
                sums[c] += centred * centred;
            }
        }
        for (int c = 0; at + c < to; c++) {
            float centred = x[at + c] - mean[c];
            sums[c] += centred * centred;
        }
    }

    /** {@code sums += dy * (x - mean)}, column by column. */
    void addProducts(float[] dy, float[] x, int from, int to, float[] mean, float[] sums) {
        int at = from;
        for (; at + width <= to; at += width) {
            for (int c = 0; c < width; c++) {
                sums[c] += dy[at + c] * (x[at + c] - mean[c]);
            }
        }
        for (int c = 0; at + c < to; c++) {
            sums[c] += dy[at + c] * (x[at + c] - mean[c]);
        }
    }

    /** {@code y = (x - mean) * factor + offset}, column by column. */
    void normalize(float[] x, int from, int to, float[] mean, float[] factor, float[] offset, float[] y) {
        int at = from;
        for (; at + width <= to; at += width) {
            for (int c = 0; c < width; c++) {
                y[at + c] = (x[at + c] - mean[c]) * factor[c] + offset[c];
            }
        }
        for (int c = 0; at + c < to; c++) {
            y[at + c] = (x[at + c] - mean[c]) * factor[c] + offset[c];
        }
    }

    /** {@code dx = factor * (dy - shift - (x - mean) * slope)}, column by column. */
    void normalizeBack(
            float[] dy,
            float[] x,
            int from,
            int to,
            float[] mean,
            float[] shift,
            float[] slope,
            float[] factor,
            float[] dx) {
        int at = from;
        for (; at + width <= to; at += width) {
            for (int c = 0; c < width; c++) {
                dx[at + c] = factor[c] * ((dy[at + c] - shift[c]) - (x[at + c] - mean[c]) * slope[c]);
            }
        }
        for (int c = 0; at + c < to; c++) {
            dx[at + c] = factor[c] * ((dy[at + c] - shift[c]) - (x[at + c] - mean[c]) * slope[c]);
        }
    }
}
