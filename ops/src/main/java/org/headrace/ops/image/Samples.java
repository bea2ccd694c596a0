package org.headrace.ops.image;

import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The channels of decoded pixels, to be had as others: grey and colours from each other, transparency left out or added.
 *
 * @param palette the colours that samples stand for, null if they stand for themselves
 * @param bits of a sample
 * @param channels that there are
 */
record Samples(Raster raster, @Nullable IndexColorModel palette, int bits, int channels) {
    static final @Nullable IndexColorModel WHOLE = null;
    private static final long RED = 9797;
    private static final long GREEN = 19234;

    Tensor tensor(int wanted, DType dtype) {
        int height = raster.getHeight();
        int width = raster.getWidth();
        Tensor pixels = Tensor.zeros(dtype, Shape.of(height, width, wanted));
        int[] row = new int[width * raster.getNumBands()];
        int[] given = new int[4];
        int at = 0;
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                pixel(row, x * raster.getNumBands(), given);
                for (int c = 0; c < wanted; c++) {
                    int sample = converted(given, c, wanted);
                    if (dtype == DType.UINT16) {
                        pixels.shorts()[at++] = (short) (bits == 16 ? sample : sample * 257);
                    } else {
                        pixels.bytes()[at++] = (byte) (bits == 16 ? sample >> 8 : sample);
                    }
                }
            }
        }
        return pixels;
    }

    private void pixel(int[] row, int at, int[] given) {
        if (palette != null) {
            given[0] = palette.getRed(row[at]);
            given[1] = palette.getGreen(row[at]);
            given[2] = palette.getBlue(row[at]);
            given[3] = palette.getAlpha(row[at]);
            return;
        }
        for (int c = 0; c < channels; c++) {
            given[c] = bits < 8 ? row[at + c] * 255 / ((1 << bits) - 1) : row[at + c];
        }
    }

    private int converted(int[] given, int channel, int wanted) {
        boolean transparency = wanted % 2 == 0 && channel == wanted - 1;
        if (transparency) {
            boolean has = channels % 2 == 0 || palette != null;
            return has ? given[palette != null ? 3 : channels - 1] : bits == 16 ? 0xffff : 0xff;
        }
        if (channels <= 2) {
            return given[0];
        }
        return wanted >= 3 ? given[channel] : grey(given);
    }

    /** As libpng does it: in parts of 2^15, rounded where samples have 16 bits. */
    private int grey(int[] given) {
        long sum = RED * given[0] + GREEN * given[1] + (32768 - RED - GREEN) * given[2];
        return (int) (sum + (bits == 16 ? 16384 : 0) >> 15);
    }
}
