package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.MaxLoops;
import org.headrace.ops.kernels.ScalarFloatChannels;

/**
 * The loops in which comparisons decide, which the JIT compiler does not vectorize by itself; channels left over go one by
 * one. A window's pixels are one loop: on JDK 17 vectors that live through two go to the heap.
 */
final class VectorChannels extends ScalarFloatChannels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    /** Where a gather is one instruction of 16 lanes it is faster than single loads. */
    private static final boolean GATHER = SPECIES.vectorBitSize() == 512;

    @Override
    public void max(float[] x, MaxLoops.Window w, float[] y, int yOff, int n) {
        int end = SPECIES.loopBound(n);
        int pixels = w.lines() * w.columns;
        int nextRow = w.rowStep - w.columns * w.columnStep;
        int nextPlane = w.planeStep - w.rows * w.rowStep;
        for (int i = 0; i < end; i += WIDTH) {
            FloatVector greatest = FloatVector.broadcast(SPECIES, LEAST);
            int at = w.at + i;
            int column = 0;
            int row = 0;
            for (int p = 0; p < pixels; p++) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, at);
                greatest = greatest.blend(value, value.compare(VectorOperators.GT, greatest));
                at += w.columnStep;
                if (++column == w.columns) {
                    column = 0;
                    at += nextRow;
                    if (++row == w.rows) {
                        row = 0;
                        at += nextPlane;
                    }
                }
            }
            greatest.intoArray(y, yOff + i);
        }
        max(x, w, y, yOff, end, n);
    }

    @Override
    public void addToMax(float[] x, MaxLoops.Window w, float[] dy, int dyOff, float[] dx, int n) {
        int end = SPECIES.loopBound(n);
        int pixels = w.lines() * w.columns;
        int nextRow = w.rowStep - w.columns * w.columnStep;
        int nextPlane = w.planeStep - w.rows * w.rowStep;
        for (int i = 0; i < end; i += WIDTH) {
            FloatVector greatest = FloatVector.fromArray(SPECIES, x, w.at + i);
            FloatVector place = FloatVector.zero(SPECIES);
            int at = w.at + i;
            int column = 0;
            int row = 0;
            for (int p = 0; p < pixels; p++) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, at);
                VectorMask<Float> more = value.compare(VectorOperators.GT, greatest);
                greatest = greatest.blend(value, more);
                // With a number, blend() makes the vector by a virtual call, which the compiler does not always
                // resolve.
                place = place.blend(FloatVector.broadcast(SPECIES, p), more);
                at += w.columnStep;
                if (++column == w.columns) {
                    column = 0;
                    at += nextRow;
                    if (++row == w.rows) {
                        row = 0;
                        at += nextPlane;
                    }
                }
            }
            FloatVector gradient = FloatVector.fromArray(SPECIES, dy, dyOff + i);
            at = w.at + i;
            column = 0;
            row = 0;
            for (int p = 0; p < pixels; p++) {
                FloatVector sum = FloatVector.fromArray(SPECIES, dx, at);
                VectorMask<Float> here = place.compare(VectorOperators.EQ, (float) p);
                sum.blend(sum.add(gradient), here).intoArray(dx, at);
                at += w.columnStep;
                if (++column == w.columns) {
                    column = 0;
                    at += nextRow;
                    if (++row == w.rows) {
                        row = 0;
                        at += nextPlane;
                    }
                }
            }
        }
        addToMax(x, w, dy, dyOff, dx, end, n);
    }

    @Override
    public void products(float[] a, int[] aAt, float[] b, int[] bAt, int count, float[] y, int yOff, int n) {
        int end = SPECIES.loopBound(n);
        int i = 0;
        for (; i + 2 * WIDTH <= end; i += 2 * WIDTH) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = FloatVector.zero(SPECIES);
            for (int k = 0; k < count; k++) {
                int left = aAt[k] + i;
                int right = bAt[k] + i;
                sum0 = sum0.add(FloatVector.fromArray(SPECIES, a, left).mul(FloatVector.fromArray(SPECIES, b, right)));
                sum1 = sum1.add(FloatVector.fromArray(SPECIES, a, left + WIDTH)
                        .mul(FloatVector.fromArray(SPECIES, b, right + WIDTH)));
            }
            sum0.intoArray(y, yOff + i);
            sum1.intoArray(y, yOff + i + WIDTH);
        }
        if (i < end) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int k = 0; k < count; k++) {
                FloatVector left = FloatVector.fromArray(SPECIES, a, aAt[k] + i);
                sum = sum.add(left.mul(FloatVector.fromArray(SPECIES, b, bAt[k] + i)));
            }
            sum.intoArray(y, yOff + i);
        }
        products(a, aAt, b, bAt, count, y, yOff, end, n);
    }

    @Override
    public void addProducts(
            float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int count, float[] y, int yOff, int n) {
        int end = SPECIES.loopBound(n);
        int i = 0;
        for (; i + 4 * WIDTH <= end; i += 4 * WIDTH) {
            FloatVector sum0 = FloatVector.fromArray(SPECIES, y, yOff + i);
            FloatVector sum1 = FloatVector.fromArray(SPECIES, y, yOff + i + WIDTH);
            FloatVector sum2 = FloatVector.fromArray(SPECIES, y, yOff + i + 2 * WIDTH);
            FloatVector sum3 = FloatVector.fromArray(SPECIES, y, yOff + i + 3 * WIDTH);
            int left = aOff + i;
            int right = bOff + i;
            for (int k = 0; k < count; k++) {
                sum0 = sum0.add(FloatVector.fromArray(SPECIES, a, left).mul(FloatVector.fromArray(SPECIES, b, right)));
                sum1 = sum1.add(FloatVector.fromArray(SPECIES, a, left + WIDTH)
                        .mul(FloatVector.fromArray(SPECIES, b, right + WIDTH)));
                sum2 = sum2.add(FloatVector.fromArray(SPECIES, a, left + 2 * WIDTH)
                        .mul(FloatVector.fromArray(SPECIES, b, right + 2 * WIDTH)));
                sum3 = sum3.add(FloatVector.fromArray(SPECIES, a, left + 3 * WIDTH)
                        .mul(FloatVector.fromArray(SPECIES, b, right + 3 * WIDTH)));
                left += aStep;
                right += bStep;
            }
            sum0.intoArray(y, yOff + i);
            sum1.intoArray(y, yOff + i + WIDTH);
            sum2.intoArray(y, yOff + i + 2 * WIDTH);
            sum3.intoArray(y, yOff + i + 3 * WIDTH);
        }
        for (; i < end; i += WIDTH) {
            FloatVector sum = FloatVector.fromArray(SPECIES, y, yOff + i);
            int left = aOff + i;
            int right = bOff + i;
            for (int k = 0; k < count; k++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, a, left).mul(FloatVector.fromArray(SPECIES, b, right)));
                left += aStep;
                right += bStep;
            }
            sum.intoArray(y, yOff + i);
        }
        addProducts(a, aOff, aStep, b, bOff, bStep, count, y, yOff, end, n);
    }

    @Override
    public void addMultiples(
            float[] factors, int[] rows, int first, int count, float[] x, int xOff, float[] y, int yOff, int n) {
        int end = SPECIES.loopBound(n);
        int i = 0;
        for (; i + 4 * WIDTH <= end; i += 4 * WIDTH) {
            FloatVector sum0 = FloatVector.fromArray(SPECIES, y, yOff + i);
            FloatVector sum1 = FloatVector.fromArray(SPECIES, y, yOff + i + WIDTH);
            FloatVector sum2 = FloatVector.fromArray(SPECIES, y, yOff + i + 2 * WIDTH);
            FloatVector sum3 = FloatVector.fromArray(SPECIES, y, yOff + i + 3 * WIDTH);
            for (int k = first; k < first + count; k++) {
                FloatVector factor = FloatVector.broadcast(SPECIES, factors[k]);
                int at = rows[k] + xOff + i;
                sum0 = sum0.add(FloatVector.fromArray(SPECIES, x, at).mul(factor));
                sum1 = sum1.add(FloatVector.fromArray(SPECIES, x, at + WIDTH).mul(factor));
                sum2 = sum2.add(
                        FloatVector.fromArray(SPECIES, x, at + 2 * WIDTH).mul(factor));
                sum3 = sum3.add(
                        FloatVector.fromArray(SPECIES, x, at + 3 * WIDTH).mul(factor));
            }
            sum0.intoArray(y, yOff + i);
            sum1.intoArray(y, yOff + i + WIDTH);
            sum2.intoArray(y, yOff + i + 2 * WIDTH);
            sum3.intoArray(y, yOff + i + 3 * WIDTH);
        }
        for (; i < end; i += WIDTH) {
            FloatVector sum = FloatVector.fromArray(SPECIES, y, yOff + i);
            for (int k = first; k < first + count; k++) {
                sum = sum.add(
                        FloatVector.fromArray(SPECIES, x, rows[k] + xOff + i).mul(factors[k]));
            }
            sum.intoArray(y, yOff + i);
        }
        addMultiples(factors, rows, first, count, x, xOff, y, yOff, end, n);
    }

    @Override
    public void mean(float[] x, MaxLoops.Window w, float[] y, int yOff, int n) {
        int end = SPECIES.loopBound(n);
        int pixels = w.lines() * w.columns;
        int nextRow = w.rowStep - w.columns * w.columnStep;
        int nextPlane = w.planeStep - w.rows * w.rowStep;
        for (int i = 0; i < end; i += WIDTH) {
            FloatVector sum = FloatVector.zero(SPECIES);
            int at = w.at + i;
            int column = 0;
            int row = 0;
            for (int p = 0; p < pixels; p++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, x, at));
                at += w.columnStep;
                if (++column == w.columns) {
                    column = 0;
                    at += nextRow;
                    if (++row == w.rows) {
                        row = 0;
                        at += nextPlane;
                    }
                }
            }
            sum.div((float) pixels).intoArray(y, yOff + i);
        }
        mean(x, w, y, yOff, end, n);
    }

    @Override
    public void mix(float[] x, int xOff, int[][] places, float[][] weights, float[] y, int yOff, int n) {
        int end = GATHER ? SPECIES.loopBound(n) : 0;
        for (int i = 0; i < end; i += WIDTH) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int k = 0; k < places.length; k++) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, xOff, places[k], i);
                sum = sum.add(value.mul(FloatVector.fromArray(SPECIES, weights[k], i)));
            }
            sum.intoArray(y, yOff + i);
        }
        mix(x, xOff, places, weights, y, yOff, end, n);
    }
}
