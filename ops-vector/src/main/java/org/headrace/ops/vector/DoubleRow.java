package org.headrace.ops.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** A vector times a matrix in double, {@code y = x M}, with nothing rearranged: {@code M} is read once, as it lies. */
final class DoubleRow {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private final double[] lanes = new double[4 * WIDTH];

    // Scratch arrays, as long as was needed so far.
    private double[] x = {};
    private double[] y = {};

    /** {@code M} is {@code [depth, columns]}; its rows or its columns are the stored rows. */
    void multiply(
            double[] from,
            int at,
            int step,
            double[] m,
            int mAt,
            int mRow,
            int mColumn,
            double[] to,
            int toAt,
            int toStep,
            int columns,
            int depth,
            boolean add) {
        double[] values = from;
        int valuesAt = at;
        if (step != 1) {
            if (x.length < depth) {
                x = new double[depth];
            }
            for (int p = 0; p < depth; p++) {
                x[p] = from[at + p * step];
            }
            values = x;
            valuesAt = 0;
        }
        double[] sums = to;
        int sumsAt = toAt;
        if (toStep != 1) {
            if (y.length < columns) {
                y = new double[columns];
            }
            sums = y;
            sumsAt = 0;
            for (int j = 0; add && j < columns; j++) {
                y[j] = to[toAt + j * toStep];
            }
        }
        if (!add) {
            Arrays.fill(sums, sumsAt, sumsAt + columns, 0);
        }
        if (mRow == 1) {
            addDots(values, valuesAt, m, mAt, mColumn, sums, sumsAt, columns, depth);
        } else {
            addRows(values, valuesAt, m, mAt, mRow, sums, sumsAt, columns, depth);
        }
        for (int j = 0; toStep != 1 && j < columns; j++) {
            to[toAt + j * toStep] = y[j];
        }
    }

    /** Adds the rows of {@code m}, eight at a time, each times an element of {@code x}. */
    private static void addRows(
            double[] x, int xAt, double[] m, int mAt, int stride, double[] y, int yAt, int columns, int depth) {
        int p = 0;
        for (; p + 8 <= depth; p += 8) {
            addEight(x, xAt + p, m, mAt + p * stride, stride, y, yAt, columns);
        }
        for (; p < depth; p++) {
            addOne(x[xAt + p], m, mAt + p * stride, y, yAt, columns);
        }
    }

    private static void addEight(
            double[] x, int xAt, double[] m, int r0, int stride, double[] y, int yAt, int columns) {
        int r1 = r0 + stride;
        int r2 = r1 + stride;
        int r3 = r2 + stride;
        int r4 = r3 + stride;
        int r5 = r4 + stride;
        int r6 = r5 + stride;
        int r7 = r6 + stride;
        DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[xAt]);
        DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[xAt + 1]);
        DoubleVector x2 = DoubleVector.broadcast(SPECIES, x[xAt + 2]);
        DoubleVector x3 = DoubleVector.broadcast(SPECIES, x[xAt + 3]);
        DoubleVector x4 = DoubleVector.broadcast(SPECIES, x[xAt + 4]);
        DoubleVector x5 = DoubleVector.broadcast(SPECIES, x[xAt + 5]);
        DoubleVector x6 = DoubleVector.broadcast(SPECIES, x[xAt + 6]);
        DoubleVector x7 = DoubleVector.broadcast(SPECIES, x[xAt + 7]);
        int end = SPECIES.loopBound(columns);
        int j = 0;
        for (; j < end; j += WIDTH) {
            DoubleVector even = DoubleVector.fromArray(SPECIES, y, yAt + j);
            even = x0.fma(DoubleVector.fromArray(SPECIES, m, r0 + j), even);
            DoubleVector odd = x1.mul(DoubleVector.fromArray(SPECIES, m, r1 + j));
            even = x2.fma(DoubleVector.fromArray(SPECIES, m, r2 + j), even);
            odd = x3.fma(DoubleVector.fromArray(SPECIES, m, r3 + j), odd);
            even = x4.fma(DoubleVector.fromArray(SPECIES, m, r4 + j), even);
            odd = x5.fma(DoubleVector.fromArray(SPECIES, m, r5 + j), odd);
            even = x6.fma(DoubleVector.fromArray(SPECIES, m, r6 + j), even);
            odd = x7.fma(DoubleVector.fromArray(SPECIES, m, r7 + j), odd);
            even.add(odd).intoArray(y, yAt + j);
        }
        for (; j < columns; j++) {
            double even = y[yAt + j];
            even = Math.fma(x[xAt], m[r0 + j], even);
            double odd = x[xAt + 1] * m[r1 + j];
            even = Math.fma(x[xAt + 2], m[r2 + j], even);
            odd = Math.fma(x[xAt + 3], m[r3 + j], odd);
            even = Math.fma(x[xAt + 4], m[r4 + j], even);
            odd = Math.fma(x[xAt + 5], m[r5 + j], odd);
            even = Math.fma(x[xAt + 6], m[r6 + j], even);
            odd = Math.fma(x[xAt + 7], m[r7 + j], odd);
            y[yAt + j] = even + odd;
        }
    }

    private static void addOne(double factor, double[] m, int at, double[] y, int yAt, int columns) {
        DoubleVector x = DoubleVector.broadcast(SPECIES, factor);
        int end = SPECIES.loopBound(columns);
        int j = 0;
        for (; j < end; j += WIDTH) {
            x.fma(DoubleVector.fromArray(SPECIES, m, at + j), DoubleVector.fromArray(SPECIES, y, yAt + j))
                    .intoArray(y, yAt + j);
        }
        for (; j < columns; j++) {
            y[yAt + j] = Math.fma(factor, m[at + j], y[yAt + j]);
        }
    }

    /** Adds to each element of {@code y} a dot product, four at a time. */
    private void addDots(
            double[] x, int xAt, double[] m, int mAt, int stride, double[] y, int yAt, int columns, int depth) {
        int end = SPECIES.loopBound(depth);
        int j = 0;
        for (; j + 4 <= columns; j += 4) {
            int at = mAt + j * stride;
            fourDots(x, xAt, m, at, stride, end, lanes);
            for (int row = 0; row < 4; row++) {
                y[yAt + j + row] += total(row * WIDTH) + rest(x, xAt, m, at + row * stride, end, depth);
            }
        }
        for (; j < columns; j++) {
            int at = mAt + j * stride;
            dot(x, xAt, m, at, end, lanes);
            y[yAt + j] += total(0) + rest(x, xAt, m, at, end, depth);
        }
    }

    /** The sum of a vector's lanes in pairs, pairs of pairs, ..., the same in compiled and in interpreted code. */
    private double total(int at) {
        for (int n = WIDTH / 2; n > 0; n /= 2) {
            for (int i = 0; i < n; i++) {
                lanes[at + i] += lanes[at + i + n];
            }
        }
        return lanes[at];
    }

    private static double rest(double[] x, int xAt, double[] m, int at, int from, int to) {
        double sum = 0;
        for (int p = from; p < to; p++) {
            sum = Math.fma(x[xAt + p], m[at + p], sum);
        }
        return sum;
    }

    private static void fourDots(double[] x, int xAt, double[] m, int r0, int stride, int depth, double[] lanes) {
        int r1 = r0 + stride;
        int r2 = r1 + stride;
        int r3 = r2 + stride;
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        for (int p = 0; p < depth; p += WIDTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + p);
            s0 = v.fma(DoubleVector.fromArray(SPECIES, m, r0 + p), s0);
            s1 = v.fma(DoubleVector.fromArray(SPECIES, m, r1 + p), s1);
            s2 = v.fma(DoubleVector.fromArray(SPECIES, m, r2 + p), s2);
            s3 = v.fma(DoubleVector.fromArray(SPECIES, m, r3 + p), s3);
        }
        s0.intoArray(lanes, 0);
        s1.intoArray(lanes, WIDTH);
        s2.intoArray(lanes, 2 * WIDTH);
        s3.intoArray(lanes, 3 * WIDTH);
    }

    private static void dot(double[] x, int xAt, double[] m, int at, int depth, double[] lanes) {
        DoubleVector s = DoubleVector.zero(SPECIES);
        for (int p = 0; p < depth; p += WIDTH) {
            s = DoubleVector.fromArray(SPECIES, x, xAt + p).fma(DoubleVector.fromArray(SPECIES, m, at + p), s);
        }
        s.intoArray(lanes, 0);
    }
}
