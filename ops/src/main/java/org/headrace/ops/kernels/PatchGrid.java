package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pixels of a result that are computed alike, and which pixels of an image each of them needs: its patch. Along an axis the
 * {@code j}-th of them is at {@code first + j * step} of the result, and its patch has the image's positions
 * {@code j * scale + shift} for each of the shifts, zeros where these are outside.
 */
record PatchGrid(Axis planes, Axis rows, Axis columns) {
    /**
     * One axis.
     *
     * @param image positions of the image
     * @param count how many of the result's positions there are
     * @param places which places of the window the shifts belong to
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Axis(int image, int count, int first, int step, int scale, int[] places, int[] shifts) {
        /** The image's position for the {@code j}-th of the result and a shift, or -1 outside. */
        int position(int j, int shift) {
            int at = j * scale + shifts[shift];
            return at >= 0 && at < image ? at : -1;
        }
    }

    /** Places in a patch. */
    int places() {
        return planes.places.length * rows.places.length * columns.places.length;
    }

    /** Pixels of a volume of the result. */
    int pixels() {
        return planes.count * rows.count * columns.count;
    }

    /** Where in a result of these sizes pixel {@code i} of the grid is. */
    int pixel(int i, int resultRows, int resultColumns) {
        int column = columns.first + i % columns.count * columns.step;
        int row = rows.first + i / columns.count % rows.count * rows.step;
        int plane = planes.first + i / columns.count / rows.count * planes.step;
        return (plane * resultRows + row) * resultColumns + column;
    }

    /** For the output: one grid, whose patches are the windows. */
    static List<PatchGrid> forward(VolumeShape s) {
        return List.of(new PatchGrid(forward(s.planes()), forward(s.rows()), forward(s.columns())));
    }

    private static Axis forward(WindowAxis axis) {
        int[] places = new int[axis.window()];
        int[] shifts = new int[axis.window()];
        for (int t = 0; t < places.length; t++) {
            places[t] = t;
            shifts[t] = t * axis.dilation() - axis.before();
        }
        return new Axis(axis.input(), axis.output(), 0, 1, axis.stride(), places, shifts);
    }

    /**
     * For the input's gradient, patches of the output's gradient: of each position that leaves the same rest when divided by
     * the stride, only the places of the window that such positions meet.
     */
    static List<PatchGrid> backward(VolumeShape s) {
        List<PatchGrid> grids = new ArrayList<>();
        for (int z = 0; z < s.planes().stride(); z++) {
            for (int y = 0; y < s.rows().stride(); y++) {
                for (int x = 0; x < s.columns().stride(); x++) {
                    grids.add(new PatchGrid(backward(s.planes(), z), backward(s.rows(), y), backward(s.columns(), x)));
                }
            }
        }
        return grids;
    }

    private static Axis backward(WindowAxis axis, int rest) {
        int stride = axis.stride();
        int met = 0;
        int[] places = new int[axis.window()];
        int[] shifts = new int[axis.window()];
        for (int t = 0; t < axis.window(); t++) {
            int distance = rest + axis.before() - t * axis.dilation();
            if (distance % stride == 0) {
                places[met] = t;
                shifts[met++] = distance / stride;
            }
        }
        int count = Math.max(0, (axis.input() - rest + stride - 1) / stride);
        return new Axis(axis.output(), count, rest, stride, 1, Arrays.copyOf(places, met), Arrays.copyOf(shifts, met));
    }

    /**
     * Copies the patches of pixels {@code from} to before {@code to} of volume {@code n} of an image of so many channels, one
     * after another.
     */
    <A> void copy(A image, int n, int channels, int from, int to, A patches) {
        int at = 0;
        int row = columns.places.length * channels;
        boolean together = contiguous(columns);
        for (int i = from; i < to; i++) {
            int x = i % columns.count;
            int y = i / columns.count % rows.count;
            int z = i / columns.count / rows.count;
            boolean inside =
                    together && columns.position(x, 0) >= 0 && columns.position(x, columns.places.length - 1) >= 0;
            for (int p = 0; p < planes.places.length; p++) {
                int plane = planes.position(z, p);
                for (int r = 0; r < rows.places.length; r++) {
                    int line = rows.position(y, r);
                    if (plane < 0 || line < 0) {
                        Elements.clear(patches, at, row);
                    } else {
                        int base = ((n * planes.image + plane) * rows.image + line) * columns.image;
                        if (inside) {
                            Elements.copy(image, (base + columns.position(x, 0)) * channels, patches, at, row);
                        } else {
                            copyPixels(image, base, x, channels, patches, at);
                        }
                    }
                    at += row;
                }
            }
        }
    }

    private <A> void copyPixels(A image, int base, int x, int channels, A patches, int at) {
        for (int c = 0; c < columns.places.length; c++) {
            int column = columns.position(x, c);
            if (column < 0) {
                Elements.clear(patches, at + c * channels, channels);
            } else {
                Elements.copy(image, (base + column) * channels, patches, at + c * channels, channels);
            }
        }
    }

    private static boolean contiguous(Axis axis) {
        for (int t = 1; t < axis.shifts.length; t++) {
            if (axis.shifts[t] != axis.shifts[t - 1] + 1) {
                return false;
            }
        }
        return axis.shifts.length > 0;
    }
}
