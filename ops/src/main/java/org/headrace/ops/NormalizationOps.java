package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.math.Mul;
import org.headrace.ops.nn.FusedBatchNorm;
import org.headrace.ops.nn.FusedBatchNormV2;
import org.headrace.ops.nn.LRN;
import org.jspecify.annotations.Nullable;

/** Means, variances, and what is normalized by them, a part of {@link NnOps}. */
abstract class NormalizationOps extends ConvolutionOps {
    /** What cuDNN needs at least, and TensorFlow uses everywhere. */
    private static final float LEAST_EPSILON = 1.001e-5f;

    NormalizationOps(Ops tf) {
        super(tf);
    }

    /** {@code x / sqrt(max(sum(x^2), 1e-12))}, the sum along these axes, or all without any. float32, float64. */
    public Output l2Normalize(Output x, int... axes) {
        return l2Normalize(x, axes, 1e-12f);
    }

    /** The same with another least sum, {@code epsilon}, to keep from dividing by 0. */
    public Output l2Normalize(Output x, int[] axes, float epsilon) {
        Ops s = tf.scoped("l2_normalize");
        int[] along = axes.length > 0 ? axes : Axes.all(x);
        Output sum = s.reduceSum(s.square(x), along, true);
        return s.finish(new Mul(), x, s.math.rsqrt(s.maximum(sum, epsilon)));
    }

    /**
     * Mean and variance of {@code x} along these axes, which go. float32, float64. First derivatives are exact; second ones
     * take the mean in the variance for a constant, as TensorFlow's do.
     */
    public NnOps.Moments moments(Output x, int... axes) {
        return moments(x, axes, false);
    }

    /** Mean and variance of {@code x} along these axes, which stay with size 1 if {@code keepDims}. */
    public NnOps.Moments moments(Output x, int[] axes, boolean keepDims) {
        Ops s = tf.scoped("moments");
        Output y = widened(s, x);
        Output mean = s.withName("mean").reduceMean(y, axes, true);
        Output squares = s.math.squaredDifference(y, s.stopGradient(mean));
        Output variance = s.withName("variance").reduceMean(squares, axes, true);
        return narrowed(s, x.dtype(), keepDims, axes, mean, variance);
    }

    /**
     * Mean and variance of {@code x} along these axes, which go, elements counting as often as {@code frequencyWeights}, which
     * broadcast, say. float32, float64.
     */
    public NnOps.Moments weightedMoments(Output x, int[] axes, Output frequencyWeights) {
        return weightedMoments(x, axes, frequencyWeights, false);
    }

    /** The same; the axes stay with size 1 if {@code keepDims}. */
    public NnOps.Moments weightedMoments(Output x, int[] axes, Output frequencyWeights, boolean keepDims) {
        Ops s = tf.scoped("weighted_moments");
        Output y = widened(s, x);
        Output weights = frequencyWeights.dtype() == y.dtype() ? frequencyWeights : s.cast(frequencyWeights, y.dtype());
        Output sum =
                s.withName("weighted_input_sum").reduceSum(s.withName("mul").mul(weights, y), axes, true);
        Output everywhere = s.withName("add").add(weights, s.zerosLike(y));
        Output total = s.withName("sum_of_weights").reduceSum(everywhere, axes, true);
        Output divisor = s.withName("inv_weight_sum").math.reciprocal(total);
        Output mean = s.mul(sum, divisor);
        Output squares = s.math.squaredDifference(y, mean);
        Output spread =
                s.withName("weighted_distsq").reduceSum(s.withName("mul").mul(weights, squares), axes, true);
        return narrowed(s, x.dtype(), keepDims, axes, mean, s.mul(spread, divisor));
    }

    /** Half precision is not enough to add up in. */
    private static Output widened(Ops s, Output x) {
        return x.dtype() == DType.FLOAT16 ? s.cast(x, DType.FLOAT32) : x;
    }

    private static NnOps.Moments narrowed(
            Ops s, DType dtype, boolean keepDims, int[] axes, Output mean, Output variance) {
        Output m = keepDims ? mean : s.squeeze(mean, axes);
        Output v = keepDims ? variance : s.squeeze(variance, axes);
        return dtype == DType.FLOAT16 ? new NnOps.Moments(s.cast(m, dtype), s.cast(v, dtype)) : new NnOps.Moments(m, v);
    }

    /** The sums of {@code x} and of its squares along these axes, which go. float32, float64. */
    public NnOps.SufficientStatistics sufficientStatistics(Output x, int... axes) {
        return sufficientStatistics(x, axes, null, false);
    }

    /** The same of {@code x - shift}, for accuracy near the mean; the axes stay with size 1 if {@code keepDims}. */
    public NnOps.SufficientStatistics sufficientStatistics(
            Output x, int[] axes, @Nullable Output shift, boolean keepDims) {
        Ops s = tf.scoped("sufficient_statistics");
        Output counts = count(s, x, axes);
        Output difference = shift == null ? x : s.withName("Sub").sub(x, shift);
        Output squares = shift == null ? s.square(x) : s.math.squaredDifference(x, shift);
        return new NnOps.SufficientStatistics(
                counts,
                s.withName("mean_ss").reduceSum(difference, axes, keepDims),
                s.withName("var_ss").reduceSum(squares, axes, keepDims),
                shift);
    }

    private static Output count(Ops s, Output x, int[] axes) {
        Shape shape = x.shape();
        long count = 1;
        for (int axis : axes) {
            long dim = shape.hasRank() ? shape.dim(axis) : Shape.UNKNOWN;
            count = dim == Shape.UNKNOWN || count == Shape.UNKNOWN ? Shape.UNKNOWN : count * dim;
        }
        if (count != Shape.UNKNOWN) {
            return s.constant(Tensor.of(x.dtype(), count), "Const");
        }
        Output sizes = s.cast(s.shape(x), x.dtype());
        Ops g = s.scoped("GatherV2");
        Output along = g.withName(g.scopeName()).gather(sizes, g.constant(Tensor.of(axes), "indices"));
        return s.withName("count").reduceProd(along);
    }

    /** Mean and variance from what {@link #sufficientStatistics} gave. */
    public NnOps.Moments normalizeMoments(Output counts, Output meanSs, Output varianceSs, @Nullable Output shift) {
        Ops s = tf.scoped("normalize");
        Output divisor = s.withName("divisor").math.reciprocal(counts);
        Output shifted = s.withName(shift == null ? "mean" : "shifted_mean").mul(meanSs, divisor);
        Output mean = shift == null ? shifted : s.withName("mean").add(shifted, shift);
        Output squares = s.mul(varianceSs, divisor);
        return new NnOps.Moments(mean, s.withName("variance").sub(squares, s.square(shifted)));
    }

    /**
     * {@code (x - mean) / sqrt(variance + varianceEpsilon) * scale + offset}, in the form
     * {@code x * inv + (offset - mean * inv)} with {@code inv = scale / sqrt(variance + varianceEpsilon)}. Without scale or
     * offset they are 1 and 0. The shapes broadcast.
     */
    public Output batchNormalization(
            Output x,
            Output mean,
            Output variance,
            @Nullable Output offset,
            @Nullable Output scale,
            double varianceEpsilon) {
        Ops s = tf.scoped("batchnorm");
        Output inverse = s.math.rsqrt(s.withName("add").add(variance, varianceEpsilon));
        Output inv = scale == null ? inverse : s.withName("mul").mul(inverse, scale);
        Output scaled = s.withName("mul").mul(x, s.cast(inv, x.dtype()));
        Output shift = offset == null
                ? s.withName("mul").mul(s.neg(mean), inv)
                : s.withName("sub").sub(offset, s.withName("mul").mul(mean, inv));
        return s.withName("add").add(scaled, s.cast(shift, x.dtype()));
    }

    /** {@link #batchNormalization} with the arguments in an older order; gamma counts only if it {@code scaleAfter}. */
    public Output batchNormWithGlobalNormalization(
            Output t,
            Output m,
            Output v,
            Output beta,
            Output gamma,
            double varianceEpsilon,
            boolean scaleAfterNormalization) {
        return batchNormalization(t, m, v, beta, scaleAfterNormalization ? gamma : null, varianceEpsilon);
    }

    /**
     * Batch normalization of images {@code [batch, rows, columns, channels]} in one op while training: by the batch's own mean
     * and variance. Scale and offset are {@code [channels]}. float32.
     *
     * @see FusedBatchNorm
     */
    public NnOps.FusedBatchNormed fusedBatchNorm(Output x, Output scale, Output offset, double epsilon) {
        return fusedBatchNorm(x, scale, offset, epsilon, NHWC);
    }

    /** The same with an epsilon of 0.001. */
    public NnOps.FusedBatchNormed fusedBatchNorm(Output x, Output scale, Output offset) {
        return fusedBatchNorm(x, scale, offset, 0.001);
    }

    /** The same with a data format. */
    public NnOps.FusedBatchNormed fusedBatchNorm(
            Output x, Output scale, Output offset, double epsilon, String dataFormat) {
        Output mean = tf.withName("Const").constant(new float[0]);
        Output variance = tf.withName("Const").constant(new float[0]);
        return fused(x, scale, offset, mean, variance, epsilon, dataFormat, true);
    }

    /**
     * The same after training: by these means and variances, {@code [channels]}.
     *
     * @see FusedBatchNorm
     */
    public NnOps.FusedBatchNormed fusedBatchNorm(
            Output x, Output scale, Output offset, Output mean, Output variance, double epsilon) {
        return fusedBatchNorm(x, scale, offset, mean, variance, epsilon, NHWC);
    }

    /** The same with a data format. */
    public NnOps.FusedBatchNormed fusedBatchNorm(
            Output x, Output scale, Output offset, Output mean, Output variance, double epsilon, String dataFormat) {
        return fused(x, scale, offset, mean, variance, epsilon, dataFormat, false);
    }

    private NnOps.FusedBatchNormed fused(
            Output x,
            Output scale,
            Output offset,
            Output mean,
            Output variance,
            double epsilon,
            String dataFormat,
            boolean training) {
        float added = Math.max((float) epsilon, LEAST_EPSILON);
        boolean half = x.dtype() == DType.FLOAT16 || x.dtype() == DType.BFLOAT16;
        Op op = tf.addOp(
                half
                        ? new FusedBatchNormV2(added, dataFormat, training)
                        : new FusedBatchNorm(added, dataFormat, training),
                x,
                scale,
                offset,
                mean,
                variance);
        return new NnOps.FusedBatchNormed(op.output(0), op.output(1), op.output(2));
    }

    /**
     * Local response normalization of images {@code [batch, rows, columns, channels]}: each channel divided by
     * {@code (1 + sum of the squares of channels up to 5 away)^0.5}. float32.
     *
     * @see LRN
     */
    public Output localResponseNormalization(Output input) {
        return localResponseNormalization(input, 5, 1, 1, 0.5);
    }

    /** {@code input / (bias + alpha * sum of the squares of channels up to depthRadius away)^beta}. */
    public Output localResponseNormalization(Output input, int depthRadius, double bias, double alpha, double beta) {
        return tf.add(new LRN(depthRadius, (float) bias, (float) alpha, (float) beta), input);
    }

    /** {@link #localResponseNormalization(Output)} under its short name. */
    public Output lrn(Output input) {
        return localResponseNormalization(input);
    }

    /** {@link #localResponseNormalization(Output, int, double, double, double)} under its short name. */
    public Output lrn(Output input, int depthRadius, double bias, double alpha, double beta) {
        return localResponseNormalization(input, depthRadius, bias, alpha, beta);
    }
}
