package org.headrace.ops.kernels;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.Workers;

/**
 * Convolutions in float, forward and backward to the input, as products of small tiles: so many pixels of one row of the
 * result times so many channels.
 *
 * <p>A worker turns a band of the image's rows so that neighbours along a row lie side by side, channel by channel, with
 * their padding; then the factors of a tile are at fixed distances for each place of the window and each channel, and no
 * matrix of windows is ever written. The filter is packed into strips as wide as a tile. The input's gradient is the same sum
 * with the roles of the channels exchanged; with a stride greater than 1 it falls apart into one convolution for each
 * remainder of the pixel's place.
 */
final class PlanarConvolution {
    /** A worker's band of the image fits the second-level cache. */
    private static final int MAX_BAND = 1 << 16;

    /** A piece of work is worth so many multiplications, if there are enough of them. */
    private static final double MIN_PRODUCTS = 1 << 19;

    private static final double MAX_PRODUCTS = 1 << 23;

    /** So many pieces keep some threads busy to the end. */
    private static final int PIECES = 16;

    private final FloatTile tile;
    private final Workers workers;
    private final PlanarPlan plan;
    private final List<Strip> strips;
    private final int[][][] tiles;
    private final List<List<List<PlanarPlan.Block>>> blocks;
    private final int bandUnits;
    private final int bands;
    private final Workers.Piece packing = this::pack;
    private final Workers.Piece computing = this::compute;
    private final float[] packed;
    private final float[][] planes;
    private final float[][] parts;

    private float[] image = {};
    private float[] filter = {};
    private float[] result = {};
    private Product.Finish finish = Product.Finish.NONE;

    PlanarConvolution(FloatTile tile, PlanarPlan plan, Workers workers) {
        this.tile = tile;
        this.workers = workers;
        this.plan = plan;
        this.strips = Strip.of(plan.channels(), tile);
        this.tiles = tiles();
        this.blocks = blocks();
        this.bandUnits = bandUnits();
        this.bands = (plan.units() + bandUnits - 1) / bandUnits;
        this.packed =
                new float[plan.depth() * strips.stream().mapToInt(Strip::width).sum()];
        this.planes = new float[workers.threads()][];
        this.parts = new float[workers.threads()][];
    }

    private int bandUnits() {
        double perUnit = Math.max(1, plan.products() / Math.max(1, plan.batch() * plan.units()));
        double worth = Math.max(MIN_PRODUCTS, Math.min(MAX_PRODUCTS, plan.products() / PIECES));
        double fitting = (MAX_BAND / Math.max(1, plan.rowSize()) - plan.span()) / plan.rowScale() + 1;
        int most = (int) Math.max(1, Math.min(plan.units(), Math.min(worth / perUnit, fitting)));
        int count = Math.max(1, (plan.units() + most - 1) / most);
        return Math.max(1, (plan.units() + count - 1) / count);
    }

    /** The heights of the tiles that make up a row, for each strip and phase. */
    private int[][][] tiles() {
        return strips.stream()
                .map(strip -> plan.phases().stream()
                        .map(phase -> Tiling.of(phase.columns(), tile.heights(strip.width())))
                        .toArray(int[][]::new))
                .toArray(int[][][]::new);
    }

    /** The distances of the factors, for each strip and phase, in blocks for which the filter stays in the nearest cache. */
    private List<List<List<PlanarPlan.Block>>> blocks() {
        return strips.stream()
                .map(strip -> plan.phases().stream()
                        .map(phase -> phase.blocks(
                                Math.min(FloatTile.MOST, Strip.NEAR / strip.width()), Math.max(1, plan.rowSize())))
                        .toList())
                .toList();
    }

    /** Writes the whole result; {@code finish} follows band by band. */
    void run(float[] image, float[] filter, float[] result, Product.Finish finish) {
        this.image = image;
        this.filter = filter;
        this.result = result;
        this.finish = finish;
        workers.run(strips.size() * plan.windowRows(), packing);
        workers.run(plan.batch() * bands, computing);
    }

    /** Packs one row of the window for one strip. */
    private void pack(int piece, int worker) {
        Strip strip = strips.get(piece / plan.windowRows());
        int row = piece % plan.windowRows();
        int to = strip.first() * plan.depth();
        plan.packer().pack(filter, row, strip.first(), strip.channels(), packed, to, strip.width());
    }

    private void compute(int piece, int worker) {
        if (planes[worker] == null) {
            int rows = (bandUnits - 1) * plan.rowScale() + plan.span();
            planes[worker] = new float[rows * plan.rowSize() + tile.tallest()];
            parts[worker] = new float[tile.tallest() * tile.widths()[0]];
        }
        int n = piece / bands;
        int first = piece % bands * bandUnits;
        int end = Math.min(plan.units(), first + bandUnits);
        turn(n, first, end, planes[worker]);
        int row = plan.resultColumns() * plan.channels();
        int from = (n * plan.resultRows() + first * plan.rowStep()) * row;
        int to = (n * plan.resultRows() + Math.min(plan.resultRows(), end * plan.rowStep())) * row;
        Arrays.fill(result, from, to, 0);
        for (int s = 0; s < strips.size(); s++) {
            for (int f = 0; f < plan.phases().size(); f++) {
                PlanarPlan.Phase phase = plan.phases().get(f);
                int b = strips.get(s).first() * plan.depth()
                        + phase.filterStart() * strips.get(s).width();
                for (PlanarPlan.Block block : blocks.get(s).get(f)) {
                    for (int unit = first; unit < end; unit++) {
                        int y = unit * plan.rowStep() + phase.row();
                        if (y < plan.resultRows() && meetsImage(unit, block)) {
                            int a = (unit - first) * plan.rowScale() * plan.rowSize();
                            int at = (n * plan.resultRows() + y) * row;
                            addRow(phase, strips.get(s), tiles[s][f], block.steps(), planes[worker], a, b, at, worker);
                        }
                    }
                    b += block.steps().length * strips.get(s).width();
                }
            }
        }
        finish.elements(from, to, worker);
    }

    /** Whether a block's factors of a unit are not all in rows of padding, which add nothing. */
    private boolean meetsImage(int unit, PlanarPlan.Block block) {
        int y = unit * plan.rowScale() + plan.firstRow();
        return y + block.lastRow() >= 0 && y + block.firstRow() < plan.imageRows();
    }

    /** Turns the image's rows that units {@code first} to {@code end} of the result need. */
    private void turn(int n, int first, int end, float[] planar) {
        int rows = (end - first - 1) * plan.rowScale() + plan.span();
        int rowSize = plan.rowSize();
        int width = plan.width();
        int planeCount = plan.planes();
        int channels = plan.imageChannels();
        int columns = Math.min(plan.imageColumns(), width * planeCount - plan.before());
        boolean padded = plan.before() > 0 || plan.before() + columns < width * planeCount;
        for (int i = 0; i < rows; i++) {
            int y = first * plan.rowScale() + plan.firstRow() + i;
            int to = i * rowSize;
            boolean inside = y >= 0 && y < plan.imageRows();
            if (padded || !inside) {
                Arrays.fill(planar, to, to + rowSize, 0);
            }
            if (inside) {
                int from = (n * plan.imageRows() + y) * plan.imageColumns() * channels;
                // columns of each plane: every so manieth of the image
                for (int plane = 0; plane < planeCount; plane++) {
                    int skip = Math.floorMod(plane - plan.before(), planeCount);
                    int count = (columns - skip + planeCount - 1) / planeCount;
                    if (count > 0) {
                        Transposition.copy(
                                image,
                                from + skip * channels,
                                planeCount * channels,
                                count,
                                channels,
                                planar,
                                to + plane * width + (skip + plan.before()) / planeCount,
                                planeCount * width);
                    }
                }
            }
        }
    }

    private void addRow(
            PlanarPlan.Phase phase,
            Strip strip,
            int[] heights,
            int[] steps,
            float[] planar,
            int a,
            int b,
            int rowAt,
            int worker) {
        float[] part = parts[worker];
        int width = strip.width();
        int pixel = plan.columnStep() * plan.channels();
        int x = 0;
        for (int height : heights) {
            int rows = Math.min(height, phase.columns() - x);
            int at = rowAt + phase.column() * plan.channels() + x * pixel + strip.first();
            if (rows == height && strip.full()) {
                tile.add(height, width, planar, a + x, steps, packed, b, steps.length, result, at, pixel);
            } else {
                Arrays.fill(part, 0, height * width, 0);
                tile.add(height, width, planar, a + x, steps, packed, b, steps.length, part, 0, width);
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < strip.channels(); j++) {
                        result[at + i * pixel + j] += part[i * width + j];
                    }
                }
            }
            x += height;
        }
    }
}
