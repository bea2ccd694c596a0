package org.headrace.ops.kernels;

/** The sizes of a pooling: images {@code [batch, rows, columns, channels]} and how a window slides over them. */
public record PoolShape(int batch, WindowAxis rows, WindowAxis columns, int channels) {
    int inputImage() {
        return rows.input() * columns.input() * channels;
    }

    int outputImage() {
        return rows.output() * columns.output() * channels;
    }

    /** Says which pixels inside the image the window at output pixel {@code (y, x)} of image {@code n} covers. */
    void place(int n, int y, int x, ChannelLoops.Window window) {
        int top = rows.from(y);
        int left = columns.from(x);
        window.rows = rows.to(y) - top;
        window.columns = columns.to(x) - left;
        window.rowStep = columns.input() * channels;
        window.columnStep = channels;
        window.at = n * inputImage() + ((rows.start(y) + top) * columns.input() + columns.start(x) + left) * channels;
    }

    /** Where an output pixel's channels lie. */
    int output(int n, int y, int x) {
        return n * outputImage() + (y * columns.output() + x) * channels;
    }
}
