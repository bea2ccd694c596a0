package org.headrace.ops.kernels;

import static java.util.Objects.requireNonNull;

import org.headrace.core.DType;
import org.headrace.core.Expr.UnaryPrimitive;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.UnimplementedException;
import org.headrace.core.Workers;

/**
 * Makes the kernels of local response normalization, float32: sums over neighbouring channels. The channels of each pixel lie
 * between zeros, so that such a sum is one loop over many pixels for each of the neighbours.
 */
public final class LocalResponse implements Kernel {
    /** A worker works on about this many elements at a time. */
    private static final int BLOCK = 1 << 13;

    private final Workers workers;
    private final int channels;
    private final int pixels;
    private final int radius;
    private final int stride;
    private final int together;
    private final float bias;
    private final float alpha;
    private final float beta;
    private final boolean backward;
    private final Primitives.Unary<float[]> log;
    private final Primitives.Unary<float[]> exp;
    private final float[][] padded;
    private final float[][] norms;
    private final float[][] powers;
    private final Workers.Piece piece;
    private float[] dy = {};
    private float[] x = {};
    private float[] y = {};
    private float[] result = {};

    private LocalResponse(Signature signature, int depthRadius, float bias, float alpha, float beta, boolean backward) {
        DType dtype = signature.output(0).dtype();
        if (dtype != DType.FLOAT32) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast to float32 and back");
        }
        Shape shape = signature.output(0).shape();
        this.workers = signature.workers();
        this.channels = (int) shape.dim(-1);
        this.pixels = channels == 0 ? 0 : shape.size() / channels;
        this.radius = Math.min(depthRadius, channels);
        this.stride = channels + 2 * radius;
        this.together = Math.max(1, BLOCK / Math.max(1, stride));
        this.bias = bias;
        this.alpha = alpha;
        this.beta = beta;
        this.backward = backward;
        Primitives<float[]> primitives = Kernels.provider().floats();
        this.log = requireNonNull(primitives.unary(UnaryPrimitive.LOG));
        this.exp = requireNonNull(primitives.unary(UnaryPrimitive.EXP));
        int size = together * stride;
        this.padded = new float[workers.threads()][size + 2 * radius];
        this.norms = new float[workers.threads()][size];
        this.powers = new float[workers.threads()][size];
        this.piece = backward ? this::back : this::forward;
    }

    /** Input 0 divided by {@code (bias + alpha * sum(x^2))^beta}. */
    public static Kernel forward(Signature signature, int depthRadius, float bias, float alpha, float beta) {
        return RecastKernel.ofHalves(signature, wide -> new LocalResponse(wide, depthRadius, bias, alpha, beta, false));
    }

    /** The gradient; inputs: the output's gradient, input, output. */
    public static Kernel gradient(Signature signature, int depthRadius, float bias, float alpha, float beta) {
        return RecastKernel.ofHalves(signature, wide -> new LocalResponse(wide, depthRadius, bias, alpha, beta, true));
    }

    @Override
    public void run(KernelContext context) {
        if (backward) {
            dy = context.input(0).floats();
            x = context.input(1).floats();
            y = context.input(2).floats();
        } else {
            x = context.input(0).floats();
        }
        result = context.output(0).floats();
        workers.run((pixels + together - 1) / together, piece);
    }

    private void forward(int number, int worker) {
        int first = number * together;
        int count = Math.min(together, pixels - first);
        float[] power = powers[worker];
        measure(first, count, worker);
        for (int p = 0; p < count; p++) {
            int at = (first + p) * channels;
            int from = p * stride;
            for (int c = 0; c < channels; c++) {
                result[at + c] = x[at + c] * power[from + c];
            }
        }
    }

    private void back(int number, int worker) {
        int first = number * together;
        int count = Math.min(together, pixels - first);
        float[] norm = norms[worker];
        float[] power = powers[worker];
        float[] terms = padded[worker];
        measure(first, count, worker);
        float factor = -2 * alpha * beta;
        for (int p = 0; p < count; p++) {
            int at = (first + p) * channels;
            int from = p * stride;
            for (int c = 0; c < channels; c++) {
                terms[from + radius + c] = factor * y[at + c] / norm[from + c] * dy[at + c];
            }
        }
        addNeighbours(terms, norm, count * stride);
        for (int p = 0; p < count; p++) {
            int at = (first + p) * channels;
            int from = p * stride;
            for (int c = 0; c < channels; c++) {
                result[at + c] = dy[at + c] * power[from + c] + x[at + c] * norm[from + c];
            }
        }
    }

    /** What the pixels are divided by, without and with the power, at {@code stride} from one pixel to the next. */
    private void measure(int first, int count, int worker) {
        float[] squares = padded[worker];
        for (int p = 0; p < count; p++) {
            int at = (first + p) * channels;
            int to = p * stride + radius;
            for (int c = 0; c < channels; c++) {
                squares[to + c] = x[at + c] * x[at + c];
            }
        }
        int n = count * stride;
        float[] norm = norms[worker];
        addNeighbours(squares, norm, n);
        for (int i = 0; i < n; i++) {
            norm[i] = norm[i] * alpha + bias;
        }
        float[] power = powers[worker];
        if (beta == 1) {
            for (int i = 0; i < n; i++) {
                power[i] = 1 / norm[i];
            }
        } else if (beta == 0.5f) {
            for (int i = 0; i < n; i++) {
                power[i] = (float) (1 / Math.sqrt(norm[i]));
            }
        } else {
            log.apply(norm, 0, power, 0, n);
            for (int i = 0; i < n; i++) {
                power[i] *= -beta;
            }
            exp.apply(power, 0, power, 0, n);
        }
    }

    /** {@code sums[i]} of {@code x[i]} to {@code x[i + 2 * radius]}. */
    private void addNeighbours(float[] x, float[] sums, int n) {
        System.arraycopy(x, 0, sums, 0, n);
        for (int d = 1; d <= 2 * radius; d++) {
            for (int i = 0; i < n; i++) {
                sums[i] += x[i + d];
            }
        }
    }
}
