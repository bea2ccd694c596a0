package org.headrace.train.keras;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.NnOps.FusedBatchNormed;
import org.headrace.ops.NnOps.Moments;
import org.headrace.ops.Ops;
import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * {@code gamma * (x - mean) / sqrt(variance + epsilon) + beta} for each place along an axis. While training, mean and variance
 * are the batch's, and the moving averages go {@code (1 - momentum)} of the way towards them; otherwise they are the moving
 * averages.
 *
 * <p>Images of float32, channels last, go through one op, {@link org.headrace.ops.nn.FusedBatchNorm}, whose variance for the
 * moving average is multiplied by {@code n / (n - 1)}, as in TensorFlow, unless {@link #fused} says otherwise.
 */
public final class BatchNormalization extends Layer<BatchNormalization> {
    private int axis = -1;
    private double momentum = 0.99;
    private double epsilon = 0.001;
    private boolean center = true;
    private boolean scale = true;
    private boolean fused = true;
    private Initializer betaInitializer = (tf, dtype, shape) -> tf.zeros(shape, dtype);
    private Initializer gammaInitializer = (tf, dtype, shape) -> tf.ones(shape, dtype);
    private @Nullable Output gamma;
    private @Nullable Output beta;
    private @Nullable Output movingMean;
    private @Nullable Output movingVariance;

    /** The layer, for the last axis, with a momentum of 0.99 and an epsilon of 0.001. */
    public BatchNormalization() {
        super("batch_normalization");
    }

    /** The axis whose places have each their own mean and variance: the channels. */
    public BatchNormalization axis(int channels) {
        requireNotPlaced("axis");
        this.axis = channels;
        return this;
    }

    /** How much the moving averages keep of themselves at each step. */
    public BatchNormalization momentum(double kept) {
        requireNotPlaced("momentum");
        if (!(kept >= 0 && kept <= 1)) {
            throw new InvalidArgumentException("momentum must be between 0 and 1, not " + kept);
        }
        this.momentum = kept;
        return this;
    }

    /** What is added to the variance. */
    public BatchNormalization epsilon(double added) {
        requireNotPlaced("epsilon");
        this.epsilon = added;
        return this;
    }

    /** Whether there is a beta. */
    public BatchNormalization center(boolean yes) {
        requireNotPlaced("center");
        this.center = yes;
        return this;
    }

    /** Whether there is a gamma. */
    public BatchNormalization scale(boolean yes) {
        requireNotPlaced("scale");
        this.scale = yes;
        return this;
    }

    /** The first value of beta, else zeros. */
    public BatchNormalization betaInitializer(Initializer initializer) {
        requireNotPlaced("betaInitializer");
        this.betaInitializer = initializer;
        return this;
    }

    /** The first value of gamma, else ones. */
    public BatchNormalization gammaInitializer(Initializer initializer) {
        requireNotPlaced("gammaInitializer");
        this.gammaInitializer = initializer;
        return this;
    }

    /** Whether images of float32, channels last, go through one op. */
    public BatchNormalization fused(boolean yes) {
        requireNotPlaced("fused");
        this.fused = yes;
        return this;
    }

    @Override
    protected boolean trainsDifferently() {
        return true;
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, 2, Integer.MAX_VALUE);
        if (axis < -inputs.rank() || axis >= inputs.rank()) {
            throw new InvalidArgumentException(
                    "Invalid axis: " + axis + " of " + name() + ", whose inputs are " + inputs);
        }
        Shape shape = Shape.of(requireDim(inputs, axis));
        gamma = scale ? addWeight(tf, "gamma", shape, dtype, gammaInitializer) : null;
        beta = center ? addWeight(tf, "beta", shape, dtype, betaInitializer) : null;
        movingMean = addWeight(tf, "moving_mean", shape, dtype, tf.initializers.zeros(), false);
        movingVariance = addWeight(tf, "moving_variance", shape, dtype, tf.initializers.ones(), false);
        fused &= inputs.rank() == 4 && Math.floorMod(axis, 4) == 3 && dtype == DType.FLOAT32;
        if (fused && !scale) {
            gamma = tf.constant(Tensor.of(DType.FLOAT32, 1), shape);
        }
        if (fused && !center) {
            beta = tf.constant(Tensor.of(DType.FLOAT32, 0), shape);
        }
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        Moments moving = averages();
        if (fused) {
            FusedBatchNormed normed = fusedBy(tf, inputs, training);
            if (training) {
                Output kept = tf.withName("Const").constant((float) momentum);
                addUpdate(tf, assignFused(tf, moving.mean(), normed.batchMean(), kept));
                addUpdate(tf, assignFused(tf, moving.variance(), normed.batchVariance(), kept));
            }
            return normed.y();
        }
        if (!training) {
            return normalize(tf, inputs, moving.mean(), moving.variance());
        }
        Moments batch = tf.nn.moments(inputs, others(inputs));
        addUpdate(tf, assignMovingAverage(tf, moving.mean(), batch.mean(), null));
        addUpdate(tf, assignMovingAverage(tf, moving.variance(), batch.variance(), null));
        return normalize(tf, inputs, batch.mean(), batch.variance());
    }

    /**
     * Normalizes by the batch in runs in which {@code training}, a bool scalar, is true. The moving averages are assigned in
     * every run of the updates, in others with a decay of 0, as in TensorFlow's fused path.
     */
    Output apply(Ops tf, Output inputs, Output training) {
        return apply(tf, inputs, s -> {
            Moments moving = averages();
            if (fused) {
                return fusedByPhase(s, inputs, training, moving);
            }
            Moments batch = s.nn.moments(inputs, others(inputs));
            Output mean = either(s, training, batch.mean(), moving.mean());
            Output variance = either(s, training, batch.variance(), moving.variance());
            Output decay = either(
                    s,
                    training,
                    s.constant(Tensor.of(inputs.dtype(), 1 - momentum)),
                    s.constant(Tensor.of(inputs.dtype(), 0)));
            addUpdate(s, assignMovingAverage(s, moving.mean(), batch.mean(), decay));
            addUpdate(s, assignMovingAverage(s, moving.variance(), batch.variance(), decay));
            return normalize(s, inputs, mean, variance);
        });
    }

    private FusedBatchNormed fusedBy(Ops tf, Output inputs, boolean training) {
        Output factor = requireNonNull(gamma);
        Output offset = requireNonNull(beta);
        Moments moving = averages();
        return training
                ? tf.nn.fusedBatchNorm(inputs, factor, offset, epsilon)
                : tf.nn.fusedBatchNorm(inputs, factor, offset, moving.mean(), moving.variance(), epsilon);
    }

    private Output fusedByPhase(Ops tf, Output inputs, Output training, Moments moving) {
        Ops cond = tf.scope("cond");
        List<Output> ways = cond.switchTo(inputs, training);
        FusedBatchNormed byBatch = fusedBy(cond, ways.get(1), true);
        FusedBatchNormed byAverages = fusedBy(cond, ways.get(0), false);
        Output y = cond.merge(List.of(byAverages.y(), byBatch.y())).get(0);
        Output mean =
                cond.merge(List.of(byAverages.batchMean(), byBatch.batchMean())).get(0);
        Output variance = cond.merge(List.of(byAverages.batchVariance(), byBatch.batchVariance()))
                .get(0);
        Output kept = either(tf, training, tf.constant((float) momentum), tf.constant(1f));
        addUpdate(tf, assignFused(tf, moving.mean(), mean, kept));
        addUpdate(tf, assignFused(tf, moving.variance(), variance, kept));
        y.setShape(inputs.shape());
        return y;
    }

    private static Output assignFused(Ops tf, Output variable, Output value, Output kept) {
        Ops s = tf.scope("AssignMovingAvg").colocatedWith(variable.op());
        Output decay = s.withName("sub").sub(1f, kept);
        Output difference = s.withName("sub").sub(variable, value);
        return s.withName(s.scopeName()).assignSub(variable, s.withName("mul").mul(difference, decay));
    }

    private static Output either(Ops tf, Output training, Output yes, Output no) {
        Ops cond = tf.scope("cond");
        Output whenTrue = cond.switchTo(yes, training).get(1);
        Output whenFalse = cond.switchTo(no, training).get(0);
        return cond.merge(List.of(whenFalse, whenTrue)).get(0);
    }

    private Moments averages() {
        return new Moments(requireNonNull(movingMean), requireNonNull(movingVariance));
    }

    /** All axes but the channels'. */
    private int[] others(Output inputs) {
        int rank = inputs.shape().rank();
        return IntStream.range(0, rank)
                .filter(i -> i != Math.floorMod(axis, rank))
                .toArray();
    }

    private Output assignMovingAverage(Ops tf, Output variable, Output value, @Nullable Output givenDecay) {
        Ops s = tf.scope("AssignMovingAvg").colocatedWith(variable.op());
        Output decay = givenDecay == null ? s.constant(Tensor.of(variable.dtype(), 1 - momentum), "decay") : givenDecay;
        Output difference = s.withName("sub").sub(variable, value);
        return s.withName(s.scopeName()).assignSub(variable, s.withName("mul").mul(difference, decay));
    }

    private Output normalize(Ops tf, Output inputs, Output mean, Output variance) {
        Output factor = gamma == null ? null : aligned(tf, gamma, inputs);
        Output offset = beta == null ? null : aligned(tf, beta, inputs);
        Output center = aligned(tf, mean, inputs);
        Output spread = aligned(tf, variance, inputs);
        Output result = tf.nn.batchNormalization(inputs, center, spread, offset, factor, epsilon);
        result.setShape(inputs.shape());
        return result;
    }

    /** {@code perChannel} so that it broadcasts along the channels' axis. */
    private Output aligned(Ops tf, Output perChannel, Output inputs) {
        int rank = inputs.shape().rank();
        int channels = Math.floorMod(axis, rank);
        if (channels == rank - 1) {
            return perChannel;
        }
        long[] dims = new long[rank];
        Arrays.fill(dims, 1);
        dims[channels] = perChannel.shape().dim(0);
        return tf.reshape(perChannel, dims);
    }
}
