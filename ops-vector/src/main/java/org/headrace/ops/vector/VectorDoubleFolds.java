package org.headrace.ops.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.ScalarDoubleFolds;

/** Folds of float64 on the Vector API; products, which are rare, in plain Java. */
final class VectorDoubleFolds extends ScalarDoubleFolds {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    @Override
    public void one(Fold fold, double[] lanes, int at, double[] x, int from, int n) {
        int whole = SPECIES.loopBound(n);
        switch (fold) {
            case SUM, MEAN -> sum(lanes, at, x, from, whole);
            case MAX -> max(lanes, at, x, from, whole);
            case MIN -> min(lanes, at, x, from, whole);
            case PROD -> whole = 0;
        }
        if (whole < n) {
            super.one(fold, lanes, at + whole, x, from + whole, n - whole);
        }
    }

    @Override
    public void four(Fold fold, double[] lanes, double[] x, int from, int stride, int n) {
        switch (fold) {
            case SUM, MEAN -> sum(lanes, x, from, stride, n);
            case MAX -> max(lanes, x, from, stride, n);
            case MIN -> min(lanes, x, from, stride, n);
            case PROD -> super.four(fold, lanes, x, from, stride, n);
        }
    }

    private static void sum(double[] lanes, int at, double[] x, int from, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, lanes, at + j);
            a.add(DoubleVector.fromArray(SPECIES, x, from + j)).intoArray(lanes, at + j);
        }
    }

    private static void max(double[] lanes, int at, double[] x, int from, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, lanes, at + j);
            a.max(DoubleVector.fromArray(SPECIES, x, from + j)).intoArray(lanes, at + j);
        }
    }

    private static void min(double[] lanes, int at, double[] x, int from, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, lanes, at + j);
            a.min(DoubleVector.fromArray(SPECIES, x, from + j)).intoArray(lanes, at + j);
        }
    }

    private static void sum(double[] lanes, double[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, from + j).add(DoubleVector.fromArray(SPECIES, x, x1 + j));
            DoubleVector b = DoubleVector.fromArray(SPECIES, x, x2 + j).add(DoubleVector.fromArray(SPECIES, x, x3 + j));
            DoubleVector.fromArray(SPECIES, lanes, j).add(a.add(b)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            double a = x[from + j] + x[x1 + j];
            double b = x[x2 + j] + x[x3 + j];
            lanes[j] = lanes[j] + (a + b);
        }
    }

    private static void max(double[] lanes, double[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, from + j).max(DoubleVector.fromArray(SPECIES, x, x1 + j));
            DoubleVector b = DoubleVector.fromArray(SPECIES, x, x2 + j).max(DoubleVector.fromArray(SPECIES, x, x3 + j));
            DoubleVector.fromArray(SPECIES, lanes, j).max(a.max(b)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            double a = Math.max(x[from + j], x[x1 + j]);
            double b = Math.max(x[x2 + j], x[x3 + j]);
            lanes[j] = Math.max(lanes[j], Math.max(a, b));
        }
    }

    private static void min(double[] lanes, double[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, from + j).min(DoubleVector.fromArray(SPECIES, x, x1 + j));
            DoubleVector b = DoubleVector.fromArray(SPECIES, x, x2 + j).min(DoubleVector.fromArray(SPECIES, x, x3 + j));
            DoubleVector.fromArray(SPECIES, lanes, j).min(a.min(b)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            double a = Math.min(x[from + j], x[x1 + j]);
            double b = Math.min(x[x2 + j], x[x3 + j]);
            lanes[j] = Math.min(lanes[j], Math.min(a, b));
        }
    }
}
