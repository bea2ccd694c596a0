package org.headrace.ops.signal;

import java.util.Arrays;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;

/**
 * Transforms along the last axes of a tensor, one axis after another; the lines along an axis are shared among the workers.
 * Of the spectrum of real numbers only half of the last axis is kept, {@code n / 2 + 1} of {@code n}.
 */
final class FourierKernel implements Kernel {
    /** A piece of work has about so many complex numbers. */
    private static final int PIECE = 1 << 13;

    private final boolean inverse;
    private final boolean realInput;
    private final boolean realOutput;
    private final int[] lengths;
    /** The dimensions of what lies between the axes' passes: the lengths, the last one halved for real numbers. */
    private final int[] dims;

    private final int batch;
    private final int[] from;
    private final double[] re;
    private final double[] im;
    private final Pass[] passes;

    private Tensor input = Tensor.of(0);
    private Tensor output = input;

    /**
     * The kernel for transforms of these lengths along the last {@code lengths.length} axes. Of inputs with more along an
     * axis the first are taken.
     */
    FourierKernel(Signature signature, boolean inverse, int[] lengths) {
        Shape shape = signature.input(0).shape();
        this.inverse = inverse;
        this.lengths = lengths.clone();
        this.realInput = !signature.input(0).dtype().isComplex();
        this.realOutput = !signature.output(0).dtype().isComplex();
        this.dims = lengths.clone();
        int last = lengths.length - 1;
        if (realInput || realOutput) {
            dims[last] = lengths[last] / 2 + 1;
        }
        this.batch = shape.slice(0, shape.rank() - lengths.length).size();
        this.from = new int[lengths.length];
        for (int axis = 0; axis <= last; axis++) {
            from[axis] = (int) shape.dim(shape.rank() - lengths.length + axis);
        }
        boolean empty = signature.output(0).shape().size() == 0;
        int size = empty ? 0 : Shape.of(batch).concat(Shape.of(longs(dims))).size();
        this.re = new double[size];
        this.im = new double[size];
        this.passes = new Pass[empty ? 0 : lengths.length];
        for (int axis = 0; axis < passes.length; axis++) {
            passes[axis] = new Pass(axis, signature.workers());
        }
    }

    private static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    @Override
    public void run(KernelContext context) {
        input = context.input(0);
        output = context.output(0);
        if (passes.length == 0) {
            return;
        }
        if (!realInput) {
            load();
        }
        // the axis that is halved comes first where it is halved, and last where it is whole again
        for (int i = 0; i < passes.length; i++) {
            passes[realInput ? passes.length - 1 - i : i].run();
        }
        if (!realOutput) {
            store();
        }
    }

    /** Takes the complex numbers of the input that are wanted. */
    private void load() {
        int last = dims.length - 1;
        int rows = re.length / dims[last];
        for (int row = 0; row < rows; row++) {
            int at = 2 * rowOf(row);
            int to = row * dims[last];
            if (input.array() instanceof float[] x) {
                for (int i = 0; i < dims[last]; i++) {
                    re[to + i] = x[at + 2 * i];
                    im[to + i] = x[at + 2 * i + 1];
                }
            } else {
                double[] x = input.doubles();
                for (int i = 0; i < dims[last]; i++) {
                    re[to + i] = x[at + 2 * i];
                    im[to + i] = x[at + 2 * i + 1];
                }
            }
        }
    }

    /** Where the line along the last axis that becomes row {@code row} begins in the input. */
    private int rowOf(int row) {
        int last = dims.length - 1;
        int at = 0;
        int stride = from[last];
        int rest = row;
        for (int axis = last - 1; axis >= 0; axis--) {
            at += rest % dims[axis] * stride;
            rest /= dims[axis];
            stride *= from[axis];
        }
        return at + rest * stride;
    }

    private void store() {
        double scale = scale();
        if (output.array() instanceof float[] y) {
            for (int i = 0; i < re.length; i++) {
                y[2 * i] = (float) (re[i] * scale);
                y[2 * i + 1] = (float) (im[i] * scale);
            }
        } else {
            double[] y = output.doubles();
            for (int i = 0; i < re.length; i++) {
                y[2 * i] = re[i] * scale;
                y[2 * i + 1] = im[i] * scale;
            }
        }
    }

    private double scale() {
        double size = 1;
        for (int length : lengths) {
            size *= length;
        }
        return inverse ? 1 / size : 1;
    }

    /** The transforms of all lines along one axis. */
    private final class Pass {
        private final int axis;
        private final int length;
        private final int kept;
        private final int stride;
        private final int lines;
        private final int group;
        private final Workers workers;
        private final Workers.Piece piece = this::piece;
        private final Fourier[] transforms;
        private final double[][] lineRe;
        private final double[][] lineIm;

        Pass(int axis, Workers workers) {
            this.axis = axis;
            this.workers = workers;
            this.length = lengths[axis];
            this.kept = dims[axis];
            int inner = 1;
            for (int i = axis + 1; i < dims.length; i++) {
                inner *= dims[i];
            }
            this.stride = inner;
            this.lines = re.length / kept;
            this.group = Math.max(1, PIECE / length);
            this.transforms = new Fourier[workers.threads()];
            this.lineRe = new double[transforms.length][length];
            this.lineIm = new double[transforms.length][length];
            for (int i = 0; i < transforms.length; i++) {
                transforms[i] = Fourier.of(length);
            }
        }

        void run() {
            workers.run((lines + group - 1) / group, piece);
        }

        private void piece(int index, int worker) {
            for (int line = index * group; line < Math.min(lines, (index + 1) * group); line++) {
                int at = line / stride * stride * kept + line % stride;
                gather(line, at, lineRe[worker], lineIm[worker]);
                if (inverse) {
                    transforms[worker].inverse(lineRe[worker], lineIm[worker]);
                } else {
                    transforms[worker].run(lineRe[worker], lineIm[worker]);
                }
                if (realOutput && axis == dims.length - 1) {
                    real(line, lineRe[worker]);
                } else {
                    for (int i = 0, t = at; i < kept; i++, t += stride) {
                        re[t] = lineRe[worker][i];
                        im[t] = lineIm[worker][i];
                    }
                }
            }
        }

        private void gather(int line, int at, double[] x, double[] y) {
            if (realInput && axis == dims.length - 1) {
                Arrays.fill(y, 0);
                int row = rowOf(line);
                float[] values = input.floats();
                for (int i = 0; i < length; i++) {
                    x[i] = values[row + i];
                }
                return;
            }
            for (int i = 0, s = at; i < kept; i++, s += stride) {
                x[i] = re[s];
                y[i] = im[s];
            }
            for (int i = kept; i < length; i++) {
                x[i] = x[length - i];
                y[i] = -y[length - i];
            }
        }

        private void real(int line, double[] x) {
            double scale = scale();
            float[] values = output.floats();
            for (int i = 0; i < length; i++) {
                values[line * length + i] = (float) (x[i] * scale);
            }
        }
    }
}
