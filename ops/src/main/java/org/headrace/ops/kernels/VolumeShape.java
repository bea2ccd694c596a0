package org.headrace.ops.kernels;

/**
 * The sizes of a convolution of volumes: {@code input [batch, planes, rows, columns, in]} with
 * {@code filter [planes, rows, columns, in, out]} gives {@code output [batch, planes, rows, columns, out]}.
 *
 * @param planes how the window slides over the planes
 * @param rows how it slides over the rows
 * @param columns how it slides over the columns
 */
public record VolumeShape(int batch, WindowAxis planes, WindowAxis rows, WindowAxis columns, int in, int out) {
    /** Images as volumes of one plane. */
    static VolumeShape of(ConvolutionShape s) {
        return new VolumeShape(s.batch(), WindowAxis.ONE, s.rows(), s.columns(), s.in(), s.out());
    }

    /** Places of the window. */
    int places() {
        return planes.window() * rows.window() * columns.window();
    }

    int filter() {
        return places() * in * out;
    }

    int outputPixels() {
        return planes.output() * rows.output() * columns.output();
    }

    int inputPixels() {
        return planes.input() * rows.input() * columns.input();
    }
}
