package org.headrace.ops;

import org.headrace.core.InvalidArgumentException;
import org.headrace.ops.state.Filling;
import org.headrace.ops.state.Initializer;
import org.headrace.ops.state.Orthogonal;
import org.headrace.ops.state.VarianceScaling;
import org.headrace.ops.state.VarianceScaling.Distribution;
import org.headrace.ops.state.VarianceScaling.Fan;
import org.jspecify.annotations.Nullable;

/**
 * Initializers of variables: TensorFlow's {@code tf.initializers}. Those that draw random values take a seed, which counts
 * together with the graph's ({@link Ops#setRandomSeed}); null or none leaves it to the graph's.
 *
 * <p>For weights of shape {@code [..., fanIn, fanOut]}, the fans are those last two dimensions times the others' product.
 */
public final class InitializerOps {
    InitializerOps() {}

    /** Zeros, {@code false}, or empty strings. */
    public Initializer zeros() {
        return (tf, dtype, shape) -> tf.zeros(shape, dtype);
    }

    /** Ones, or {@code true}. */
    public Initializer ones() {
        return (tf, dtype, shape) -> tf.ones(shape, dtype);
    }

    /**
     * The elements of {@code value}, a Java value, in the variable's shape, the last one for all that are missing.
     *
     * @throws InvalidArgumentException when used, if there are too many
     */
    public Initializer constant(Object value) {
        return new Filling(value);
    }

    /** Uniform in {@code [minval, maxval)}. */
    public Initializer randomUniform(Number minval, Number maxval) {
        return randomUniform(minval, maxval, null);
    }

    /** Uniform in {@code [minval, maxval)}, from a seed. */
    public Initializer randomUniform(Number minval, Number maxval, @Nullable Long seed) {
        return (tf, dtype, shape) -> tf.random.uniform(shape, minval, maxval, dtype, seed);
    }

    /** Of the standard normal distribution. */
    public Initializer randomNormal() {
        return randomNormal(0, 1, null);
    }

    /** Of the normal distribution of this mean and standard deviation. */
    public Initializer randomNormal(Number mean, Number stddev) {
        return randomNormal(mean, stddev, null);
    }

    /** Of the normal distribution of this mean and standard deviation, from a seed. */
    public Initializer randomNormal(Number mean, Number stddev, @Nullable Long seed) {
        return (tf, dtype, shape) -> tf.random.normal(shape, mean, stddev, dtype, seed);
    }

    /** Of a normal distribution, none more than 2 standard deviations from the mean. */
    public Initializer truncatedNormal(Number mean, Number stddev) {
        return truncatedNormal(mean, stddev, null);
    }

    /** Of a normal distribution, none more than 2 standard deviations from the mean, from a seed. */
    public Initializer truncatedNormal(Number mean, Number stddev, @Nullable Long seed) {
        return (tf, dtype, shape) -> tf.random.truncatedNormal(shape, mean, stddev, dtype, seed);
    }

    /** Values of the variance {@code scale / fan}. */
    public Initializer varianceScaling(double scale, Fan fan, Distribution distribution) {
        return new VarianceScaling(scale, fan, distribution, null);
    }

    /** Values of the variance {@code scale / fan}, from a seed. */
    public Initializer varianceScaling(double scale, Fan fan, Distribution distribution, @Nullable Long seed) {
        return new VarianceScaling(scale, fan, distribution, seed);
    }

    /** Uniform in {@code +-sqrt(6 / (fanIn + fanOut))}: Glorot's, also Xavier's. What {@code getVariable} uses. */
    public Initializer glorotUniform() {
        return glorotUniform(null);
    }

    /** Uniform in {@code +-sqrt(6 / (fanIn + fanOut))}, from a seed. */
    public Initializer glorotUniform(@Nullable Long seed) {
        return new VarianceScaling(1, Fan.AVERAGE, Distribution.UNIFORM, seed);
    }

    /** Truncated normal of variance {@code 2 / (fanIn + fanOut)}. */
    public Initializer glorotNormal() {
        return glorotNormal(null);
    }

    /** Truncated normal of variance {@code 2 / (fanIn + fanOut)}, from a seed. */
    public Initializer glorotNormal(@Nullable Long seed) {
        return new VarianceScaling(1, Fan.AVERAGE, Distribution.TRUNCATED_NORMAL, seed);
    }

    /** Uniform in {@code +-sqrt(6 / fanIn)}: He's, for layers that end in relu. */
    public Initializer heUniform() {
        return heUniform(null);
    }

    /** Uniform in {@code +-sqrt(6 / fanIn)}, from a seed. */
    public Initializer heUniform(@Nullable Long seed) {
        return new VarianceScaling(2, Fan.IN, Distribution.UNIFORM, seed);
    }

    /** Truncated normal of variance {@code 2 / fanIn}: He's, for layers that end in relu. */
    public Initializer heNormal() {
        return heNormal(null);
    }

    /** Truncated normal of variance {@code 2 / fanIn}, from a seed. */
    public Initializer heNormal(@Nullable Long seed) {
        return new VarianceScaling(2, Fan.IN, Distribution.TRUNCATED_NORMAL, seed);
    }

    /** Uniform in {@code +-sqrt(3 / fanIn)}. */
    public Initializer lecunUniform() {
        return lecunUniform(null);
    }

    /** Uniform in {@code +-sqrt(3 / fanIn)}, from a seed. */
    public Initializer lecunUniform(@Nullable Long seed) {
        return new VarianceScaling(1, Fan.IN, Distribution.UNIFORM, seed);
    }

    /** Truncated normal of variance {@code 1 / fanIn}. */
    public Initializer lecunNormal() {
        return lecunNormal(null);
    }

    /** Truncated normal of variance {@code 1 / fanIn}, from a seed. */
    public Initializer lecunNormal(@Nullable Long seed) {
        return new VarianceScaling(1, Fan.IN, Distribution.TRUNCATED_NORMAL, seed);
    }

    /** Orthonormal columns, or rows if there are fewer: for recurrent layers. */
    public Initializer orthogonal() {
        return orthogonal(1, null);
    }

    /** Orthogonal columns, or rows if there are fewer, of length {@code gain}, from a seed. */
    public Initializer orthogonal(double gain, @Nullable Long seed) {
        return new Orthogonal(gain, seed);
    }

    /** TensorFlow's {@code tf.contrib.layers.xavier_initializer}: {@link #glorotUniform()} for the older scripts. */
    public Initializer xavier() {
        return xavier(null);
    }

    /** The same from a seed. */
    public Initializer xavier(@Nullable Long seed) {
        return (tf, dtype, shape) -> {
            double limit = Math.sqrt(3 / Fan.AVERAGE.of(shape));
            return tf.random.uniform(shape, -limit, limit, dtype, seed);
        };
    }
}
