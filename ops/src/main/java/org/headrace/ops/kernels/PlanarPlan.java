package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which elements {@link PlanarConvolution} multiplies: the sizes of image and result, how a row of the image is turned, and
 * where the factors lie. Rows of the result come in units of {@code rowStep}; unit {@code u} needs the image's rows from
 * {@code u * rowScale + firstRow} on, {@code span} of them.
 *
 * @param channels the result's
 * @param width columns of a plane: every {@code planes}-th column of the padded image
 * @param before columns of padding in front of the image
 * @param phases the parts that the result falls apart into
 * @param packer writes the filter in the order in which it is read
 */
record PlanarPlan(
        int batch,
        int imageRows,
        int imageColumns,
        int imageChannels,
        int resultRows,
        int resultColumns,
        int channels,
        int windowRows,
        int depth,
        double products,
        int rowStep,
        int columnStep,
        int rowScale,
        int firstRow,
        int span,
        int planes,
        int width,
        int before,
        List<Phase> phases,
        Packer packer) {

    /**
     * Pixels of the result that are computed alike: {@code row}, {@code column} and every {@code rowStep}-th row and
     * {@code columnStep}-th column from there, {@code columns} of them.
     *
     * @param imageSteps where the factors lie in the turned image, seen from the pixel
     * @param filterStart which of a strip's rows is the first of theirs, which follow each other
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Phase(int row, int column, int columns, int[] imageSteps, int filterStart) {
        /**
         * The image's steps in blocks of at most {@code most}: of as many whole rows of the window as fit, or of parts of one.
         */
        List<Block> blocks(int most, int rowSize) {
            List<Block> blocks = new ArrayList<>();
            int length = rowLength(rowSize);
            int rows = imageSteps.length / Math.max(1, length);
            int together = Math.max(1, most / Math.max(1, length));
            int groups = (rows + together - 1) / together;
            for (int g = 0; g < groups; g++) {
                int from = (int) ((long) rows * g / groups) * length;
                int size = (int) ((long) rows * (g + 1) / groups) * length - from;
                int parts = (size + most - 1) / most;
                for (int i = 0; i < parts; i++) {
                    blocks.add(Block.of(imageSteps, from + i * size / parts, from + (i + 1) * size / parts, rowSize));
                }
            }
            return blocks;
        }

        /** How many steps there are for a row of the window: as many for each. */
        private int rowLength(int rowSize) {
            int length = 0;
            while (length < imageSteps.length && imageSteps[length] / rowSize == imageSteps[0] / rowSize) {
                length++;
            }
            return length;
        }
    }

    /**
     * Some of a phase's steps, and which of the image's rows they lead to, seen from the first that the pixel's row needs.
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Block(int[] steps, int firstRow, int lastRow) {
        static Block of(int[] steps, int from, int to, int rowSize) {
            int first = steps[from] / rowSize;
            int last = steps[to - 1] / rowSize;
            return new Block(Arrays.copyOfRange(steps, from, to), Math.min(first, last), Math.max(first, last));
        }
    }

    /** Writes one row of the window to a strip. */
    @FunctionalInterface
    interface Packer {
        /** {@code columns} channels from {@code first} on, with zeros up to {@code strip} of them. */
        void pack(float[] filter, int row, int first, int columns, float[] to, int toOff, int strip);
    }

    int units() {
        return (resultRows + rowStep - 1) / rowStep;
    }

    /** Elements of a turned row. */
    int rowSize() {
        return imageChannels * planes * width;
    }

    /** The output of a convolution. */
    static PlanarPlan forward(ConvolutionShape s) {
        WindowAxis rows = s.rows();
        WindowAxis columns = s.columns();
        int planes = columns.stride();
        int width = columns.output() + (columns.window() - 1) * columns.dilation() / planes;
        int rowSize = s.in() * planes * width;
        int[] imageSteps = new int[rows.window() * columns.window() * s.in()];
        int count = 0;
        for (int r = 0; r < rows.window(); r++) {
            for (int c = 0; c < columns.window(); c++) {
                int step = c * columns.dilation();
                int first = r * rows.dilation() * rowSize + step % planes * width + step / planes;
                for (int i = 0; i < s.in(); i++) {
                    imageSteps[count++] = first + i * planes * width;
                }
            }
        }
        Phase all = new Phase(0, 0, columns.output(), imageSteps, 0);
        return new PlanarPlan(
                s.batch(),
                rows.input(),
                columns.input(),
                s.in(),
                rows.output(),
                columns.output(),
                s.out(),
                rows.window(),
                rows.window() * columns.window() * s.in(),
                s.products(),
                1,
                1,
                rows.stride(),
                -rows.before(),
                (rows.window() - 1) * rows.dilation() + 1,
                planes,
                width,
                columns.before(),
                List.of(all),
                (filter, row, first, channels, to, toOff, strip) ->
                        packForward(s, filter, row, first, channels, to, toOff, strip));
    }

    private static void packForward(
            ConvolutionShape s, float[] filter, int row, int first, int count, float[] to, int toOff, int strip) {
        int length = s.columns().window() * s.in();
        for (int i = row * length; i < (row + 1) * length; i++) {
            int at = toOff + i * strip;
            System.arraycopy(filter, i * s.out() + first, to, at, count);
            Arrays.fill(to, at + count, at + strip, 0);
        }
    }

    /** The gradient as to a convolution's input; the image is the output's gradient. */
    static PlanarPlan inputGradient(ConvolutionShape s) {
        Shifts rows = new Shifts(s.rows());
        Shifts columns = new Shifts(s.columns());
        int before = Math.max(0, -columns.least);
        int width = 1;
        for (int x = 0; x < s.columns().stride(); x++) {
            width = Math.max(width, before + columns.count(x) + columns.greatest);
        }
        int rowSize = s.out() * width;
        List<Phase> phases = new ArrayList<>();
        int window = s.columns().window();
        int[] places = new int[s.rows().window() * window];
        int count = 0;
        for (int y = 0; y < s.rows().stride(); y++) {
            for (int x = 0; x < s.columns().stride(); x++) {
                int start = count;
                IntStream.Builder imageSteps = IntStream.builder();
                for (int place = 0; place < places.length; place++) {
                    int r = place / window;
                    int c = place % window;
                    if (rows.meets(y, r) && columns.meets(x, c)) {
                        int first = (rows.shift(y, r) - rows.least) * rowSize + columns.shift(x, c) + before;
                        for (int o = 0; o < s.out(); o++) {
                            imageSteps.add(first + o * width);
                        }
                        places[place] = count++;
                    }
                }
                phases.add(new Phase(y, x, columns.count(x), imageSteps.build().toArray(), start * s.out()));
            }
        }
        return new PlanarPlan(
                s.batch(),
                s.rows().output(),
                s.columns().output(),
                s.out(),
                s.rows().input(),
                s.columns().input(),
                s.in(),
                s.rows().window(),
                s.rows().window() * s.columns().window() * s.out(),
                s.products(),
                s.rows().stride(),
                s.columns().stride(),
                1,
                rows.least,
                rows.greatest - rows.least + 1,
                1,
                width,
                before,
                phases,
                (filter, row, first, channels, to, toOff, strip) ->
                        packBackward(s, places, filter, row, first, channels, to, toOff, strip));
    }

    private static void packBackward(
            ConvolutionShape s,
            int[] places,
            float[] filter,
            int row,
            int first,
            int count,
            float[] to,
            int toOff,
            int strip) {
        int window = s.columns().window();
        int size = s.out() * strip;
        for (int place = row * window; place < (row + 1) * window; place++) {
            int at = toOff + places[place] * size;
            if (count < strip) {
                Arrays.fill(to, at, at + size, 0);
            }
            Transposition.copy(filter, (place * s.in() + first) * s.out(), s.out(), count, s.out(), to, at, strip);
        }
    }

    /**
     * From which output positions an input position's gradient comes: position {@code i * stride + phase} meets place
     * {@code t} of the window at output position {@code i + shift(phase, t)}, if the division leaves no rest.
     */
    private static final class Shifts {
        private final WindowAxis axis;
        private final int least;
        private final int greatest;

        Shifts(WindowAxis axis) {
            this.axis = axis;
            int smallest = Integer.MAX_VALUE;
            int largest = Integer.MIN_VALUE;
            for (int phase = 0; phase < axis.stride(); phase++) {
                for (int t = 0; t < axis.window(); t++) {
                    if (meets(phase, t)) {
                        smallest = Math.min(smallest, shift(phase, t));
                        largest = Math.max(largest, shift(phase, t));
                    }
                }
            }
            least = axis.window() == 0 ? 0 : smallest;
            greatest = axis.window() == 0 ? 0 : largest;
        }

        boolean meets(int phase, int t) {
            return (phase + axis.before() - t * axis.dilation()) % axis.stride() == 0;
        }

        int shift(int phase, int t) {
            return (phase + axis.before() - t * axis.dilation()) / axis.stride();
        }

        /** Input positions of a phase. */
        int count(int phase) {
            return Math.max(0, (axis.input() - phase + axis.stride() - 1) / axis.stride());
        }
    }
}
