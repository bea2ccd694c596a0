package org.headrace.ops.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.GammaFunctions;

/**
 * Samples of the Poisson distributions of these rates, numbers of a floating dtype, int32 or int64: TensorFlow's
 * {@code RandomPoissonV2(shape, rate)}, of which the output's shape is {@code shape + rate.shape}. Small rates by Knuth's
 * product of uniform numbers, from 10 on by transformed rejection (W. Hörmann, 1993).
 */
public record RandomPoissonV2(DType dtype, long seed, long seed2) implements Sampling {
    private static final DTypes NUMBERS =
            DTypes.of(DType.FLOAT16, DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        NUMBERS.require(in, 1, "rate");
        if (!NUMBERS.members().contains(dtype)) {
            throw in.error("dtype is %s, not in list of allowed values: %s", dtype, NUMBERS);
        }
        return List.of(new TensorSpec(dtype, Sampling.shape(in)));
    }

    @Override
    public void check(double rate, OpContext context) {
        if (Double.isNaN(rate) || rate >= highest() / 2) {
            throw context.error("rate must be a number that %s has room for, got %s", dtype, rate);
        }
    }

    private double highest() {
        return switch (dtype) {
            case INT32 -> Integer.MAX_VALUE;
            case INT64 -> Long.MAX_VALUE;
            case FLOAT16 -> 65504;
            default -> Float.MAX_VALUE;
        };
    }

    @Override
    public double sample(double rate, SampleBits bits) {
        return rate < 10 ? ofSmall(rate, bits) : ofLarge(rate, bits);
    }

    private static double ofSmall(double rate, SampleBits bits) {
        double limit = Math.exp(-rate);
        double product = bits.uniform();
        double count = 0;
        while (product > limit) {
            product *= bits.uniform();
            count++;
        }
        return count;
    }

    private double ofLarge(double rate, SampleBits bits) {
        double logRate = Math.log(rate);
        double b = 0.931 + 2.53 * Math.sqrt(rate);
        double a = -0.059 + 0.02483 * b;
        double inverseAcceptance = 1.1239 + 1.1328 / (b - 3.4);
        while (true) {
            double u = bits.uniform() - 0.5;
            double v = bits.uniform();
            double shifted = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / shifted + b) * u + rate + 0.43);
            if (k > highest()) {
                continue;
            }
            if (shifted >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) {
                return k;
            }
            if (k < 0 || shifted < 0.013 && v > shifted) {
                continue;
            }
            double s = Math.log(v * inverseAcceptance / (a / (shifted * shifted) + b));
            double t = -rate + k * logRate - GammaFunctions.lgamma(k + 1);
            if (s <= t) {
                return k;
            }
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("seed", seed);
        attributes.put("seed2", seed2);
        attributes.put("S", op.input(0).dtype());
        attributes.put("R", op.input(1).dtype());
        attributes.put("dtype", dtype);
        return attributes;
    }
}
