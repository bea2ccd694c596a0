package org.headrace.ops.random;

import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;

/**
 * Draws by rejection, for each set of parameters from whichever proposal is accepted most often: the normal distribution,
 * the uniform one between the bounds, or an exponential one from the nearer bound on (C. Robert, "Simulation of truncated
 * normal variables", 1995). Of float32 every step is rounded to float, as TensorFlow's are.
 */
final class TruncatedNormalKernel implements Kernel {
    /** Proposals for one number, two uniform numbers each, before it gives up. */
    private static final int MOST_PROPOSALS = 1000;

    /** Numbers that are drawn together where all have the same parameters. */
    private static final int BATCH = 100;

    /** With bounds this many deviations beyond the mean the normal distribution is the proposal. */
    private static final double WIDE = 1.3;

    private final PhiloxGenerator generator;
    private final boolean single;
    private final int batches;
    private final int batchSize;
    /** So many numbers a block of random bits gives. */
    private final int group;

    private final double[] proposals = new double[4];
    private final double[] others = new double[4];
    private Tensor out = Tensor.of(0f);

    private double mean;
    private double deviation;
    private double low;
    private double high;

    TruncatedNormalKernel(Signature signature, PhiloxGenerator generator) {
        this.generator = generator;
        this.single = signature.input(1).dtype() == DType.FLOAT32;
        this.group = single ? 4 : 2;
        Shape shape = signature.output(0).shape();
        boolean shared = signature.input(1).shape().size() == 1
                && signature.input(2).shape().size() == 1
                && signature.input(3).shape().isScalar()
                && signature.input(4).shape().isScalar();
        int size = shape.size();
        this.batches = shared ? (size + BATCH - 1) / BATCH : (int) shape.dim(0);
        this.batchSize = shared ? BATCH : batches == 0 ? 0 : size / batches;
    }

    @Override
    public void run(KernelContext context) {
        out = context.output(0);
        Philox bits = generator.reserve((long) batches * 2 * MOST_PROPOSALS * (batchSize + 3) / 4);
        for (int batch = 0; batch < batches; batch++) {
            bound(context, batch);
            int from = batch * batchSize;
            int to = Math.min(from + batchSize, out.size());
            double root = round(Math.sqrt(round(round(low * low) + 4)));
            double exponent = round(0.5 + round(round(low * round(low - root)) / 4));
            double cutoff = round(round(2 * round(Math.exp(exponent))) / round(low + root));
            double width = round(high - low);
            if (low < -round(WIDE) && high >= 0 || high > round(WIDE) && low <= 0) {
                fromNormal(context, bits, from, to);
            } else if (width < cutoff) {
                fromUniform(context, bits, from, to, width);
            } else {
                fromExponential(context, bits, from, to, round(round(low + root) / 2));
            }
        }
    }

    /** Reads a batch's parameters. The bounds are then in deviations from the mean, the lower one finite. */
    private void bound(KernelContext context, int batch) {
        mean = parameter(context, 1, batch);
        deviation = parameter(context, 2, batch);
        double min = parameter(context, 3, batch);
        double max = parameter(context, 4, batch);
        if (!(deviation > 0) || !(min < max) || Double.isInfinite(min) && Double.isInfinite(max)) {
            throw context.error(
                    "Invalid parameters: stdev = %s must be positive, minval = %s less than maxval = %s, one of them finite",
                    deviation, min, max);
        }
        boolean turned = Double.isInfinite(min) || max < mean;
        deviation = turned ? -deviation : deviation;
        low = round(round((turned ? max : min) - mean) / deviation);
        high = round(round((turned ? min : max) - mean) / deviation);
    }

    private static double parameter(KernelContext context, int input, int batch) {
        Tensor values = context.input(input);
        return values.doubleAt(values.size() == 1 ? 0 : batch);
    }

    private void fromNormal(OpContext context, Philox bits, int from, int to) {
        int rejected = 0;
        for (int i = from; i < to; ) {
            bits.next();
            for (int k = 0; k < group; k += 2) {
                if (single) {
                    float radius = BoxMuller.radius(bits.word(k));
                    float angle = BoxMuller.angle(bits.word(k + 1));
                    proposals[k] = BoxMuller.sine(angle, radius);
                    proposals[k + 1] = BoxMuller.cosine(angle, radius);
                } else {
                    double radius = BoxMuller.radius(bits.word0(), bits.word1());
                    double angle = BoxMuller.angle(bits.word2(), bits.word3());
                    proposals[0] = BoxMuller.sine(angle, radius);
                    proposals[1] = BoxMuller.cosine(angle, radius);
                }
            }
            for (int k = 0; k < group && i < to; k++) {
                boolean accepted = proposals[k] >= low && proposals[k] <= high;
                rejected = accepted ? 0 : rejected(context, rejected);
                if (accepted) {
                    store(i++, proposals[k]);
                }
            }
        }
    }

    private void fromUniform(OpContext context, Philox bits, int from, int to, double width) {
        double shift = low < 0 ? 0 : round(low * low);
        int rejected = 0;
        for (int i = from; i < to; ) {
            uniforms(bits, proposals);
            uniforms(bits, others);
            for (int k = 0; k < group && i < to; k++) {
                double z = round(round(proposals[k] * width) + low);
                double exponent = round(round(shift - round(z * z)) / 2);
                boolean accepted = others[k] <= round(Math.exp(exponent));
                rejected = accepted ? 0 : rejected(context, rejected);
                if (accepted) {
                    store(i++, z);
                }
            }
        }
    }

    private void fromExponential(OpContext context, Philox bits, int from, int to, double alpha) {
        int rejected = 0;
        for (int i = from; i < to; ) {
            uniforms(bits, proposals);
            for (int k = 0; k < group && i < to; k += 2) {
                double z = round(round(-round(Math.log(proposals[k])) / alpha) + low);
                double x = low < alpha ? round(alpha - z) : round(low - alpha);
                double g = round(Math.exp(round(round(-x * x) / 2)));
                boolean accepted = proposals[k + 1] <= g && z < high;
                rejected = accepted ? 0 : rejected(context, rejected);
                if (accepted) {
                    store(i++, z);
                }
            }
        }
    }

    private static int rejected(OpContext context, int before) {
        if (before + 1 >= MOST_PROPOSALS) {
            throw context.error(
                    "no number between the bounds in %d tries: they are too far from the mean", MOST_PROPOSALS);
        }
        return before + 1;
    }

    private void uniforms(Philox bits, double[] numbers) {
        bits.next();
        for (int k = 0; k < group; k++) {
            numbers[k] =
                    single ? Uniform.toFloat(bits.word(k)) : Uniform.toDouble(bits.word(2 * k), bits.word(2 * k + 1));
        }
    }

    private void store(int i, double z) {
        double value = round(round(z * deviation) + mean);
        if (single) {
            out.floats()[i] = (float) value;
        } else {
            out.doubles()[i] = value;
        }
    }

    /** A step's result as TensorFlow has it. */
    private double round(double x) {
        return single ? (float) x : x;
    }
}
