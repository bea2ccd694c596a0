package org.headrace.ops.image;

import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;

/**
 * Mixes the two nearest rows, each stretched to the new width. A stretched row serves all rows of the result that lie beside
 * it.
 */
final class BilinearKernel extends BandKernel {
    private final FloatPixels pixels;
    private final ResizedAxis.Linear rows;
    private final int[] left;
    private final int[] right;
    private final float[] fraction;
    private final int channels;
    private final int inputRow;
    private final int inputRows;
    private final int outputRow;
    private final int outputRows;
    private final float[][] upper;
    private final float[][] lower;
    private float[] in = {};
    private float[] out = {};

    BilinearKernel(Signature signature, ResizedAxis rowAxis, ResizedAxis columnAxis) {
        super(signature.workers(), signature.output(0).shape());
        Shape shape = signature.input(0).shape();
        this.pixels = new FloatPixels(signature, 0);
        this.rows = rowAxis.linear();
        ResizedAxis.Linear columns = columnAxis.linear();
        this.channels = (int) shape.dim(3);
        this.inputRow = columnAxis.original() * channels;
        this.inputRows = rowAxis.original();
        this.outputRow = columnAxis.resized() * channels;
        this.outputRows = rowAxis.resized();
        this.left = new int[columnAxis.resized()];
        this.right = new int[columnAxis.resized()];
        this.fraction = columns.fraction();
        for (int x = 0; x < left.length; x++) {
            left[x] = columns.lower()[x] * channels;
            right[x] = columns.upper()[x] * channels;
        }
        this.upper = new float[signature.workers().threads()][outputRow];
        this.lower = new float[signature.workers().threads()][outputRow];
    }

    @Override
    void begin(KernelContext context) {
        in = pixels.of(context);
        out = context.output(0).floats();
    }

    @Override
    void band(int image, int from, int end, int worker) {
        float[] top = upper[worker];
        float[] bottom = lower[worker];
        int topRow = -1;
        int bottomRow = -1;
        for (int y = from; y < end; y++) {
            int first = rows.lower()[y];
            int second = rows.upper()[y];
            if (first != topRow) {
                if (first == bottomRow) {
                    float[] stretched = bottom;
                    bottom = top;
                    top = stretched;
                    bottomRow = topRow;
                } else {
                    stretch((image * inputRows + first) * inputRow, top);
                }
                topRow = first;
            }
            if (second != first && second != bottomRow) {
                stretch((image * inputRows + second) * inputRow, bottom);
                bottomRow = second;
            }
            mix(top, second == first ? top : bottom, rows.fraction()[y], (image * outputRows + y) * outputRow);
        }
    }

    private void stretch(int row, float[] to) {
        int at = 0;
        if (channels == 3) {
            for (int x = 0; x < left.length; x++, at += 3) {
                int l = row + left[x];
                int r = row + right[x];
                float part = fraction[x];
                to[at] = in[l] + (in[r] - in[l]) * part;
                to[at + 1] = in[l + 1] + (in[r + 1] - in[l + 1]) * part;
                to[at + 2] = in[l + 2] + (in[r + 2] - in[l + 2]) * part;
            }
            return;
        }
        for (int x = 0; x < left.length; x++, at += channels) {
            int l = row + left[x];
            int r = row + right[x];
            float part = fraction[x];
            for (int c = 0; c < channels; c++) {
                to[at + c] = in[l + c] + (in[r + c] - in[l + c]) * part;
            }
        }
    }

    private void mix(float[] top, float[] bottom, float part, int at) {
        for (int i = 0; i < outputRow; i++) {
            out[at + i] = top[i] + (bottom[i] - top[i]) * part;
        }
    }
}
