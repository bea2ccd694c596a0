package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.ScalarFloatFolds;

/** Folds of float32 on the Vector API; products, which are rare, in plain Java. */
final class VectorFloatFolds extends ScalarFloatFolds {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    @Override
    public void one(Fold fold, float[] lanes, int at, float[] x, int from, int n) {
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
    public void four(Fold fold, float[] lanes, float[] x, int from, int stride, int n) {
        switch (fold) {
            case SUM, MEAN -> sum(lanes, x, from, stride, n);
            case MAX -> max(lanes, x, from, stride, n);
            case MIN -> min(lanes, x, from, stride, n);
            case PROD -> super.four(fold, lanes, x, from, stride, n);
        }
    }

    private static void sum(float[] lanes, int at, float[] x, int from, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, lanes, at + j);
            a.add(FloatVector.fromArray(SPECIES, x, from + j)).intoArray(lanes, at + j);
        }
    }

    private static void max(float[] lanes, int at, float[] x, int from, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, lanes, at + j);
            a.max(FloatVector.fromArray(SPECIES, x, from + j)).intoArray(lanes, at + j);
        }
    }

    private static void min(float[] lanes, int at, float[] x, int from, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, lanes, at + j);
            a.min(FloatVector.fromArray(SPECIES, x, from + j)).intoArray(lanes, at + j);
        }
    }

    private static void sum(float[] lanes, float[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, x, from + j).add(FloatVector.fromArray(SPECIES, x, x1 + j));
            FloatVector b = FloatVector.fromArray(SPECIES, x, x2 + j).add(FloatVector.fromArray(SPECIES, x, x3 + j));
            FloatVector.fromArray(SPECIES, lanes, j).add(a.add(b)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            float a = x[from + j] + x[x1 + j];
            float b = x[x2 + j] + x[x3 + j];
            lanes[j] = lanes[j] + (a + b);
        }
    }

    private static void max(float[] lanes, float[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, x, from + j).max(FloatVector.fromArray(SPECIES, x, x1 + j));
            FloatVector b = FloatVector.fromArray(SPECIES, x, x2 + j).max(FloatVector.fromArray(SPECIES, x, x3 + j));
            FloatVector.fromArray(SPECIES, lanes, j).max(a.max(b)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            float a = Math.max(x[from + j], x[x1 + j]);
            float b = Math.max(x[x2 + j], x[x3 + j]);
            lanes[j] = Math.max(lanes[j], Math.max(a, b));
        }
    }

    private static void min(float[] lanes, float[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int whole = SPECIES.loopBound(n);
        int j = 0;
        for (; j < whole; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, x, from + j).min(FloatVector.fromArray(SPECIES, x, x1 + j));
            FloatVector b = FloatVector.fromArray(SPECIES, x, x2 + j).min(FloatVector.fromArray(SPECIES, x, x3 + j));
            FloatVector.fromArray(SPECIES, lanes, j).min(a.min(b)).intoArray(lanes, j);
        }
        for (; j < n; j++) {
            float a = Math.min(x[from + j], x[x1 + j]);
            float b = Math.min(x[x2 + j], x[x3 + j]);
            lanes[j] = Math.min(lanes[j], Math.min(a, b));
        }
    }
}
