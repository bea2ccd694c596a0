package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Workers;

/**
 * Makes the kernels of depthwise convolutions: each channel has filters of its own, {@code out / in} of them. The loops run
 * along channels. Where there are several filters for each, what belongs to the first of all channels is brought together,
 * then what belongs to the second, and so on. float32, float64.
 */
public final class Depthwise {
    private Depthwise() {}

    /** The output; inputs: image, filter. */
    public static Kernel forward(Signature signature, ConvolutionShape shape) {
        return make(signature, shape, Way.FORWARD);
    }

    /** The gradient as to the input; inputs: the input's shape, filter, output's gradient. */
    public static Kernel inputGradient(Signature signature, ConvolutionShape shape) {
        return make(signature, shape, Way.TO_INPUT);
    }

    /** The gradient as to the filter; inputs: image, the filter's shape, output's gradient. */
    public static Kernel filterGradient(Signature signature, ConvolutionShape shape) {
        return make(signature, shape, Way.TO_FILTER);
    }

    private static Kernel make(Signature signature, ConvolutionShape shape, Way way) {
        return RecastKernel.ofHalves(signature, wide -> new Pass<>(shape, Pooling.loops(wide), wide.workers(), way));
    }

    private enum Way {
        FORWARD(0, 1),
        TO_INPUT(1, 2),
        TO_FILTER(0, 2);

        /** The two inputs that are multiplied. */
        private final int a;

        private final int b;

        Way(int a, int b) {
            this.a = a;
            this.b = b;
        }
    }

    private static final class Pass<A> implements Kernel {
        /** A piece of work has about so many products; where it leaves sums behind that have to be added up, more. */
        private static final int PIECE = 1 << 17;

        private static final int LONG_PIECE = 1 << 19;

        private final ConvolutionShape shape;
        private final ChannelLoops<A> loops;
        private final Workers workers;
        private final Way way;
        private final int times;
        private final int in;
        private final int places;
        /** Rows of what is written, or for the filter of what is summed over, of all images. */
        private final int rows;

        private final int pieceRows;
        private final int pieces;
        private final Workers.Piece piece;
        /** The filter, the filters of all channels one after another. */
        private final A parted;
        /** For the filter, the sums of each piece. */
        private final A sums;
        /** Each worker's: a pixel, or for the filter a row, of all output channels. */
        private final List<A> scratch = new ArrayList<>();

        private final int[][] left;
        private final int[][] right;
        private A a;
        private A b;
        private A result;

        Pass(ConvolutionShape shape, ChannelLoops<A> loops, Workers workers, Way way) {
            this.shape = shape;
            this.loops = loops;
            this.workers = workers;
            this.way = way;
            this.in = shape.in();
            this.times = in == 0 ? 1 : shape.out() / in;
            this.places = shape.rows().window() * shape.columns().window();
            boolean toInput = way == Way.TO_INPUT;
            boolean toFilter = way == Way.TO_FILTER;
            this.rows = shape.batch()
                    * (toInput ? shape.rows().input() : shape.rows().output());
            double work = shape.products() / Math.max(1, in);
            this.pieceRows =
                    (int) Math.max(1, Math.min(rows, (toFilter ? LONG_PIECE : PIECE) * rows / Math.max(1, work)));
            this.pieces = (rows + pieceRows - 1) / pieceRows;
            this.piece = switch (way) {
                case FORWARD -> this::forward;
                case TO_INPUT -> this::toInput;
                case TO_FILTER -> this::toFilter;
            };
            this.parted = loops.newArray(way == Way.FORWARD && times > 1 ? places * shape.out() : 0);
            this.sums = loops.newArray(toFilter ? pieces * places * shape.out() : 0);
            for (int i = 0; i < workers.threads(); i++) {
                scratch.add(
                        loops.newArray(shape.out() * (toFilter ? shape.columns().output() : 1)));
            }
            this.left = new int[workers.threads()][places];
            this.right = new int[workers.threads()][places];
            this.a = sums;
            this.b = sums;
            this.result = sums;
        }

        @Override
        @SuppressWarnings("unchecked") // the loops are chosen by the tensors' dtype
        public void run(KernelContext context) {
            a = (A) context.input(way.a).array();
            b = (A) context.input(way.b).array();
            result = (A) context.output(0).array();
            if (way == Way.FORWARD && times > 1) {
                part(b, 0, parted, 0, places);
                b = parted;
            }
            workers.run(pieces, piece);
            if (way == Way.TO_FILTER) {
                for (int i = 1; i < pieces; i++) {
                    Elements.add(sums, i * places * shape.out(), sums, 0, places * shape.out());
                }
                if (pieces == 0) {
                    loops.clear(result, 0, places * shape.out());
                } else {
                    unite(sums, places, result, 0, places);
                }
            }
        }

        /** Brings what belongs to one filter of all channels together: from {@code [n, in, times]} to {@code [times, n, in]}. */
        private void part(A from, int at, A to, int toAt, int n) {
            for (int j = 0; j < times; j++) {
                Elements.copyBlock(from, at + j, shape.out(), times, to, toAt + j * n * in, in, 1, n, in);
            }
        }

        /** The other way round. */
        private void unite(A from, int n, A to, int toAt, int count) {
            for (int j = 0; j < times; j++) {
                Elements.copyBlock(from, j * n * in, in, 1, to, toAt + j, shape.out(), times, count, in);
            }
        }

        private void forward(int number, int worker) {
            WindowAxis down = shape.rows();
            WindowAxis across = shape.columns();
            int[] pixels = left[worker];
            int[] weights = right[worker];
            int end = Math.min(rows, (number + 1) * pieceRows);
            for (int row = number * pieceRows; row < end; row++) {
                int n = row / down.output();
                int y = row % down.output();
                int top = n * down.input() + down.start(y);
                for (int x = 0; x < across.output(); x++) {
                    int count = 0;
                    for (int r = down.from(y); r < down.to(y); r++) {
                        int line = (top + r * down.dilation()) * across.input() + across.start(x);
                        for (int c = across.from(x); c < across.to(x); c++) {
                            pixels[count] = (line + c * across.dilation()) * in;
                            weights[count++] = (r * across.window() + c) * in;
                        }
                    }
                    int to = (row * across.output() + x) * shape.out();
                    if (times == 1) {
                        loops.products(a, pixels, b, weights, count, result, to, in);
                    } else {
                        separately(pixels, weights, count, scratch.get(worker));
                        unite(scratch.get(worker), 1, result, to, 1);
                    }
                }
            }
        }

        /** One filter of each channel after the other. */
        private void separately(int[] pixels, int[] weights, int count, A to) {
            for (int j = 0; j < times; j++) {
                loops.products(a, pixels, b, weights, count, to, j * in, in);
                for (int k = 0; k < count; k++) {
                    weights[k] += places * in;
                }
            }
        }

        private void toInput(int number, int worker) {
            WindowAxis down = shape.rows();
            WindowAxis across = shape.columns();
            int[] weights = left[worker];
            int[] pixels = right[worker];
            int out = shape.out();
            int end = Math.min(rows, (number + 1) * pieceRows);
            for (int row = number * pieceRows; row < end; row++) {
                int n = row / down.input();
                for (int x = 0; x < across.input(); x++) {
                    int count = 0;
                    for (int r = 0; r < down.window(); r++) {
                        int y = down.output(row % down.input(), r);
                        for (int c = 0; y >= 0 && c < across.window(); c++) {
                            int column = across.output(x, c);
                            if (column >= 0) {
                                weights[count] = (r * across.window() + c) * out;
                                pixels[count++] = ((n * down.output() + y) * across.output() + column) * out;
                            }
                        }
                    }
                    int to = (row * across.input() + x) * in;
                    if (times == 1) {
                        loops.products(a, weights, b, pixels, count, result, to, in);
                    } else {
                        loops.products(a, weights, b, pixels, count, scratch.get(worker), 0, out);
                        loops.fold(scratch.get(worker), 0, times, result, to, in);
                    }
                }
            }
        }

        private void toFilter(int number, int worker) {
            WindowAxis down = shape.rows();
            int own = number * places * shape.out();
            loops.clear(sums, own, own + places * shape.out());
            int rowSize = shape.columns().output() * shape.out();
            int end = Math.min(rows, (number + 1) * pieceRows);
            for (int row = number * pieceRows; row < end; row++) {
                A gradient = b;
                int at = row * rowSize;
                if (times > 1) {
                    gradient = scratch.get(worker);
                    part(b, at, gradient, 0, shape.columns().output());
                    at = 0;
                }
                int y = row % down.output();
                for (int r = down.from(y); r < down.to(y); r++) {
                    int line = row / down.output() * down.input() + down.start(y) + r * down.dilation();
                    addRow(line * shape.columns().input() * in, gradient, at, own, r);
                }
            }
        }

        /** Adds the products of a row of the image and one of the gradient to the sums of a row of the filter. */
        private void addRow(int line, A gradient, int at, int own, int r) {
            WindowAxis across = shape.columns();
            for (int c = 0; c < across.window(); c++) {
                int first = across.firstInside(c);
                int count = across.endInside(c) - first;
                int x = line + (across.start(first) + c * across.dilation()) * in;
                for (int j = 0; count > 0 && j < times; j++) {
                    loops.addProducts(
                            a,
                            x,
                            across.stride() * in,
                            gradient,
                            at + (j * across.output() + first) * in,
                            in,
                            count,
                            sums,
                            own + (j * places + r * across.window() + c) * in,
                            in);
                }
            }
        }
    }
}
