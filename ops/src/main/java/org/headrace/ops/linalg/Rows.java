package org.headrace.ops.linalg;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Workers;

/**
 * Arithmetic with parts of rows of matrices, real ones or complex ones whose parts lie in turn: what the algorithms are
 * made of, so that each is written once. Lengths count elements, places ({@code at}) count doubles.
 */
abstract sealed class Rows permits RealRows, ComplexRows {
    /** The doubles of an element. */
    final int width;
    /** Who share large work. */
    final Workers workers;

    Rows(int width, Workers workers) {
        this.width = width;
        this.workers = workers;
    }

    /** For one thread at a time; {@code workers} share large products. */
    static Rows of(DType dtype, Workers workers) {
        return dtype.isComplex() ? new ComplexRows(workers) : new RealRows(workers);
    }

    /** {@code y += (re + im i) x}. */
    abstract void add(int n, double re, double im, double[] x, int xAt, double[] y, int yAt);

    /** {@code x *= re + im i}. */
    abstract void scale(int n, double re, double im, double[] x, int at);

    /** The sum of {@code conj(x) y}: its real part; {@link #imaginary} has the other one. */
    abstract double dot(int n, double[] x, int xAt, double[] y, int yAt);

    /** The imaginary part of the last {@link #dot}. */
    abstract double imaginary();

    /** The sum of {@code |x|^2}. */
    abstract double squares(int n, double[] x, int at);

    /** {@code x, y = c x + s y, c y - s x}, of real {@code c} and {@code s}. */
    final void rotate(int n, double c, double s, double[] x, int xAt, double[] y, int yAt) {
        for (int i = 0; i < n * width; i++) {
            double a = x[xAt + i];
            double b = y[yAt + i];
            x[xAt + i] = c * a + s * b;
            y[yAt + i] = c * b - s * a;
        }
    }

    final double re(double[] x, int at) {
        return x[at];
    }

    final double im(double[] x, int at) {
        return width == 1 ? 0 : x[at + 1];
    }

    final void set(double[] x, int at, double re, double im) {
        x[at] = re;
        if (width == 2) {
            x[at + 1] = im;
        }
    }

    final double abs(double[] x, int at) {
        return width == 1 ? Math.abs(x[at]) : Math.hypot(x[at], x[at + 1]);
    }

    /** Exchanges two parts of arrays. */
    final void swap(int n, double[] x, int xAt, double[] y, int yAt) {
        for (int i = 0; i < n * width; i++) {
            double kept = x[xAt + i];
            x[xAt + i] = y[yAt + i];
            y[yAt + i] = kept;
        }
    }

    /** {@code y = x^T} of a {@code rows x columns} matrix {@code x}, conjugated if asked for. */
    final void transpose(int rows, int columns, double[] x, double[] y, boolean conjugate) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int from = (i * columns + j) * width;
                set(y, (j * rows + i) * width, x[from], conjugate ? -im(x, from) : im(x, from));
            }
        }
    }

    /**
     * {@code C = op(A) op(B)} or, to {@code subtract}, {@code C -= op(A) op(B)}, of parts of matrices: {@code op(A)} is
     * {@code m x k}, {@code op(B)} {@code k x n}, {@code op} the adjoint if asked for, of one of both at most. Stored rows are
     * {@code stride} elements apart.
     */
    abstract void multiply(
            boolean subtract,
            int m,
            int n,
            int k,
            double[] a,
            int aAt,
            int aStride,
            boolean adjointA,
            double[] b,
            int bAt,
            int bStride,
            boolean adjointB,
            double[] c,
            int cAt,
            int cStride);

    /** {@code c = a b}, of {@code m x k} and {@code k x n}. */
    final void multiply(int m, int k, int n, double[] a, double[] b, double[] c) {
        if (k == 0) {
            Arrays.fill(c, 0, m * n * width, 0);
        } else {
            multiply(false, m, n, k, a, 0, k, false, b, 0, n, false, c, 0, n);
        }
    }

    /** The identity matrix' first {@code columns} columns. */
    final void identity(int rows, int columns, double[] x) {
        Arrays.fill(x, 0, rows * columns * width, 0);
        for (int i = 0; i < Math.min(rows, columns); i++) {
            x[(i * columns + i) * width] = 1;
        }
    }

    /** The greatest absolute value. */
    final double greatest(int n, double[] x) {
        double greatest = 0;
        for (int i = 0; i < n; i++) {
            double a = abs(x, i * width);
            greatest = a > greatest || Double.isNaN(a) ? a : greatest;
        }
        return greatest;
    }
}
