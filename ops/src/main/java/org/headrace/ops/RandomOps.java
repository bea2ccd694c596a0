package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.math.Add;
import org.headrace.ops.random.RandomShuffle;
import org.headrace.ops.random.RandomStandardNormal;
import org.headrace.ops.random.RandomTruncatedNormal;
import org.headrace.ops.random.RandomUniform;
import org.headrace.ops.random.RandomUniformInt;
import org.jspecify.annotations.Nullable;

/**
 * Random values: TensorFlow's {@code tf.random}. Each run draws new ones. For equal seeds, of the graph
 * ({@link Ops#setRandomSeed}) and of the op, they are the values that TensorFlow draws, in each session from the start.
 */
public final class RandomOps extends SamplingOps {
    RandomOps(Ops tf) {
        super(tf);
    }

    /** Float32 numbers, uniform in {@code [0, 1)}. */
    public Output uniform(Shape shape) {
        return uniform(shape, 0, 1, DType.FLOAT32, null);
    }

    /** Float32 numbers, uniform in {@code [minval, maxval)}. */
    public Output uniform(Shape shape, Number minval, Number maxval) {
        return uniform(shape, minval, maxval, DType.FLOAT32, null);
    }

    /** Numbers of a floating dtype, int32 or int64, uniform in {@code [minval, maxval)}. */
    public Output uniform(Shape shape, Number minval, Number maxval, DType dtype) {
        return uniform(shape, minval, maxval, dtype, null);
    }

    /** The same from a seed; null for none. */
    public Output uniform(Shape shape, Number minval, Number maxval, DType dtype, @Nullable Long seed) {
        Ops scope = tf.scoped("random_uniform");
        return uniform(scope, dims(scope, shape), minval, maxval, dtype, seed);
    }

    /** The same of a shape that is computed, a vector of integers. */
    public Output uniform(Output shape, Number minval, Number maxval, DType dtype, @Nullable Long seed) {
        return uniform(tf.scoped("random_uniform"), shape, minval, maxval, dtype, seed);
    }

    private static Output uniform(
            Ops scope, Output shape, Number minval, Number maxval, DType dtype, @Nullable Long seed) {
        Output min = scope.constant(Tensor.of(dtype, minval), "min");
        Output max = scope.constant(Tensor.of(dtype, maxval), "max");
        Seeds seeds = Seeds.of(scope.graph(), seed);
        if (dtype.isInteger()) {
            return scope.finish(new RandomUniformInt(seeds.seed(), seeds.seed2()), shape, min, max);
        }
        Output unit = scope.add(new RandomUniform(dtype, seeds.seed(), seeds.seed2()), shape);
        Output range = scope.withName("sub").sub(max, min);
        return scope.finish(new Add(), scope.withName("mul").mul(unit, range), min);
    }

    /** Float32 numbers of the standard normal distribution. */
    public Output normal(Shape shape) {
        return normal(shape, 0, 1, DType.FLOAT32, null);
    }

    /** Float32 numbers of the normal distribution of this mean and standard deviation. */
    public Output normal(Shape shape, Number mean, Number stddev) {
        return normal(shape, mean, stddev, DType.FLOAT32, null);
    }

    /** Numbers of a floating dtype of the normal distribution of this mean and standard deviation. */
    public Output normal(Shape shape, Number mean, Number stddev, DType dtype) {
        return normal(shape, mean, stddev, dtype, null);
    }

    /** The same from a seed; null for none. */
    public Output normal(Shape shape, Number mean, Number stddev, DType dtype, @Nullable Long seed) {
        Ops scope = tf.scoped("random_normal");
        return normal(scope, dims(scope, shape), mean, stddev, dtype, seed, false);
    }

    /** Numbers of the normal distribution of this mean and a standard deviation, of their dtype, that is computed. */
    public Output normal(Shape shape, Number mean, Output stddev) {
        Ops scope = tf.scoped("random_normal");
        Output dims = dims(scope, shape);
        Output center = scope.constant(Tensor.of(stddev.dtype(), mean), "mean");
        Seeds seeds = Seeds.of(scope.graph(), null);
        return spread(
                scope, new RandomStandardNormal(stddev.dtype(), seeds.seed(), seeds.seed2()), dims, center, stddev);
    }

    /** The same of a shape that is computed, a vector of integers. */
    public Output normal(Output shape, Number mean, Number stddev, DType dtype, @Nullable Long seed) {
        return normal(tf.scoped("random_normal"), shape, mean, stddev, dtype, seed, false);
    }

    /** Float32 numbers of the standard normal distribution, none beyond 2 from 0: those are drawn again. */
    public Output truncatedNormal(Shape shape) {
        return truncatedNormal(shape, 0, 1, DType.FLOAT32, null);
    }

    /** Float32 numbers of a normal distribution, none more than 2 standard deviations from the mean. */
    public Output truncatedNormal(Shape shape, Number mean, Number stddev) {
        return truncatedNormal(shape, mean, stddev, DType.FLOAT32, null);
    }

    /** Numbers of a floating dtype of a normal distribution, none more than 2 standard deviations from the mean. */
    public Output truncatedNormal(Shape shape, Number mean, Number stddev, DType dtype) {
        return truncatedNormal(shape, mean, stddev, dtype, null);
    }

    /** The same from a seed; null for none. */
    public Output truncatedNormal(Shape shape, Number mean, Number stddev, DType dtype, @Nullable Long seed) {
        Ops scope = tf.scoped("truncated_normal");
        return normal(scope, dims(scope, shape), mean, stddev, dtype, seed, true);
    }

    /** The same of a shape that is computed, a vector of integers. */
    public Output truncatedNormal(Output shape, Number mean, Number stddev, DType dtype, @Nullable Long seed) {
        return normal(tf.scoped("truncated_normal"), shape, mean, stddev, dtype, seed, true);
    }

    private static Output normal(
            Ops scope, Output shape, Number mean, Number stddev, DType dtype, @Nullable Long seed, boolean truncated) {
        Output center = scope.constant(Tensor.of(dtype, mean), "mean");
        Output width = scope.constant(Tensor.of(dtype, stddev), "stddev");
        Seeds seeds = Seeds.of(scope.graph(), seed);
        OpType type = truncated
                ? new RandomTruncatedNormal(dtype, seeds.seed(), seeds.seed2())
                : new RandomStandardNormal(dtype, seeds.seed(), seeds.seed2());
        return spread(scope, type, shape, center, width);
    }

    private static Output spread(Ops scope, OpType type, Output shape, Output center, Output width) {
        Output standard = scope.add(type, shape);
        return scope.finish(new Add(), scope.withName("mul").mul(standard, width), center);
    }

    /**
     * The rows of {@code value}, along its first dimension, in random order.
     *
     * @see RandomShuffle
     */
    public Output shuffle(Output value) {
        return shuffle(value, null);
    }

    /** The same from a seed; null for none. */
    public Output shuffle(Output value, @Nullable Long seed) {
        Seeds seeds = Seeds.of(tf.graph(), seed);
        return tf.add(new RandomShuffle(seeds.seed(), seeds.seed2()), value);
    }
}
