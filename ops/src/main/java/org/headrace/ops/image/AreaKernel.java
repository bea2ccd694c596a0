package org.headrace.ops.image;

import java.util.Arrays;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;

/** Averages the part of the picture that each pixel of the result covers. */
final class AreaKernel extends BandKernel {
    private final FloatPixels pixels;
    private final Covered rows;
    private final Covered columns;
    private final int channels;
    private final int height;
    private final int width;
    private final int outputRows;
    private final float scale;
    private final float[][] sums;
    private float[] in = {};
    private float[] out = {};

    /** The pixels that each resized one covers: from {@code begin} to before {@code end}, the first and last in part. */
    @SuppressWarnings("ArrayRecordComponent") // never compared by value
    private record Covered(int[] begin, int[] end, float[] first, float[] last) {
        static Covered of(ResizedAxis axis) {
            int n = axis.resized();
            float scale = axis.scale();
            Covered covered = new Covered(new int[n], new int[n], new float[n], new float[n]);
            for (int i = 0; i < n; i++) {
                float from = i * scale;
                float to = (i + 1) * scale;
                covered.begin[i] = (int) Math.floor(from);
                covered.end[i] = (int) Math.ceil(to);
                covered.first[i] = share(covered.begin[i], from, to, scale);
                covered.last[i] = share(covered.end[i] - 1, from, to, scale);
            }
            return covered;
        }

        private static float share(int pixel, float from, float to, float scale) {
            if (pixel < from) {
                return pixel + 1 > to ? scale : pixel + 1 - from;
            }
            return pixel + 1 > to ? to - pixel : 1;
        }

        /** The part of {@code pixel} that belongs to resized pixel {@code i}. */
        float weight(int i, int pixel) {
            return pixel == begin[i] ? first[i] : pixel == end[i] - 1 ? last[i] : 1;
        }
    }

    AreaKernel(Signature signature, ResizedAxis rowAxis, ResizedAxis columnAxis) {
        super(signature.workers(), signature.output(0).shape());
        this.pixels = new FloatPixels(signature, 0);
        this.rows = Covered.of(rowAxis);
        this.columns = Covered.of(columnAxis);
        this.channels = (int) signature.input(0).shape().dim(3);
        this.height = rowAxis.original();
        this.width = columnAxis.original();
        this.outputRows = rowAxis.resized();
        this.scale = (float) (1.0 / (rowAxis.scale() * columnAxis.scale()));
        this.sums = new float[signature.workers().threads()][columnAxis.resized() * channels];
    }

    @Override
    void begin(KernelContext context) {
        in = pixels.of(context);
        out = context.output(0).floats();
    }

    @Override
    void band(int image, int from, int end, int worker) {
        float[] sum = sums[worker];
        for (int y = from; y < end; y++) {
            Arrays.fill(sum, 0);
            for (int row = rows.begin[y]; row < rows.end[y]; row++) {
                int there = Math.max(0, Math.min(row, height - 1));
                add((image * height + there) * width * channels, rows.weight(y, row), sum);
            }
            int at = (image * outputRows + y) * sum.length;
            for (int i = 0; i < sum.length; i++) {
                out[at + i] = sum[i] * scale;
            }
        }
    }

    private void add(int row, float weight, float[] sum) {
        int at = 0;
        for (int x = 0; x < columns.begin.length; x++) {
            int begin = columns.begin[x];
            int last = columns.end[x] - 1;
            for (int c = 0; c < channels; c++) {
                float total = pixel(row, begin, c) * columns.first[x];
                for (int i = begin + 1; i < last; i++) {
                    total += pixel(row, i, c);
                }
                if (last > begin) {
                    total += pixel(row, last, c) * columns.last[x];
                }
                sum[at++] += total * weight;
            }
        }
    }

    private float pixel(int row, int column, int channel) {
        return in[row + Math.max(0, Math.min(column, width - 1)) * channels + channel];
    }
}
