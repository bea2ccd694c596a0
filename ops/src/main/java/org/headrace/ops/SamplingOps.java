package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.control.Assert;
import org.headrace.ops.math.Add;
import org.headrace.ops.math.Maximum;
import org.headrace.ops.random.Multinomial;
import org.headrace.ops.random.ParameterizedTruncatedNormal;
import org.headrace.ops.random.RandomGamma;
import org.headrace.ops.random.RandomPoissonV2;
import org.headrace.ops.random.StatelessMultinomial;
import org.headrace.ops.random.StatelessRandomNormal;
import org.headrace.ops.random.StatelessRandomUniform;
import org.headrace.ops.random.StatelessRandomUniformInt;
import org.headrace.ops.random.StatelessTruncatedNormal;
import org.jspecify.annotations.Nullable;

/** Samples of more distributions, and those whose seeds are given when they run: a part of {@link RandomOps}. */
abstract class SamplingOps {
    final Ops tf;

    SamplingOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * For each row of {@code logits}, {@code [batch, classes]} of float32 or float64, {@code numSamples} classes, int64, of
     * probabilities proportional to {@code exp(logits)}: {@code [batch, numSamples]}.
     *
     * @see Multinomial
     */
    public Output categorical(Output logits, int numSamples) {
        return categorical(logits, numSamples, DType.INT64, null);
    }

    /** The same of this dtype, int32 or int64, from a seed; null for none. */
    public Output categorical(Output logits, int numSamples, DType dtype, @Nullable Long seed) {
        return categorical(tf.scoped("categorical"), logits, numSamples, dtype, seed);
    }

    /** The same as {@link #categorical(Output, int)}, by its older name. */
    public Output multinomial(Output logits, int numSamples) {
        return multinomial(logits, numSamples, null, DType.INT64);
    }

    /** The same of this dtype, int32 or int64, from a seed; null for none. */
    public Output multinomial(Output logits, int numSamples, @Nullable Long seed, DType outputDtype) {
        return categorical(tf.scoped("multinomial"), logits, numSamples, outputDtype, seed);
    }

    private static Output categorical(Ops scope, Output logits, int numSamples, DType dtype, @Nullable Long seed) {
        Seeds seeds = Seeds.of(scope.graph(), seed);
        Ops s = scope.scoped("Multinomial");
        Output count = s.constant(Tensor.of(numSamples), "num_samples");
        return s.finish(new Multinomial(seeds.seed(), seeds.seed2(), dtype), logits, count);
    }

    /** As many samples as {@code shape} says of each gamma distribution of parameters {@code alpha} and rate 1. */
    public Output gamma(Shape shape, Output alpha) {
        return gamma(shape, alpha, null, null);
    }

    /**
     * As many samples as {@code shape} says of each of the gamma distributions of these parameters, float32 or float64: of the
     * shape {@code shape + alpha.shape}, {@code alpha} broadcast with {@code beta}. Gradients flow to both.
     *
     * @param beta the rates, null for 1
     * @param seed null for none
     * @see RandomGamma
     */
    public Output gamma(Shape shape, Output alpha, @Nullable Output beta, @Nullable Long seed) {
        Ops s = tf.scoped("random_gamma");
        DType dtype = alpha.dtype();
        Output dims = dims(s, shape);
        Output rate = beta == null ? s.constant(Tensor.of(dtype, 1), "beta") : beta;
        Output broadcast = s.withName("add").add(alpha, s.zerosLike(rate));
        Seeds seeds = Seeds.of(tf.graph(), seed);
        Output standard = s.add(new RandomGamma(seeds.seed(), seeds.seed2()), dims, broadcast);
        Output scaled = s.withName("truediv").div(standard, rate);
        Ops max = s.scoped("Maximum");
        double tiny = dtype == DType.FLOAT64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
        return max.finish(new Maximum(), max.constant(Tensor.of(dtype, tiny), "x"), scaled);
    }

    /** As many samples, float32, as {@code shape} says of each Poisson distribution of rates {@code lam}. */
    public Output poisson(Output lam, Shape shape) {
        return poisson(lam, shape, DType.FLOAT32, null);
    }

    /**
     * As many samples as {@code shape} says of each of the Poisson distributions of rates {@code lam}: of the shape
     * {@code shape + lam.shape}.
     *
     * @param lam float32, float64, int32 or int64
     * @param dtype the samples', one of these
     * @param seed null for none
     * @see RandomPoissonV2
     */
    public Output poisson(Output lam, Shape shape, DType dtype, @Nullable Long seed) {
        Ops s = tf.scoped("random_poisson");
        Output dims = dims(s, shape);
        Seeds seeds = Seeds.of(tf.graph(), seed);
        return s.add(new RandomPoissonV2(dtype, seeds.seed(), seeds.seed2()), dims, lam);
    }

    /**
     * Numbers of normal distributions, none outside the bounds. The parameters are scalars, or vectors with one for each of
     * the output's first dimension. float32, float64.
     *
     * @see ParameterizedTruncatedNormal
     */
    public Output parameterizedTruncatedNormal(
            Shape shape, Output means, Output stddevs, Output minvals, Output maxvals, @Nullable Long seed) {
        Ops s = tf.scoped("parameterized_truncated_normal");
        Output dims = dims(s, shape);
        Seeds seeds = Seeds.of(tf.graph(), seed);
        return s.add(
                new ParameterizedTruncatedNormal(seeds.seed(), seeds.seed2()), dims, means, stddevs, minvals, maxvals);
    }

    /** A part of {@code value}, of this size, from a place drawn at random; none of its dimensions is greater than value's. */
    public Output randomCrop(Output value, int[] size, @Nullable Long seed) {
        Ops s = tf.scoped("random_crop");
        Output sizes = s.constant(Tensor.of(size), "size");
        Output shape = s.shape(value);
        Output fits = s.reduceAll(s.greaterEqual(shape, sizes));
        String message = "Need value.shape >= size, got ";
        Ops check = s.scoped("Assert");
        check.withName("Const").constant(message);
        Ops inner = check.scoped("Assert");
        List<Output> data = List.of(fits, inner.constant(Tensor.of(message), "data_0"), shape, sizes);
        Op checked = inner.scope().finish(new Assert(1000), data);
        Output known = s.withDependencies(List.of(checked), shape);
        Output limit = s.withName("add").add(s.withName("sub").sub(known, sizes), 1);
        Output any = new RandomOps(s).uniform(s.shape(known), 0, Integer.MAX_VALUE, DType.INT32, seed);
        Output offset = s.withName("mod").mod(any, limit);
        return s.finish(new org.headrace.ops.array.Slice(), value, offset, sizes);
    }

    /** Float32 numbers uniform in {@code [0, 1)}; equal seeds, two integers, give equal ones in every run. */
    public Output statelessUniform(Shape shape, Output seed) {
        return statelessUniform(shape, seed, 0, 1, DType.FLOAT32);
    }

    /**
     * Numbers of a floating dtype, int32 or int64, uniform in {@code [minval, maxval)}; equal seeds, two integers, give equal
     * ones in every run.
     *
     * @see StatelessRandomUniform
     * @see StatelessRandomUniformInt
     */
    public Output statelessUniform(Shape shape, Output seed, Number minval, Number maxval, DType dtype) {
        Ops s = tf.scoped("stateless_random_uniform");
        Output dims = dims(s, shape);
        Output min = s.constant(Tensor.of(dtype, minval), "min");
        Output max = s.constant(Tensor.of(dtype, maxval), "max");
        if (dtype.isInteger()) {
            return s.finish(new StatelessRandomUniformInt(), dims, seed, min, max);
        }
        Output unit = s.add(new StatelessRandomUniform(dtype), dims, seed);
        Output range = s.withName("sub").sub(max, min);
        return s.finish(new Add(), s.withName("mul").mul(unit, range), min);
    }

    /** Float32 numbers of the standard normal distribution; equal seeds, two integers, give equal ones in every run. */
    public Output statelessNormal(Shape shape, Output seed) {
        return statelessNormal(shape, seed, 0, 1, DType.FLOAT32);
    }

    /**
     * Numbers of a floating dtype of the normal distribution of this mean and standard deviation; equal seeds, two integers,
     * give equal ones in every run.
     *
     * @see StatelessRandomNormal
     */
    public Output statelessNormal(Shape shape, Output seed, Number mean, Number stddev, DType dtype) {
        Ops s = tf.scoped("stateless_random_normal");
        return stateless(s, new StatelessRandomNormal(dtype), shape, seed, mean, stddev, dtype);
    }

    /** Float32 numbers of the standard normal distribution, none beyond 2 from 0; equal seeds give equal ones. */
    public Output statelessTruncatedNormal(Shape shape, Output seed) {
        return statelessTruncatedNormal(shape, seed, 0, 1, DType.FLOAT32);
    }

    /**
     * Numbers of a floating dtype of a normal distribution, none more than 2 standard deviations from the mean; equal seeds,
     * two integers, give equal ones in every run.
     *
     * @see StatelessTruncatedNormal
     */
    public Output statelessTruncatedNormal(Shape shape, Output seed, Number mean, Number stddev, DType dtype) {
        Ops s = tf.scoped("stateless_truncated_normal");
        return stateless(s, new StatelessTruncatedNormal(dtype), shape, seed, mean, stddev, dtype);
    }

    private static Output stateless(
            Ops s, OpType type, Shape shape, Output seed, Number mean, Number stddev, DType dtype) {
        Output dims = dims(s, shape);
        Output center = s.constant(Tensor.of(dtype, mean), "mean");
        Output width = s.constant(Tensor.of(dtype, stddev), "stddev");
        Output standard = s.add(type, dims, seed);
        return s.finish(new Add(), s.withName("mul").mul(standard, width), center);
    }

    /**
     * {@link #categorical(Output, int)} from two integers as seeds: equal ones give equal classes in every run.
     *
     * @see StatelessMultinomial
     */
    public Output statelessCategorical(Output logits, int numSamples, Output seed, DType dtype) {
        Ops s = tf.scoped("stateless_categorical").scoped("StatelessMultinomial");
        Output count = s.constant(Tensor.of(numSamples), "num_samples");
        return s.finish(new StatelessMultinomial(dtype), logits, count, seed);
    }

    /** A known shape as a constant. */
    static Output dims(Ops scope, Shape shape) {
        if (!shape.isComplete()) {
            throw new InvalidArgumentException(
                    "random values need a complete shape, not " + shape + ": give the shape as an output, tf.shape(x)");
        }
        int[] dims = new int[shape.rank()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = Math.toIntExact(shape.dim(i));
        }
        return scope.constant(Tensor.of(dims), "shape");
    }
}
