package org.headrace.ops.kernels;

/**
 * The sizes of a pooling: volumes {@code [batch, planes, rows, columns, channels]} and how a window slides over them; an image
 * is a volume of one plane.
 */
public record PoolShape(int batch, WindowAxis planes, WindowAxis rows, WindowAxis columns, int channels) {
    int inputImage() {
        return planes.input() * rows.input() * columns.input() * channels;
    }

    int outputImage() {
        return planes.output() * rows.output() * columns.output() * channels;
    }

    /** Rows of output of one volume, in all planes. */
    int outputRows() {
        return planes.output() * rows.output();
    }

    /** Pixels of a window. */
    int window() {
        return planes.window() * rows.window() * columns.window();
    }

    /** Says which pixels inside the volume the window at column {@code x} of row {@code y} of all planes' rows covers. */
    void place(int n, int y, int x, MaxLoops.Window window) {
        int z = y / rows.output();
        int row = y % rows.output();
        int front = planes.from(z);
        int top = rows.from(row);
        int left = columns.from(x);
        window.planes = planes.to(z) - front;
        window.rows = rows.to(row) - top;
        window.columns = columns.to(x) - left;
        int plane = planes.start(z) + front * planes.dilation();
        int line = rows.start(row) + top * rows.dilation();
        int column = columns.start(x) + left * columns.dilation();
        window.columnStep = columns.dilation() * channels;
        window.rowStep = rows.dilation() * columns.input() * channels;
        window.planeStep = planes.dilation() * rows.input() * columns.input() * channels;
        window.at = n * inputImage() + ((plane * rows.input() + line) * columns.input() + column) * channels;
        window.place = (top * columns.window() + left) * channels;
        window.placeStep = columns.window() * channels;
        int cornerRow = Math.max(0, rows.start(row));
        int cornerColumn = Math.max(0, columns.start(x));
        boolean inside = cornerRow < rows.input() && cornerColumn < columns.input();
        window.corner = inside ? n * inputImage() + (cornerRow * columns.input() + cornerColumn) * channels : -1;
    }

    /** Where the channels of the output pixel at column {@code x} of row {@code y} of all planes' rows lie. */
    int output(int n, int y, int x) {
        return n * outputImage() + (y * columns.output() + x) * channels;
    }
}
