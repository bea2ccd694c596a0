package org.headrace.ops.kernels;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.Workers;

/**
 * The gradient as to a convolution's filter in float: sums of outer products over all pixels. A worker copies a band of an
 * image's rows with their padding; what a row of the window covers then lies in one run, and a tile is so many elements of the
 * run times so many output channels, summed over the band in registers.
 *
 * <p>Groups of images are summed on their own and then added in order, so the bits do not depend on the threads.
 */
final class FilterGradient {
    /** A worker's band of the image fits the second-level cache. */
    private static final int MAX_BAND = 1 << 16;

    /** Sums of groups take no more room than this. */
    private static final int MAX_SUMS = 1 << 22;

    private static final int GROUPS = 8;

    /** Elements that one piece of the last sum adds up. */
    private static final int CHUNK = 1 << 13;

    private final ConvolutionShape shape;
    private final FloatTile tile;
    private final Workers workers;
    private final List<Strip> strips;
    private final int[][] tiles;
    private final int groups;
    private final int parts;
    private final int width;
    private final int bandRows;
    private final int[] runs;
    private final int runLength;
    private final int[] imageSteps;
    private final float[] sums;
    private final float[][] bands;
    private final float[][] copies;
    private final float[][] partTiles;
    private final Workers.Piece computing = this::compute;
    private final Workers.Piece adding = this::addGroups;

    private float[] image = {};
    private float[] gradient = {};
    private float[] result = {};

    FilterGradient(FloatTile tile, ConvolutionShape shape, Workers workers) {
        WindowAxis rows = shape.rows();
        WindowAxis columns = shape.columns();
        this.shape = shape;
        this.tile = tile;
        this.workers = workers;
        this.strips = Strip.of(shape.out(), tile);
        this.groups = Math.max(1, Math.min(Math.min(GROUPS, shape.batch()), MAX_SUMS / Math.max(1, shape.filter())));
        this.parts = Math.max(1, Math.min(strips.size(), GROUPS / groups));
        this.width =
                Math.max(0, columns.output() - 1) * columns.stride() + (columns.window() - 1) * columns.dilation() + 1;
        this.bandRows = bandRows();
        boolean wholeRows = columns.dilation() == 1;
        this.runLength = wholeRows ? columns.window() * shape.in() : shape.in();
        this.runs = new int[rows.window() * (wholeRows ? 1 : columns.window())];
        for (int i = 0; i < runs.length; i++) {
            int r = wholeRows ? i : i / columns.window();
            int c = wholeRows ? 0 : i % columns.window();
            runs[i] = (r * rows.dilation() * width + c * columns.dilation()) * shape.in();
        }
        this.tiles = strips.stream()
                .map(strip -> Tiling.of(runLength, tile.heights(strip.width())))
                .toArray(int[][]::new);
        this.imageSteps = new int[bandRows * columns.output()];
        for (int i = 0; i < imageSteps.length; i++) {
            int y = i / columns.output();
            int x = i % columns.output();
            imageSteps[i] = (y * rows.stride() * width + x * columns.stride()) * shape.in();
        }
        this.sums = groups == 1 ? new float[0] : new float[groups * shape.filter()];
        this.bands = new float[workers.threads()][];
        this.copies = new float[workers.threads()][];
        this.partTiles = new float[workers.threads()][];
    }

    private int bandRows() {
        WindowAxis rows = shape.rows();
        int fitting = MAX_BAND / Math.max(1, width * shape.in()) - (rows.window() - 1) * rows.dilation();
        int widest = strips.stream().mapToInt(Strip::width).max().orElse(1);
        int few = Math.min(FloatTile.MOST, Strip.NEAR / widest)
                / Math.max(1, shape.columns().output());
        int most = Math.max(1, Math.min(Math.min(rows.output(), few), fitting / rows.stride()));
        int count = Math.max(1, (rows.output() + most - 1) / most);
        return Math.max(1, (rows.output() + count - 1) / count);
    }

    /** Writes the whole result. */
    void run(float[] image, float[] gradient, float[] result) {
        this.image = image;
        this.gradient = gradient;
        this.result = result;
        workers.run(groups * parts, computing);
        if (groups > 1) {
            workers.run((shape.filter() + CHUNK - 1) / CHUNK, adding);
        }
    }

    /** The sums of one group of images for some of the strips. */
    private void compute(int piece, int worker) {
        int group = piece / parts;
        int part = piece % parts;
        int firstStrip = part * strips.size() / parts;
        int endStrip = (part + 1) * strips.size() / parts;
        float[] to = groups == 1 ? result : sums;
        int toOff = groups == 1 ? 0 : group * shape.filter();
        for (Strip strip : strips.subList(firstStrip, endStrip)) {
            clear(to, toOff + strip.first(), strip.channels());
        }
        prepare(worker);
        int end = (int) ((group + 1L) * shape.batch() / groups);
        for (int n = (int) ((long) group * shape.batch() / groups); n < end; n++) {
            for (int y = 0; y < shape.rows().output(); y += bandRows) {
                int rows = Math.min(bandRows, shape.rows().output() - y);
                copyBand(n, y, rows, bands[worker]);
                for (int s = firstStrip; s < endStrip; s++) {
                    addStrip(n, y, rows, s, to, toOff, worker);
                }
            }
        }
    }

    private void clear(float[] to, int toOff, int channels) {
        for (int at = toOff; at < toOff + shape.filter(); at += shape.out()) {
            Arrays.fill(to, at, at + channels, 0);
        }
    }

    private void prepare(int worker) {
        if (bands[worker] == null) {
            int rows = (bandRows - 1) * shape.rows().stride()
                    + (shape.rows().window() - 1) * shape.rows().dilation()
                    + 1;
            bands[worker] = new float[rows * width * shape.in() + tile.tallest()];
            int widest = tile.widths()[0];
            int copied = strips.stream().allMatch(this::isAll)
                    ? 0
                    : bandRows * shape.columns().output() * widest;
            copies[worker] = new float[copied];
            partTiles[worker] = new float[tile.tallest() * widest];
        }
    }

    /** Copies the rows that output rows {@code first} and on see, with zeros where there is no image. */
    private void copyBand(int n, int first, int outputRows, float[] band) {
        WindowAxis rows = shape.rows();
        WindowAxis columns = shape.columns();
        int in = shape.in();
        int count = (outputRows - 1) * rows.stride() + (rows.window() - 1) * rows.dilation() + 1;
        int left = Math.min(width, columns.before());
        int inside = Math.min(columns.input(), width - left);
        for (int i = 0; i < count; i++) {
            int y = first * rows.stride() - rows.before() + i;
            int at = i * width * in;
            if (y < 0 || y >= rows.input()) {
                Arrays.fill(band, at, at + width * in, 0);
            } else {
                Arrays.fill(band, at, at + left * in, 0);
                int from = (n * rows.input() + y) * columns.input() * in;
                System.arraycopy(image, from, band, at + left * in, inside * in);
                Arrays.fill(band, at + (left + inside) * in, at + width * in, 0);
            }
        }
    }

    /** Whether the strip has all channels of the gradient, of which a tile then needs no copy. */
    private boolean isAll(Strip strip) {
        return strip.full() && strip.width() == shape.out();
    }

    private void addStrip(int n, int y, int rows, int s, float[] to, int toOff, int worker) {
        Strip strip = strips.get(s);
        int width = strip.width();
        int columns = strip.channels();
        int from = (n * shape.rows().output() + y) * shape.columns().output() * shape.out() + strip.first();
        boolean full = strip.full();
        boolean inPlace = isAll(strip);
        float[] b = inPlace ? gradient : copies[worker];
        if (!inPlace) {
            for (int i = 0; i < rows * shape.columns().output(); i++) {
                System.arraycopy(gradient, from + i * shape.out(), b, i * width, columns);
            }
        }
        int bOff = inPlace ? from : 0;
        float[] part = partTiles[worker];
        WindowAxis axis = shape.rows();
        int pixels = shape.columns().output();
        for (int run = 0; run < runs.length; run++) {
            // the output rows for which this row of the window is not in the padding, which adds nothing
            int row = run / (runs.length / axis.window()) * axis.dilation() - axis.before() + y * axis.stride();
            int first = Math.min(rows, Math.max(0, (-row + axis.stride() - 1) / axis.stride()));
            int end = Math.max(first, Math.min(rows, (axis.input() - row + axis.stride() - 1) / axis.stride()));
            if (first == end) {
                continue;
            }
            int inBand = runs[run] + first * axis.stride() * this.width * shape.in();
            int at = toOff + run * runLength * shape.out() + strip.first();
            int i = 0;
            for (int height : tiles[s]) {
                int count = Math.min(height, runLength - i);
                boolean direct = full && count == height;
                if (!direct) {
                    Arrays.fill(part, 0, height * width, 0);
                }
                int sums = (end - first) * pixels;
                for (int p = 0; p < sums; p += FloatTile.MOST) { // more than once in a band of one row only
                    tile.add(
                            height,
                            width,
                            bands[worker],
                            inBand + i + imageSteps[p],
                            imageSteps,
                            b,
                            bOff + (first * pixels + p) * width,
                            Math.min(FloatTile.MOST, sums - p),
                            direct ? to : part,
                            direct ? at + i * shape.out() : 0,
                            direct ? shape.out() : width);
                }
                if (!direct) {
                    addPart(part, width, count, columns, to, at + i * shape.out());
                }
                i += height;
            }
        }
    }

    private void addPart(float[] part, int width, int rows, int columns, float[] to, int toOff) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[toOff + i * shape.out() + j] += part[i * width + j];
            }
        }
    }

    private void addGroups(int piece, int worker) {
        int from = piece * CHUNK;
        int count = Math.min(CHUNK, shape.filter() - from);
        System.arraycopy(sums, from, result, from, count);
        for (int g = 1; g < groups; g++) {
            int at = g * shape.filter() + from;
            for (int i = 0; i < count; i++) {
                result[from + i] += sums[at + i];
            }
        }
    }
}
