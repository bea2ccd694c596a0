package org.headrace.ops.kernels;

/**
 * The sizes of a two-dimensional convolution: {@code input [batch, rows, columns, in]} with
 * {@code filter [rows, columns, in, out]} gives {@code output [batch, rows, columns, out]}.
 *
 * @param rows how the window slides over the rows
 * @param columns how it slides over the columns
 */
public record ConvolutionShape(int batch, WindowAxis rows, WindowAxis columns, int in, int out) {
    int inputImage() {
        return rows.input() * columns.input() * in;
    }

    int outputImage() {
        return rows.output() * columns.output() * out;
    }

    int filter() {
        return rows.window() * columns.window() * in * out;
    }

    /** Multiplications of all windows, those with padding counted. */
    double products() {
        return (double) batch * rows.output() * columns.output() * filter();
    }
}
