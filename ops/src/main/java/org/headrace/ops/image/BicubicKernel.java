package org.headrace.ops.image;

import org.headrace.core.KernelContext;
import org.headrace.core.Signature;

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
        int r0 = (image * inputRows + rows.places()[y]) * inputRow;
        int r1 = (image * inputRows + rows.places()[y + 1]) * inputRow;
        int r2 = (image * inputRows + rows.places()[y + 2]) * inputRow;
        int r3 = (image * inputRows + rows.places()[y + 3]) * inputRow;
        float w0 = rows.weights()[y];
        float w1 = rows.weights()[y + 1];
        float w2 = rows.weights()[y + 2];
        float w3 = rows.weights()[y + 3];
        for (int i = 0; i < inputRow; i++) {
            to[i] = in[r0 + i] * w0 + in[r1 + i] * w1 + in[r2 + i] * w2 + in[r3 + i] * w3;
        }
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
            for (int c = 0; c < channels; c++) {
                out[at++] = row[p0 + c] * w0 + row[p1 + c] * w1 + row[p2 + c] * w2 + row[p3 + c] * w3;
            }
        }
    }
}
