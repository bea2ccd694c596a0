package org.headrace.ops.image;

import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.ops.kernels.Elements;

/** Copies the nearest pixel, of any dtype. */
final class NearestKernel extends BandKernel {
    private final int[] rows;
    /** For each element of a row of the result, its place in the row that it is copied from. */
    private final int[] places;

    private final int channels;
    private final int inputRow;
    private final int inputRows;
    private final int outputRows;
    private Object in = new Object();
    private Object out = new Object();

    NearestKernel(Signature signature, ResizedAxis rowAxis, ResizedAxis columnAxis) {
        super(signature.workers(), signature.output(0).shape());
        this.channels = (int) signature.input(0).shape().dim(3);
        this.rows = rowAxis.nearest();
        int[] columns = columnAxis.nearest();
        this.places = new int[columns.length * channels];
        for (int i = 0; i < places.length; i++) {
            places[i] = columns[i / channels] * channels + i % channels;
        }
        this.inputRow = columnAxis.original() * channels;
        this.inputRows = rowAxis.original();
        this.outputRows = rowAxis.resized();
    }

    @Override
    void begin(KernelContext context) {
        in = context.input(0).array();
        out = context.output(0).array();
    }

    @Override
    void band(int image, int from, int end, int worker) {
        for (int y = from; y < end; y++) {
            int at = (image * outputRows + y) * places.length;
            if (y > from && rows[y] == rows[y - 1]) {
                Elements.copy(out, at - places.length, out, at, places.length);
            } else {
                pick((image * inputRows + rows[y]) * inputRow, at);
            }
        }
    }

    private void pick(int row, int at) {
        if (in instanceof float[] x) {
            float[] y = (float[]) out;
            for (int i = 0; i < places.length; i++) {
                y[at + i] = x[row + places[i]];
            }
        } else if (in instanceof byte[] x) {
            byte[] y = (byte[]) out;
            for (int i = 0; i < places.length; i++) {
                y[at + i] = x[row + places[i]];
            }
        } else {
            for (int i = 0; i < places.length; i += channels) {
                Elements.copy(in, row + places[i], out, at + i, channels);
            }
        }
    }
}
