package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.ChannelLoops;
import org.headrace.ops.kernels.ScalarFloatChannels;

/** The loops in which comparisons decide, which the JIT compiler does not vectorize by itself; channels left over go one by one. */
final class VectorChannels extends ScalarFloatChannels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    @Override
    public void max(float[] x, ChannelLoops.Window w, float[] y, int yOff, int n) {
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += WIDTH) {
            FloatVector greatest = FloatVector.broadcast(SPECIES, LEAST);
            for (int r = 0; r < w.rows; r++) {
                int at = w.at + r * w.rowStep + i;
                for (int c = 0; c < w.columns; c++) {
                    FloatVector value = FloatVector.fromArray(SPECIES, x, at);
                    greatest = greatest.blend(value, value.compare(VectorOperators.GT, greatest));
                    at += w.columnStep;
                }
            }
            greatest.intoArray(y, yOff + i);
        }
        max(x, w, y, yOff, end, n);
    }

    @Override
    public void addToMax(float[] x, ChannelLoops.Window w, float[] dy, int dyOff, float[] dx, int n) {
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += WIDTH) {
            FloatVector greatest = FloatVector.fromArray(SPECIES, x, w.at + i);
            FloatVector place = FloatVector.zero(SPECIES);
            for (int p = 1; p < w.rows * w.columns; p++) {
                int at = w.at + p / w.columns * w.rowStep + p % w.columns * w.columnStep + i;
                FloatVector value = FloatVector.fromArray(SPECIES, x, at);
                VectorMask<Float> more = value.compare(VectorOperators.GT, greatest);
                greatest = greatest.blend(value, more);
                place = place.blend(p, more);
            }
            FloatVector gradient = FloatVector.fromArray(SPECIES, dy, dyOff + i);
            FloatVector none = FloatVector.zero(SPECIES);
            for (int p = 0; p < w.rows * w.columns; p++) {
                int at = w.at + p / w.columns * w.rowStep + p % w.columns * w.columnStep + i;
                FloatVector share = none.blend(gradient, place.compare(VectorOperators.EQ, (float) p));
                FloatVector.fromArray(SPECIES, dx, at).add(share).intoArray(dx, at);
            }
        }
        addToMax(x, w, dy, dyOff, dx, end, n);
    }
}
