package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.ChannelLoops;
import org.headrace.ops.kernels.ScalarFloatChannels;

/**
 * The loops in which comparisons decide, which the JIT compiler does not vectorize by itself; channels left over go one by
 * one. A window's pixels are one loop: on JDK 17 vectors that live through two go to the heap.
 */
final class VectorChannels extends ScalarFloatChannels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    @Override
    public void max(float[] x, ChannelLoops.Window w, float[] y, int yOff, int n) {
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
    public void addToMax(float[] x, ChannelLoops.Window w, float[] dy, int dyOff, float[] dx, int n) {
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
                place = place.blend((float) p, more);
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
}
