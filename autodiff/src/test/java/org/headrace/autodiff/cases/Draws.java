package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.headrace.core.DType;
import org.headrace.core.Tensor;

/**
 * Draws inputs like given samples: of their shapes, with elements from between a sample's least and greatest finite ones or,
 * so that special numbers get about, from the sample itself. Of inputs that are integers beside floating ones (indices,
 * axes, sizes), strings and bools, only those of a row without floating inputs are drawn.
 */
final class Draws {
    /** Samples that reach further than this from their smallest number are drawn by their exponents. */
    private static final double WIDE = 1e6;

    private Draws() {}

    static List<Tensor> like(List<Tensor> samples, RandomGenerator random) {
        boolean anyFloating = samples.stream().anyMatch(sample -> sample.dtype().isFloating());
        List<Tensor> drawn = new ArrayList<>();
        for (Tensor sample : samples) {
            boolean varies = anyFloating
                    ? sample.dtype().isFloating()
                    : sample.dtype() == samples.get(0).dtype() && sample.dtype() != DType.STRING;
            drawn.add(varies && sample.size() > 0 ? like(sample, random) : sample);
        }
        return drawn;
    }

    private static Tensor like(Tensor sample, RandomGenerator random) {
        return switch (sample.dtype()) {
            case FLOAT32, FLOAT64 -> floating(sample, random);
            case INT32, INT64 -> integers(sample, random);
            default -> shuffled(sample, random);
        };
    }

    /** Numbers of this one's dtype and shape, between these. */
    static Tensor uniform(Tensor like, RandomGenerator random, double least, double greatest) {
        double[] values = random.doubles(like.size(), least, greatest).toArray();
        return Tensor.of(like.dtype(), values).reshape(like.shape());
    }

    private static Tensor floating(Tensor sample, RandomGenerator random) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < sample.size(); i++) {
            double x = sample.doubleAt(i);
            if (Double.isFinite(x)) {
                least = Math.min(least, x);
                greatest = Math.max(greatest, x);
                smallest = x == 0 ? smallest : Math.min(smallest, Math.abs(x));
            }
        }
        boolean wide = Math.max(Math.abs(least), Math.abs(greatest)) > WIDE * smallest;
        double[] values = new double[sample.size()];
        for (int i = 0; i < values.length; i++) {
            double given = sample.doubleAt(random.nextInt(values.length));
            boolean takes = wide || !(least < greatest) || random.nextInt(4) == 0;
            double scale = wide ? Math.scalb(1 - random.nextDouble() / 2, -random.nextInt(3)) : 1;
            double value = takes ? given * scale : random.nextDouble(least, greatest);
            values[i] = Math.abs(value) < Float.MIN_NORMAL ? given : value; // of which TensorFlow makes 0
        }
        return Tensor.of(sample.dtype(), values).reshape(sample.shape());
    }

    private static Tensor integers(Tensor sample, RandomGenerator random) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < sample.size(); i++) {
            least = Math.min(least, sample.longAt(i));
            greatest = Math.max(greatest, sample.longAt(i));
        }
        long[] values = new long[sample.size()];
        for (int i = 0; i < values.length; i++) {
            long given = sample.longAt(random.nextInt(values.length));
            boolean between = greatest - least > 0 && greatest - least < Integer.MAX_VALUE && random.nextBoolean();
            values[i] = between ? random.nextLong(least, greatest + 1) : given;
        }
        return Tensor.of(sample.dtype(), values).reshape(sample.shape());
    }

    private static Tensor shuffled(Tensor sample, RandomGenerator random) {
        Tensor drawn = sample.copy();
        int width = sample.dtype().width();
        for (int i = 0; i < sample.size(); i++) {
            int from = random.nextInt(sample.size()) * width;
            System.arraycopy(sample.array(), from, drawn.array(), i * width, width);
        }
        return drawn;
    }
}
