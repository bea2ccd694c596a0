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
    private final Cubic columns;
    private final int channels;
    private final int inputRow;
    private final int inputRows;
    private final int width;
    private final int outputRows;
    private final ChannelLoops<float[]> loops = Kernels.provider().floatChannels();
    private final int[] rowStarts;
    private final float[][] mixed;
    private float[] in = {};
    private float[] out = {};

    BicubicKernel(Signature signature, ResizedAxis rowAxis, ResizedAxis columnAxis) {
        super(signature.workers(), signature.output(0).shape());
        this.pixels = new FloatPixels(signature, 0);
        this.rows = rowAxis.cubic();
        this.columns = columnAxis.cubic();
        this.channels = (int) signature.input(0).shape().dim(3);
        this.inputRow = columnAxis.original() * channels;
        this.inputRows = rowAxis.original();
        this.width = columnAxis.resized();
        this.outputRows = rowAxis.resized();
        this.rowStarts =
                Arrays.stream(rows.places()).map(row -> row * inputRow).toArray();
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
            pick(row, (image * outputRows + y) * width * channels);
        }
    }

    private void mix(int image, int y, float[] to) {
        Arrays.fill(to, 0);
        loops.addMultiples(rows.weights(), rowStarts, y, 4, in, image * inputRows * inputRow, to, 0, inputRow);
    }

    private void pick(float[] row, int output) {
        int at = output;
        for (int x = 0; x < 4 * width; x += 4) {
            int p0 = columns.places()[x] * channels;
            int p1 = columns.places()[x + 1] * channels;
            int p2 = columns.places()[x + 2] * channels;
            int p3 = columns.places()[x + 3] * channels;
            float w0 = columns.weights()[x];
            float w1 = columns.weights()[x + 1];
            float w2 = columns.weights()[x + 2];
            float w3 = columns.weights()[x + 3];
            if (channels == 3) {
                out[at] = row[p0] * w0 + row[p1] * w1 + row[p2] * w2 + row[p3] * w3;
                out[at + 1] = row[p0 + 1] * w0 + row[p1 + 1] * w1 + row[p2 + 1] * w2 + row[p3 + 1] * w3;
                out[at + 2] = row[p0 + 2] * w0 + row[p1 + 2] * w1 + row[p2 + 2] * w2 + row[p3 + 2] * w3;
                at += 3;
                continue;
            }
            for (int c = 0; c < channels; c++) {
                out[at++] = row[p0 + c] * w0 + row[p1 + c] * w1 + row[p2 + c] * w2 + row[p3 + c] * w3;
            }
        }
    }
}
