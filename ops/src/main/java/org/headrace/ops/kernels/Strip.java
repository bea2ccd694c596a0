package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some of a result's channels, computed by tiles of one width, the last of which may be in vain.
 *
 * @param first the first channel
 * @param channels how many there are
 * @param width the columns of its tiles
 */
record Strip(int first, int channels, int width) {
    /** So many floats that each tile of a strip reads stay in the first-level cache, beside the others. */
    static final int NEAR = 6 << 10;

    /** Cuts all channels into strips as wide as they fill. */
    static List<Strip> of(int channels, FloatTile tile) {
        int[] widths = tile.widths();
        int least = widths[widths.length - 1];
        List<Strip> strips = new ArrayList<>();
        for (int first = 0; first < channels; first += widthFor(channels - first, widths, least)) {
            int width = widthFor(channels - first, widths, least);
            strips.add(new Strip(first, Math.min(width, channels - first), width));
        }
        return strips;
    }

    private static int widthFor(int channels, int[] widths, int least) {
        int filled = (channels + least - 1) / least * least;
        return Arrays.stream(widths)
                .filter(width -> width <= filled)
                .findFirst()
                .orElse(least);
    }

    boolean full() {
        return channels == width;
    }
}
