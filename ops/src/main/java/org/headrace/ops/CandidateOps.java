package org.headrace.ops;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.ops.candidate.AllCandidateSampler;
import org.headrace.ops.candidate.ComputeAccidentalHits;
import org.headrace.ops.candidate.FixedUnigramCandidateSampler;
import org.headrace.ops.candidate.LearnedUnigramCandidateSampler;
import org.headrace.ops.candidate.LogUniformCandidateSampler;
import org.headrace.ops.candidate.UniformCandidateSampler;
import org.jspecify.annotations.Nullable;

/** Losses over a few classes drawn from many, a part of {@link NnOps}. */
abstract class CandidateOps extends SequenceOps {
    CandidateOps(Ops tf) {
        super(tf);
    }

    /**
     * Classes drawn for a batch.
     *
     * @param sampledCandidates the classes, int64 {@code [numSampled]}
     * @param trueExpectedCount how often each true class was to be expected among them, float32 {@code [batch, numTrue]}
     * @param sampledExpectedCount how often each drawn one was, float32 {@code [numSampled]}
     */
    public record Candidates(Output sampledCandidates, Output trueExpectedCount, Output sampledExpectedCount) {}

    /**
     * Where drawn classes are true ones.
     *
     * @param indices the rows of the batch, int32
     * @param ids the places among the drawn classes, int64
     * @param weights the lowest float32, once for each
     */
    public record AccidentalHits(Output indices, Output ids, Output weights) {}

    private Candidates candidates(OpType type, Output trueClasses) {
        Op op = tf.addOp(type, trueClasses);
        return new Candidates(op.output(0), op.output(1), op.output(2));
    }

    /**
     * Draws {@code numSampled} classes below {@code rangeMax}, all with one probability.
     *
     * @param trueClasses int64 {@code [batch, numTrue]}
     * @param unique whether no class is drawn twice
     * @param seed null for none
     * @see UniformCandidateSampler
     */
    public Candidates uniformCandidateSampler(
            Output trueClasses, int numTrue, int numSampled, boolean unique, long rangeMax, @Nullable Long seed) {
        Seeds s = Seeds.of(tf.graph(), seed);
        return candidates(
                new UniformCandidateSampler(numTrue, numSampled, unique, rangeMax, s.seed(), s.seed2()), trueClasses);
    }

    /**
     * Draws {@code numSampled} classes below {@code rangeMax}, class k with a probability near {@code 1 / (k + 1)}: for words
     * sorted by their frequency.
     *
     * @param trueClasses int64 {@code [batch, numTrue]}
     * @param unique whether no class is drawn twice
     * @param seed null for none
     * @see LogUniformCandidateSampler
     */
    public Candidates logUniformCandidateSampler(
            Output trueClasses, int numTrue, int numSampled, boolean unique, long rangeMax, @Nullable Long seed) {
        Seeds s = Seeds.of(tf.graph(), seed);
        return candidates(
                new LogUniformCandidateSampler(numTrue, numSampled, unique, rangeMax, s.seed(), s.seed2()),
                trueClasses);
    }

    /**
     * Draws {@code numSampled} classes below {@code rangeMax} as often as they were true in the batches before, and once more.
     *
     * @param trueClasses int64 {@code [batch, numTrue]}
     * @param unique whether no class is drawn twice
     * @param seed null for none
     * @see LearnedUnigramCandidateSampler
     */
    public Candidates learnedUnigramCandidateSampler(
            Output trueClasses, int numTrue, int numSampled, boolean unique, long rangeMax, @Nullable Long seed) {
        Seeds s = Seeds.of(tf.graph(), seed);
        return candidates(
                new LearnedUnigramCandidateSampler(numTrue, numSampled, unique, rangeMax, s.seed(), s.seed2()),
                trueClasses);
    }

    /**
     * Draws {@code numSampled} classes of the weights {@code unigrams}, raised to {@code distortion}.
     *
     * @param trueClasses int64 {@code [batch, numTrue]}
     * @param unique whether no class is drawn twice
     * @param seed null for none
     * @see FixedUnigramCandidateSampler
     */
    public Candidates fixedUnigramCandidateSampler(
            Output trueClasses,
            int numTrue,
            int numSampled,
            boolean unique,
            List<Float> unigrams,
            float distortion,
            @Nullable Long seed) {
        Seeds s = Seeds.of(tf.graph(), seed);
        return candidates(
                new FixedUnigramCandidateSampler(
                        numTrue,
                        numSampled,
                        unique,
                        unigrams.size(),
                        unigrams,
                        distortion,
                        0,
                        1,
                        0,
                        s.seed(),
                        s.seed2()),
                trueClasses);
    }

    /**
     * All classes below {@code numSampled}, each expected once.
     *
     * @see AllCandidateSampler
     */
    public Candidates allCandidateSampler(
            Output trueClasses, int numTrue, int numSampled, boolean unique, @Nullable Long seed) {
        Seeds s = Seeds.of(tf.graph(), seed);
        return candidates(new AllCandidateSampler(numTrue, numSampled, unique, s.seed(), s.seed2()), trueClasses);
    }

    /**
     * Where drawn classes are true ones: int64 {@code [batch, numTrue]} and {@code [numSampled]}.
     *
     * @see ComputeAccidentalHits
     */
    public AccidentalHits computeAccidentalHits(Output trueClasses, Output sampledCandidates, int numTrue) {
        Seeds s = Seeds.of(tf.graph(), null);
        Op op = tf.addOp(new ComputeAccidentalHits(numTrue, s.seed(), s.seed2()), trueClasses, sampledCandidates);
        return new AccidentalHits(op.output(0), op.output(1), op.output(2));
    }

    /** {@link #nceLoss(Output, Output, Output, Output, int, int, int, Candidates, boolean)} of one true class a row. */
    public Output nceLoss(Output weights, Output biases, Output labels, Output inputs, int numSampled, int numClasses) {
        return nceLoss(weights, biases, labels, inputs, numSampled, numClasses, 1, null, false);
    }

    /**
     * For each row of {@code inputs} the noise-contrastive estimation of how well they tell its true classes from drawn ones.
     *
     * @param weights {@code [numClasses, dim]}
     * @param biases {@code [numClasses]}
     * @param labels the true classes, int64 {@code [batch, numTrue]}
     * @param inputs {@code [batch, dim]}
     * @param sampledValues the drawn ones; null to draw them by {@link #logUniformCandidateSampler}
     * @param removeAccidentalHits whether drawn classes that are true ones do not count
     */
    public Output nceLoss(
            Output weights,
            Output biases,
            Output labels,
            Output inputs,
            int numSampled,
            int numClasses,
            int numTrue,
            @Nullable Candidates sampledValues,
            boolean removeAccidentalHits) {
        SampledLogits sampled = SampledLogits.of(
                tf.scoped("nce_loss"),
                weights,
                biases,
                labels,
                inputs,
                numSampled,
                numClasses,
                numTrue,
                sampledValues,
                removeAccidentalHits);
        Output losses =
                tf.withName("sampled_losses").nn.sigmoidCrossEntropyWithLogits(sampled.labels(), sampled.logits());
        return SampledLogits.sumRows(tf, losses);
    }

    /** {@link #sampledSoftmaxLoss(Output, Output, Output, Output, int, int, int, Candidates, boolean)} of one true class a row. */
    public Output sampledSoftmaxLoss(
            Output weights, Output biases, Output labels, Output inputs, int numSampled, int numClasses) {
        return sampledSoftmaxLoss(weights, biases, labels, inputs, numSampled, numClasses, 1, null, true);
    }

    /**
     * For each row of {@code inputs} the cross entropy of its true classes with the softmax over these and drawn ones. For
     * training; it mostly is below the loss over all classes.
     *
     * @param weights {@code [numClasses, dim]}
     * @param biases {@code [numClasses]}
     * @param labels the true classes, int64 {@code [batch, numTrue]}
     * @param inputs {@code [batch, dim]}
     * @param sampledValues the drawn ones; null to draw them by {@link #logUniformCandidateSampler}
     * @param removeAccidentalHits whether drawn classes that are true ones do not count
     */
    public Output sampledSoftmaxLoss(
            Output weights,
            Output biases,
            Output labels,
            Output inputs,
            int numSampled,
            int numClasses,
            int numTrue,
            @Nullable Candidates sampledValues,
            boolean removeAccidentalHits) {
        SampledLogits sampled = SampledLogits.of(
                tf.scoped("sampled_softmax_loss"),
                weights,
                biases,
                labels,
                inputs,
                numSampled,
                numClasses,
                numTrue,
                sampledValues,
                removeAccidentalHits);
        Output fixed = tf.withName("labels_stop_gradient").stopGradient(sampled.labels());
        return tf.nn.softmaxCrossEntropyWithLogits(fixed, sampled.logits());
    }
}
