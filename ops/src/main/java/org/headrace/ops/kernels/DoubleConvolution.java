package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Workers;

/** Convolutions in double, by plain loops whose innermost runs along the channels. */
final class DoubleConvolution {
    private final ConvolutionShape shape;
    private final WindowAxis rows;
    private final WindowAxis columns;
    private final Workers workers;
    private final Workers.Piece forward = this::forwardImage;
    private final Workers.Piece inputGradient = this::inputGradientImage;
    private final Workers.Piece filterGradient = this::filterGradientPlace;
    private double[] turned = {};

    private double[] image = {};
    private double[] filter = {};
    private double[] gradient = {};
    private double[] result = {};

    DoubleConvolution(ConvolutionShape shape, Workers workers) {
        this.shape = shape;
        this.rows = shape.rows();
        this.columns = shape.columns();
        this.workers = workers;
    }

    void forward(double[] x, double[] w, double[] y) {
        image = x;
        filter = w;
        result = y;
        workers.run(shape.batch(), forward);
    }

    void inputGradient(double[] dy, double[] w, double[] dx) {
        gradient = dy;
        result = dx;
        turned = turned.length == 0 ? new double[shape.filter()] : turned;
        for (int place = 0; place < rows.window() * columns.window(); place++) {
            for (int i = 0; i < shape.in(); i++) {
                for (int o = 0; o < shape.out(); o++) {
                    turned[(place * shape.out() + o) * shape.in() + i] = w[(place * shape.in() + i) * shape.out() + o];
                }
            }
        }
        workers.run(shape.batch(), inputGradient);
    }

    void filterGradient(double[] x, double[] dy, double[] dw) {
        image = x;
        gradient = dy;
        result = dw;
        workers.run(rows.window() * columns.window(), filterGradient);
    }

    private void forwardImage(int n, int worker) {
        Arrays.fill(result, n * shape.outputImage(), (n + 1) * shape.outputImage(), 0);
        for (int r = 0; r < rows.window(); r++) {
            for (int c = 0; c < columns.window(); c++) {
                int w = (r * columns.window() + c) * shape.in() * shape.out();
                for (int oy = 0; oy < rows.output(); oy++) {
                    for (int ox = 0; ox < columns.output(); ox++) {
                        int x = input(n, oy, r, ox, c);
                        if (x >= 0) {
                            addProduct(image, x, shape.in(), filter, w, result, output(n, oy, ox), shape.out());
                        }
                    }
                }
            }
        }
    }

    private void inputGradientImage(int n, int worker) {
        Arrays.fill(result, n * shape.inputImage(), (n + 1) * shape.inputImage(), 0);
        for (int r = 0; r < rows.window(); r++) {
            for (int c = 0; c < columns.window(); c++) {
                int w = (r * columns.window() + c) * shape.in() * shape.out();
                for (int oy = 0; oy < rows.output(); oy++) {
                    for (int ox = 0; ox < columns.output(); ox++) {
                        int x = input(n, oy, r, ox, c);
                        if (x >= 0) {
                            addProduct(gradient, output(n, oy, ox), shape.out(), turned, w, result, x, shape.in());
                        }
                    }
                }
            }
        }
    }

    private void filterGradientPlace(int place, int worker) {
        int r = place / columns.window();
        int c = place % columns.window();
        int w = place * shape.in() * shape.out();
        Arrays.fill(result, w, w + shape.in() * shape.out(), 0);
        for (int n = 0; n < shape.batch(); n++) {
            for (int oy = 0; oy < rows.output(); oy++) {
                for (int ox = 0; ox < columns.output(); ox++) {
                    int x = input(n, oy, r, ox, c);
                    for (int i = 0; x >= 0 && i < shape.in(); i++) {
                        addRow(image[x + i], gradient, output(n, oy, ox), result, w + i * shape.out(), shape.out());
                    }
                }
            }
        }
    }

    /** Where the pixel lies that place {@code (r, c)} of the window sees, or -1 outside. */
    private int input(int n, int oy, int r, int ox, int c) {
        int y = rows.start(oy) + r * rows.dilation();
        int x = columns.start(ox) + c * columns.dilation();
        boolean inside = y >= 0 && y < rows.input() && x >= 0 && x < columns.input();
        return inside ? ((n * rows.input() + y) * columns.input() + x) * shape.in() : -1;
    }

    private int output(int n, int oy, int ox) {
        return ((n * rows.output() + oy) * columns.output() + ox) * shape.out();
    }

    /** {@code y += x W}, for a row of {@code k} and a matrix of {@code n} columns. */
    private static void addProduct(double[] x, int xOff, int k, double[] w, int wOff, double[] y, int yOff, int n) {
        for (int i = 0; i < k; i++) {
            addRow(x[xOff + i], w, wOff + i * n, y, yOff, n);
        }
    }

    private static void addRow(double factor, double[] row, int rowOff, double[] y, int yOff, int n) {
        for (int j = 0; j < n; j++) {
            y[yOff + j] += factor * row[rowOff + j];
        }
    }
}
