package org.headrace.ops.kernels;

import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Workers;

/**
 * Makes the kernels of depthwise convolutions: each channel has filters of its own, {@code out / in} of them. The loops run
 * along the output's channels; the input's are repeated to as many. float32, float64.
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
        private final ConvolutionShape shape;
        private final ChannelLoops<A> loops;
        private final Workers workers;
        private final Way way;
        private final int times;
        private final Workers.Piece piece;
        private final A[] scratch;
        private A a;
        private A b;
        private A result;

        @SuppressWarnings("unchecked") // an array of arrays of an unknown element type
        Pass(ConvolutionShape shape, ChannelLoops<A> loops, Workers workers, Way way) {
            this.shape = shape;
            this.loops = loops;
            this.workers = workers;
            this.way = way;
            this.times = shape.in() == 0 ? 1 : shape.out() / shape.in();
            this.piece = switch (way) {
                case FORWARD -> this::forward;
                case TO_INPUT -> this::toInput;
                case TO_FILTER -> this::toFilter;
            };
            int image = shape.rows().input() * shape.columns().input() * shape.out();
            this.scratch = (A[]) new Object[workers.threads()];
            for (int i = 0; i < scratch.length; i++) {
                scratch[i] = loops.newArray(way == Way.TO_INPUT ? image : shape.out());
            }
            this.a = scratch[0];
            this.b = scratch[0];
            this.result = scratch[0];
        }

        @Override
        @SuppressWarnings("unchecked") // the loops are chosen by the tensors' dtype
        public void run(KernelContext context) {
            a = (A) context.input(way.a).array();
            b = (A) context.input(way.b).array();
            result = (A) context.output(0).array();
            workers.run(
                    way == Way.TO_FILTER
                            ? shape.rows().window() * shape.columns().window()
                            : shape.batch(),
                    piece);
        }

        private void forward(int n, int worker) {
            int from = n * shape.outputImage();
            loops.clear(result, from, from + shape.outputImage());
            for (int place = 0; place < shape.rows().window() * shape.columns().window(); place++) {
                for (int pixel = 0; pixel < outputPixels(); pixel++) {
                    int x = input(n, pixel, place);
                    if (x >= 0) {
                        boolean same = times == 1;
                        if (!same) {
                            loops.repeat(a, x * shape.in(), times, scratch[worker], shape.in());
                        }
                        loops.addProducts(
                                same ? a : scratch[worker],
                                same ? x * shape.in() : 0,
                                b,
                                place * shape.out(),
                                result,
                                from + pixel * shape.out(),
                                shape.out());
                    }
                }
            }
        }

        private void toInput(int n, int worker) {
            A sums = scratch[worker];
            int pixels = shape.rows().input() * shape.columns().input();
            loops.clear(sums, 0, pixels * shape.out());
            for (int place = 0; place < shape.rows().window() * shape.columns().window(); place++) {
                for (int pixel = 0; pixel < outputPixels(); pixel++) {
                    int x = input(n, pixel, place);
                    if (x >= 0) {
                        int dy = n * shape.outputImage() + pixel * shape.out();
                        loops.addProducts(
                                a, place * shape.out(), b, dy, sums, (x - n * pixels) * shape.out(), shape.out());
                    }
                }
            }
            loops.fold(sums, 0, times, result, n * shape.inputImage(), shape.inputImage());
        }

        private void toFilter(int place, int worker) {
            int to = place * shape.out();
            loops.clear(result, to, to + shape.out());
            for (int n = 0; n < shape.batch(); n++) {
                for (int pixel = 0; pixel < outputPixels(); pixel++) {
                    int x = input(n, pixel, place);
                    if (x >= 0) {
                        boolean same = times == 1;
                        if (!same) {
                            loops.repeat(a, x * shape.in(), times, scratch[worker], shape.in());
                        }
                        loops.addProducts(
                                same ? a : scratch[worker],
                                same ? x * shape.in() : 0,
                                b,
                                n * shape.outputImage() + pixel * shape.out(),
                                result,
                                to,
                                shape.out());
                    }
                }
            }
        }

        private int outputPixels() {
            return shape.rows().output() * shape.columns().output();
        }

        /** The number of the pixel that a place of the window sees from an output pixel, or -1 outside the image. */
        private int input(int n, int pixel, int place) {
            WindowAxis rows = shape.rows();
            WindowAxis columns = shape.columns();
            int y = rows.start(pixel / columns.output()) + place / columns.window() * rows.dilation();
            int x = columns.start(pixel % columns.output()) + place % columns.window() * columns.dilation();
            boolean inside = y >= 0 && y < rows.input() && x >= 0 && x < columns.input();
            return inside ? (n * rows.input() + y) * columns.input() + x : -1;
        }
    }
}
