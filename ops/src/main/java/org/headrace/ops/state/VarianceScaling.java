package org.headrace.ops.state;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;

/**
 * Random values of mean 0 and variance {@code scale / fan}, so that a layer neither amplifies nor damps what flows through
 * it: TensorFlow's {@code tf.variance_scaling_initializer}.
 *
 * @param seed the random op's seed, or null
 */
public record VarianceScaling(
        double scale,
        Fan fan,
        Distribution distribution,
        @Nullable Long seed) implements Initializer {
    /** The standard deviation of standard normal numbers of which those beyond 2 are drawn again. */
    private static final double TRUNCATED_STDDEV = .8796256610342398;

    /** Which of a layer's sizes counts. */
    public enum Fan {
        /** The number of inputs: {@code fan_in}. */
        IN,
        /** The number of outputs: {@code fan_out}. */
        OUT,
        /** The mean of both: {@code fan_avg}. */
        AVERAGE;

        /** The size for weights of this shape. */
        public double of(Shape shape) {
            double receptiveField = 1;
            for (int i = 0; i < shape.rank() - 2; i++) {
                receptiveField *= shape.dim(i);
            }
            double in = shape.isScalar() ? 1 : shape.dim(shape.rank() == 1 ? -1 : -2) * receptiveField;
            double out = shape.isScalar() ? 1 : shape.dim(-1) * receptiveField;
            return switch (this) {
                case IN -> in;
                case OUT -> out;
                case AVERAGE -> (in + out) / 2;
            };
        }
    }

    /** How the values are distributed. */
    public enum Distribution {
        /** Normal, none more than 2 standard deviations from 0. TensorFlow's {@code "truncated_normal"}, {@code "normal"}. */
        TRUNCATED_NORMAL,
        /** Normal. */
        UNTRUNCATED_NORMAL,
        /** Uniform. */
        UNIFORM
    }

    public VarianceScaling {
        if (!(scale > 0)) {
            throw new InvalidArgumentException("`scale` must be positive float, not " + scale);
        }
    }

    @Override
    public Output initialValue(Ops tf, DType dtype, Shape shape) {
        double variance = scale / Math.max(1, fan.of(shape));
        return switch (distribution) {
            case TRUNCATED_NORMAL ->
                tf.random.truncatedNormal(shape, 0, Math.sqrt(variance) / TRUNCATED_STDDEV, dtype, seed);
            case UNTRUNCATED_NORMAL -> tf.random.normal(shape, 0, Math.sqrt(variance), dtype, seed);
            case UNIFORM -> {
                double limit = Math.sqrt(3 * variance);
                yield tf.random.uniform(shape, -limit, limit, dtype, seed);
            }
        };
    }
}
