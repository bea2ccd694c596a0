package org.headrace.ops.image;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.UnimplementedException;

/**
 * The gradient of a resizing: each resized pixel's goes to the pixels that it was mixed from. Each band of rows takes what
 * belongs to it in the order of the resized rows, so that the sums do not depend on how the work is shared.
 */
final class SpreadingKernel extends BandKernel {
    private final Taps rows;
    private final Taps columns;
    private final int height;
    private final int width;
    private final int channels;
    private final boolean wide;
    private float[] grads = {};
    private float[] floats = {};
    private double[] doubles = {};

    static Kernel of(Signature signature, Taps rows, Taps columns) {
        DType dtype = signature.output(0).dtype();
        if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
            throw new UnimplementedException(signature.op(), "has no kernel for " + dtype + ": cast to float32");
        }
        return new SpreadingKernel(signature, rows, columns);
    }

    private SpreadingKernel(Signature signature, Taps rows, Taps columns) {
        super(signature.workers(), signature.output(0).shape());
        Shape image = signature.output(0).shape();
        this.rows = rows;
        this.columns = columns;
        this.height = (int) image.dim(1);
        this.width = (int) image.dim(2);
        this.channels = (int) image.dim(3);
        this.wide = signature.output(0).dtype() == DType.FLOAT64;
    }

    @Override
    void begin(KernelContext context) {
        grads = context.input(0).floats();
        if (wide) {
            doubles = context.output(0).doubles();
        } else {
            floats = context.output(0).floats();
        }
    }

    @Override
    void band(int image, int from, int end, int worker) {
        int first = (image * height + from) * width * channels;
        int last = (image * height + end) * width * channels;
        if (wide) {
            Arrays.fill(doubles, first, last, 0);
        } else {
            Arrays.fill(floats, first, last, 0);
        }
        for (int y = 0; y < rows.pixels(); y++) {
            if (touches(y, from, end)) {
                spread(image, y, from, end);
            }
        }
    }

    private boolean touches(int y, int from, int end) {
        for (int k = 0; k < rows.count(); k++) {
            int place = rows.places()[y * rows.count() + k];
            if (place >= from && place < end) {
                return true;
            }
        }
        return false;
    }

    private void spread(int image, int y, int from, int end) {
        int source = (image * rows.pixels() + y) * columns.pixels() * channels;
        for (int x = 0; x < columns.pixels(); x++, source += channels) {
            for (int i = y * rows.count(); i < (y + 1) * rows.count(); i++) {
                int row = rows.places()[i];
                if (row >= from && row < end && channels == 3 && !wide) {
                    spreadColour(source, rows.weights()[i], x, (image * height + row) * width);
                } else if (row >= from && row < end) {
                    for (int j = x * columns.count(); j < (x + 1) * columns.count(); j++) {
                        int target = ((image * height + row) * width + columns.places()[j]) * channels;
                        add(source, rows.weights()[i], columns.weights()[j], target);
                    }
                }
            }
        }
    }

    /** The same for a pixel of three channels and a row. */
    private void spreadColour(int source, float rowWeight, int x, int row) {
        float red = grads[source] * rowWeight;
        float green = grads[source + 1] * rowWeight;
        float blue = grads[source + 2] * rowWeight;
        int[] places = columns.places();
        float[] weights = columns.weights();
        float[] to = floats;
        for (int j = x * columns.count(); j < (x + 1) * columns.count(); j++) {
            int target = 3 * (row + places[j]);
            to[target] += red * weights[j];
            to[target + 1] += green * weights[j];
            to[target + 2] += blue * weights[j];
        }
    }

    private void add(int source, float rowWeight, float columnWeight, int target) {
        if (wide) {
            for (int c = 0; c < channels; c++) {
                // As TensorFlow has it: bilinear products are float32, bicubic ones float64.
                doubles[target + c] += rows.count() == 2
                        ? grads[source + c] * rowWeight * columnWeight
                        : (double) grads[source + c] * rowWeight * columnWeight;
            }
        } else {
            for (int c = 0; c < channels; c++) {
                floats[target + c] += grads[source + c] * rowWeight * columnWeight;
            }
        }
    }
}
