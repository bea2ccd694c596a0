package org.headrace.ops.image;

import java.util.Arrays;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.ops.kernels.ChannelLoops;
import org.headrace.ops.kernels.Kernels;

/** Mixes four rows into one, and then four neighbours of it into each pixel. */
final class BicubicKernel extends BandKernel {
    private final FloatPixels pixels;
    private final Cubic rows;
    private final int inputRow;
    private final int inputRows;
    private final int outputRow;
    private final int outputRows;
    private final ChannelLoops<float[]> loops = Kernels.provider().floatChannels();
    private final int[] rowStarts;
    /** For each of four neighbours where it is in a row, and how much it counts, for each element of a row of the result. */
    private final int[][] places;

    private final float[][] weights;
    private final float[][] mixed;
    private float[] in = {};
    private float[] out = {};

    BicubicKernel(Signature signature, ResizedAxis rowAxis, ResizedAxis columnAxis) {
        super(signature.workers(), signature.output(0).shape());
        this.pixels = new FloatPixels(signature, 0);
        this.rows = rowAxis.cubic();
        Cubic columns = columnAxis.cubic();
        int channels = (int) signature.input(0).shape().dim(3);
        this.inputRow = columnAxis.original() * channels;
        this.inputRows = rowAxis.original();
        this.outputRow = columnAxis.resized() * channels;
        this.outputRows = rowAxis.resized();
        this.places = new int[4][outputRow];
        this.weights = new float[4][outputRow];
        for (int i = 0; i < 4 * outputRow; i++) {
            int element = i / 4;
            int tap = element / channels * 4 + i % 4;
            places[i % 4][element] = columns.places()[tap] * channels + element % channels;
            weights[i % 4][element] = columns.weights()[tap];
        }
        this.rowStarts = Arrays.stream(rows.places()).map(row -> row * inputRow).toArray();
        this.mixed = new float[signature.workers().threads()][inputRow];
    }

    @Override
    void begin(KernelContext context) {
        in = pixels.of(context);
        out = context.output(0).floats();
    }

    @Override
    void band(int image, int from, int end, int worker) {
        float[] row = mixed[worker];
        for (int y = from; y < end; y++) {
            mix(image, 4 * y, row);
            loops.mix(row, 0, places, weights, out, (image * outputRows + y) * outputRow, outputRow);
        }
    }

    private void mix(int image, int y, float[] to) {
        Arrays.fill(to, 0);
        loops.addMultiples(rows.weights(), rowStarts, y, 4, in, image * inputRows * inputRow, to, 0, inputRow);
    }
}
