package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.NthElement;
import org.headrace.ops.array.TopKV2;
import org.headrace.ops.math.Add;
import org.headrace.ops.nn.BiasAdd;
import org.headrace.ops.nn.InTopKV2;
import org.headrace.ops.nn.L2Loss;
import org.headrace.ops.nn.LogSoftmax;
import org.headrace.ops.nn.Softmax;
import org.jspecify.annotations.Nullable;

/** Activations, convolutions, losses' kernels: TensorFlow's {@code tf.nn}. */
public final class NnOps extends EmbeddingOps {
    NnOps(Ops tf) {
        super(tf);
    }

    /**
     * {@code exp(logits) / sum(exp(logits))} along the last axis, without overflow. float32, float64; rank 1 or more.
     *
     * @see Softmax
     */
    public Output softmax(Output logits) {
        return tf.add(new Softmax(), logits);
    }

    /** The softmax along this axis of logits whose rank is known. */
    public Output softmax(Output logits, int axis) {
        return alongAxis(new Softmax(), logits, axis);
    }

    /**
     * {@code logits - log(sum(exp(logits)))} along the last axis, without overflow. float32, float64; rank 1 or more.
     *
     * @see LogSoftmax
     */
    public Output logSoftmax(Output logits) {
        return tf.add(new LogSoftmax(), logits);
    }

    /** The logarithm of the softmax along this axis of logits whose rank is known. */
    public Output logSoftmax(Output logits, int axis) {
        return alongAxis(new LogSoftmax(), logits, axis);
    }

    /** Applies an op of the last axis along another one, which changes places with the last before and after. */
    private Output alongAxis(OpType type, Output logits, int axis) {
        if (axis == -1) {
            return tf.add(type, logits);
        }
        if (!logits.shape().hasRank()) {
            throw new InvalidArgumentException(
                    "axis = " + axis + " needs logits of known rank: give " + logits + " a shape");
        }
        int rank = logits.shape().rank();
        if (axis < -rank || axis >= rank) {
            throw new InvalidArgumentException("Dimension (" + axis + ") must be in the range [" + -rank + ", " + rank
                    + ") where " + rank + " is the number of dimensions in the input " + logits);
        }
        int index = axis < 0 ? axis + rank : axis;
        if (index == rank - 1) {
            return tf.add(type, logits);
        }
        int[] swapped = new int[rank];
        for (int i = 0; i < rank; i++) {
            swapped[i] = i == index ? rank - 1 : i == rank - 1 ? index : i;
        }
        Output turned = tf.withName("transpose").transpose(logits, swapped);
        Output result = tf.withName(type.name()).add(type, turned);
        Ops s = tf.scoped("transpose");
        return s.withName(s.scopeName()).transpose(result, swapped);
    }

    /**
     * For each label between 0 and 1 the cross entropy with {@code sigmoid(logits)}, without overflow:
     * {@code max(x, 0) - x * z + log(1 + exp(-abs(x)))} for logit x and label z. float32, float64, both of one shape.
     */
    public Output sigmoidCrossEntropyWithLogits(Output labels, Output logits) {
        CrossEntropies.requireSameShape(labels, logits);
        Ops s = tf.scoped("logistic_loss");
        Output zeros = s.zerosLike(logits);
        Output positive = s.greaterEqual(logits, zeros);
        Output relu = s.where(positive, logits, zeros);
        Output minusAbs = s.where(positive, s.neg(logits), logits);
        Output difference = s.withName("sub").sub(relu, s.withName("mul").mul(logits, labels));
        return s.finish(new Add(), difference, s.math.log1p(s.exp(minusAbs)));
    }

    /**
     * The sigmoid cross entropy with positive labels counting {@code posWeight} times:
     * {@code posWeight * z * -log(sigmoid(x)) + (1 - z) * -log(1 - sigmoid(x))}.
     */
    public Output weightedCrossEntropyWithLogits(Output labels, Output logits, Output posWeight) {
        CrossEntropies.requireSameShape(labels, logits);
        Ops s = tf.scoped("logistic_loss");
        Output excess = s.withName("sub").sub(posWeight, 1);
        return CrossEntropies.weighted(s, labels, logits, s.withName("mul").mul(excess, labels));
    }

    /** The same with a known weight. */
    public Output weightedCrossEntropyWithLogits(Output labels, Output logits, double posWeight) {
        CrossEntropies.requireSameShape(labels, logits);
        Ops s = tf.scoped("logistic_loss");
        return CrossEntropies.weighted(s, labels, logits, s.withName("mul").mul(posWeight - 1, labels));
    }

    /**
     * For each row of labels the cross entropy with the softmax of the logits along the last axis,
     * {@code -sum(labels * log(softmax(logits)))}: one rank less. The labels of a row are probabilities, and no gradient flows
     * to them. float32, float64, both of one shape.
     *
     * @see org.headrace.ops.nn.SoftmaxCrossEntropyWithLogits
     */
    public Output softmaxCrossEntropyWithLogits(Output labels, Output logits) {
        Ops s = tf.scoped("softmax_cross_entropy_with_logits_sg");
        Output constant = s.withName("labels_stop_gradient").stopGradient(labels);
        return CrossEntropies.softmax(s, constant, logits);
    }

    /** The same with a gradient as to the labels too. */
    public Output softmaxCrossEntropyWithLogitsV2(Output labels, Output logits) {
        return CrossEntropies.softmax(tf.scoped("softmax_cross_entropy_with_logits"), labels, logits);
    }

    /**
     * For each label, int32 or int64, the number of the true class, {@code -log(softmax(logits)[label])}: the labels' shape
     * is the logits' but for the last axis. A label that is no class is an error when it runs. float32, float64. It can be
     * differentiated once.
     *
     * @see org.headrace.ops.nn.SparseSoftmaxCrossEntropyWithLogits
     */
    public Output sparseSoftmaxCrossEntropyWithLogits(Output labels, Output logits) {
        return CrossEntropies.sparse(tf, labels, logits);
    }

    /**
     * {@code value + bias}, the bias a vector along the last axis. Any numeric dtype; rank 2 or more.
     *
     * @see BiasAdd
     */
    public Output biasAdd(Output value, Output bias) {
        return biasAdd(value, bias, "NHWC");
    }

    /** The same; by the data format {@code "NCHW"}, the bias goes along axis 1. */
    public Output biasAdd(Output value, Output bias, String dataFormat) {
        Ops s = tf.scoped("BiasAdd");
        return s.finish(new BiasAdd(dataFormat), value, bias);
    }

    /**
     * Each element with probability {@code keepProb} divided by it, else 0; drawn anew in each run. With 1, {@code x} itself.
     *
     * <p>The ops are those of TensorFlow 1.14 and 1.15, {@code x * (1 / (1 - rate)) * (uniform >= rate)} with
     * {@code rate = 1 - keepProb}; versions before computed the same mask as {@code floor(keepProb + uniform)}.
     *
     * @throws InvalidArgumentException if {@code x} is not floating-point or {@code keepProb} not in (0, 1]
     */
    public Output dropout(Output x, double keepProb) {
        return dropout(x, keepProb, null);
    }

    /** The same with a seed of the op's own. */
    public Output dropout(Output x, double keepProb, @Nullable Long seed) {
        Ops s = tf.scoped("dropout");
        requireFloating(x);
        if (!(keepProb > 0 && keepProb <= 1)) {
            throw new InvalidArgumentException(
                    "keepProb must be a scalar tensor or a number in the range (0, 1], got " + keepProb);
        }
        return keepProb == 1 ? x : drop(s, x, s.constant(Tensor.of(x.dtype(), 1 - keepProb), "rate"), seed);
    }

    /** The same with a probability that is fed or computed: a scalar of {@code x}'s dtype. */
    public Output dropout(Output x, Output keepProb) {
        return dropout(x, keepProb, null);
    }

    /** The same with a seed of the op's own. */
    public Output dropout(Output x, Output keepProb, @Nullable Long seed) {
        requireFloating(x);
        Output rate = tf.withName("sub").sub(1, keepProb);
        return drop(tf.scoped("dropout"), x, rate, seed);
    }

    /**
     * The same, kept or dropped in parts: where {@code noiseShape}, of {@code x}'s rank, has a dimension of 1, all along it are
     * kept or dropped together; an unknown one is {@code x}'s.
     */
    public Output dropout(Output x, double keepProb, Shape noiseShape, @Nullable Long seed) {
        Ops s = tf.scoped("dropout");
        requireFloating(x);
        if (!(keepProb > 0 && keepProb <= 1)) {
            throw new InvalidArgumentException(
                    "keepProb must be a scalar tensor or a number in the range (0, 1], got " + keepProb);
        }
        if (keepProb == 1) {
            return x;
        }
        Output rate = s.constant(Tensor.of(x.dtype(), 1 - keepProb), "rate");
        Shape noise = noiseShape;
        if (x.shape().hasRank() && noise.hasRank() && x.shape().rank() == noise.rank()) {
            for (int i = 0; i < noise.rank(); i++) {
                noise = noise.dim(i) == Shape.UNKNOWN
                        ? noise.withDim(i, x.shape().dim(i))
                        : noise;
            }
        }
        if (!noise.isComplete()) {
            throw new InvalidArgumentException("noise_shape " + noiseShape + " leaves open what the shape of " + x
                    + " does not tell: give all its dimensions");
        }
        return drop(s, x, rate, s.random.uniform(noise, 0, 1, x.dtype(), seed));
    }

    private static Output drop(Ops s, Output x, Output rate, @Nullable Long seed) {
        return drop(s, x, rate, s.random.uniform(s.shape(x), 0, 1, x.dtype(), seed));
    }

    private static Output drop(Ops s, Output x, Output rate, Output uniform) {
        Output scale = s.withName("truediv").div(1, s.withName("sub").sub(1, rate));
        Output kept = s.greaterEqual(uniform, rate);
        Output scaled = s.withName("mul").mul(x, scale);
        Output y = s.withName("mul").mul(scaled, s.cast(kept, x.dtype()));
        y.setShape(x.shape());
        return y;
    }

    private static void requireFloating(Output x) {
        if (!x.dtype().isFloating()) {
            throw new InvalidArgumentException(
                    "x has to be a floating point tensor since it's going to be scaled. Got a " + x.dtype()
                            + " tensor instead: " + x);
        }
    }

    /**
     * {@code sum(t^2) / 2}, a scalar. float32, float64.
     *
     * @see L2Loss
     */
    public Output l2Loss(Output t) {
        return tf.add(new L2Loss(), t);
    }

    /**
     * The mean and the variance, with the count (not one less) for divisor, of {@code x} along these axes, which go.
     *
     * @param mean the mean
     * @param variance the mean of the squared differences from it
     */
    public record Moments(Output mean, Output variance) {}

    /**
     * What mean and variance can be computed from, by {@link #normalizeMoments}, also when it was added up over batches.
     *
     * @param counts how many elements were added up, a scalar
     * @param meanSs their sum, less the shift
     * @param varianceSs the sum of their squares, less the shift
     * @param shift what was subtracted from each, or null
     */
    public record SufficientStatistics(
            Output counts,
            Output meanSs,
            Output varianceSs,
            @Nullable Output shift) {}

    /**
     * What batch normalization in one op gives.
     *
     * @param y the normalized images
     * @param batchMean the mean of each channel
     * @param batchVariance the variance of each channel, while training times {@code n / (n - 1)}
     */
    public record FusedBatchNormed(Output y, Output batchMean, Output batchVariance) {}

    /**
     * The greatest of each window and where it was.
     *
     * @param output the greatest
     * @param argmax their places in the input, flattened, int64
     */
    public record MaxAndPlace(Output output, Output argmax) {}

    /**
     * {@code exp(logInput) - logInput * targets} for each target, the loss of a Poisson distribution whose logarithm of the
     * mean is {@code logInput}; both of one shape, float32 or float64.
     */
    public Output logPoissonLoss(Output targets, Output logInput) {
        return logPoissonLoss(targets, logInput, false);
    }

    /** The same; if {@code computeFullLoss} with Stirling's approximation of what does not depend on {@code logInput}. */
    public Output logPoissonLoss(Output targets, Output logInput, boolean computeFullLoss) {
        CrossEntropies.requireSameShape(targets, logInput);
        Ops s = tf.scoped("log_poisson_loss");
        Output exp = s.exp(logInput);
        Output loss = s.withName("sub").sub(exp, s.withName("mul").mul(logInput, targets));
        if (!computeFullLoss) {
            return loss;
        }
        Output half = s.constant(Tensor.of(targets.dtype(), 0.5), "Const");
        Output twoPi = s.constant(Tensor.of(targets.dtype(), 2 * Math.PI), "Const");
        Output entropy = s.withName("mul").mul(targets, s.log(targets));
        Output difference = s.withName("sub").sub(entropy, targets);
        Output log = s.log(s.withName("mul").mul(twoPi, targets));
        Output stirling = s.withName("add").add(difference, s.withName("mul").mul(half, log));
        Output zeros = s.zerosLike(targets);
        Output ones = s.onesLike(targets);
        Output small = s.logicalAnd(s.greaterEqual(targets, zeros), s.lessEqual(targets, ones));
        return s.withName("add").add(loss, s.where(small, zeros, stirling));
    }

    /** The fraction of elements that are zero, a float32 scalar; of nothing NaN. */
    public Output zeroFraction(Output value) {
        Ops s = tf.scoped("zero_fraction");
        Output zero = s.constant(Tensor.of(value.dtype(), 0), "zero");
        return s.reduceMean(s.cast(s.equal(value, zero), DType.FLOAT32));
    }

    /**
     * The greatest elements along the last axis and where they are.
     *
     * @param values the elements, the greatest first
     * @param indices their places, int32; of equal elements the first comes first
     */
    public record TopK(Output values, Output indices) {}

    /**
     * The {@code k} greatest elements along the last axis. Any real dtype; rank 1 or more.
     *
     * @see TopKV2
     */
    public TopK topK(Output input, int k) {
        return topK(input, k, true);
    }

    /** The same; unless {@code sorted}, in any order. */
    public TopK topK(Output input, int k, boolean sorted) {
        Ops s = tf.scoped("TopKV2");
        Output values = s.finish(new TopKV2(sorted), input, s.constant(Tensor.of(DType.INT32, k), "k"));
        Op op = values.op();
        return new TopK(values, op.output(1));
    }

    /**
     * The element that stands at place {@code n} of each row along the last axis when the row is sorted, upwards or, if
     * {@code reverse}, downwards: {@code [..., m]} becomes {@code [...]}. Real numbers.
     *
     * @param n from 0 to {@code m - 1}
     * @see NthElement
     */
    public Output nthElement(Output input, int n, boolean reverse) {
        Ops s = tf.scoped("NthElement");
        return s.finish(new NthElement(reverse), input, s.constant(Tensor.of(n), "n"));
    }

    /**
     * Whether each target is among the {@code k} greatest predictions of its row: bool {@code [batch]} of float32
     * {@code [batch, classes]} and int32 or int64 {@code [batch]}.
     *
     * @see InTopKV2
     */
    public Output inTopK(Output predictions, Output targets, int k) {
        Ops s = tf.scoped("in_top_k").scoped("InTopKV2");
        Output count = s.constant(Tensor.of(targets.dtype(), k), "k");
        return s.finish(new InTopKV2(), predictions, targets, count);
    }
}
