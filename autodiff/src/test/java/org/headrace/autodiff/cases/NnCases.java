package org.headrace.autodiff.cases;

import static org.headrace.core.DType.FLOAT32;

import java.util.ArrayList;
import java.util.List;
import org.headrace.ops.LossOps.Reduction;
import org.headrace.ops.nn.BiasAdd;
import org.headrace.ops.nn.BiasAddGrad;
import org.headrace.ops.nn.SoftmaxCrossEntropyWithLogits;
import org.headrace.ops.nn.SparseSoftmaxCrossEntropyWithLogits;

/** Rows of softmax, cross entropies, biases and of what {@code tf.nn} and {@code tf.losses} compose. */
final class NnCases {
    private static final float[][] LOGITS = {{1.5f, -0.75f, 0.25f}, {-2, 0.5f, 3}};
    private static final float[][] LABELS = {{0.2f, 0.5f, 0.3f}, {0, 1, 0}};
    private static final float[][] HUGE = {{1000, -1000, 999.5f}, {-88, -90, -1e4f}};
    private static final int[] CLASSES = {2, 0};
    private static final float[][][] CUBE = {{{1, -2, 0.5f}, {0, 3, 1}}, {{-1, 0.25f, 2}, {1.5f, -0.5f, 0}}};

    private final List<OpCase> rows = new ArrayList<>();

    private NnCases() {}

    static List<OpCase> rows() {
        NnCases cases = new NnCases();
        cases.softmax();
        cases.crossEntropies();
        cases.biases();
        cases.compositions();
        cases.losses();
        return cases.rows;
    }

    private void softmax() {
        rows.add(OpCase.of("Softmax", (tf, in) -> tf.nn.softmax(in.get(0)), (Object) LOGITS));
        rows.add(OpCase.of("Softmax/rank 3", (tf, in) -> tf.nn.softmax(in.get(0)), (Object) CUBE));
        rows.add(OpCase.of("Softmax/vector", (tf, in) -> tf.nn.softmax(in.get(0)), new float[] {1, 2, 3}));
        rows.add(OpCase.of("Softmax/huge", (tf, in) -> tf.nn.softmax(in.get(0)), (Object) HUGE)
                .notDifferentiable());
        // the greatest logit's result is a difference of numbers that are many times as large
        rows.add(OpCase.of("LogSoftmax", (tf, in) -> tf.nn.logSoftmax(in.get(0)), (Object) LOGITS)
                .withinOfGreatest(4));
        rows.add(OpCase.of("LogSoftmax/huge", (tf, in) -> tf.nn.logSoftmax(in.get(0)), (Object) HUGE)
                .notDifferentiable());
    }

    private void crossEntropies() {
        rows.add(OpCase.many(
                        "SoftmaxCrossEntropyWithLogits",
                        (tf, in) -> tf.addOp(new SoftmaxCrossEntropyWithLogits(), in.get(0), in.get(1))
                                .outputs(),
                        LOGITS,
                        LABELS)
                .withinOfGreatest(4) // probabilities less labels, differences of logits
                .onceDifferentiable());
        rows.add(OpCase.of(
                        "SoftmaxCrossEntropyWithLogits/given labels",
                        (tf, in) -> tf.nn.softmaxCrossEntropyWithLogits(
                                tf.cast(tf.constant(LABELS), in.get(0).dtype()), in.get(0)),
                        (Object) LOGITS)
                .withinOfGreatest(4));
        rows.add(OpCase.many(
                        "SoftmaxCrossEntropyWithLogits/broadcast",
                        (tf, in) -> tf.addOp(new SoftmaxCrossEntropyWithLogits(), in.get(0), in.get(1))
                                .outputs(),
                        LOGITS,
                        new float[][] {{0.25f, 0.5f, 0.25f}})
                .notDifferentiable()
                .withinOfGreatest(4));
        rows.add(OpCase.of(
                        "softmaxCrossEntropyWithLogitsV2",
                        (tf, in) -> tf.nn.softmaxCrossEntropyWithLogitsV2(in.get(1), in.get(0)),
                        LOGITS,
                        LABELS)
                .onceDifferentiable());
        rows.add(OpCase.of(
                        "softmaxCrossEntropyWithLogits",
                        (tf, in) -> tf.nn.softmaxCrossEntropyWithLogits(in.get(1), in.get(0)),
                        HUGE,
                        LABELS)
                .notDifferentiable());
        rows.add(OpCase.many(
                        "SparseSoftmaxCrossEntropyWithLogits",
                        (tf, in) -> tf.addOp(new SparseSoftmaxCrossEntropyWithLogits(), in.get(0), in.get(1))
                                .outputs(),
                        LOGITS,
                        CLASSES)
                .withinOfGreatest(4)
                .onceDifferentiable());
        rows.add(OpCase.of(
                "sigmoidCrossEntropyWithLogits",
                (tf, in) -> tf.nn.sigmoidCrossEntropyWithLogits(in.get(1), in.get(0)),
                LOGITS,
                LABELS));
        rows.add(OpCase.of(
                "weightedCrossEntropyWithLogits",
                (tf, in) -> tf.nn.weightedCrossEntropyWithLogits(in.get(1), in.get(0), 2.5),
                LOGITS,
                LABELS));
        rows.add(OpCase.of(
                "weightedCrossEntropyWithLogits/computed",
                (tf, in) -> tf.nn.weightedCrossEntropyWithLogits(in.get(1), in.get(0), in.get(2)),
                LOGITS,
                LABELS,
                1.5f));
    }

    private void biases() {
        float[] bias = {0.5f, -1, 2};
        rows.add(OpCase.of("BiasAdd", (tf, in) -> tf.nn.biasAdd(in.get(0), in.get(1)), LOGITS, bias));
        rows.add(OpCase.of("BiasAdd/rank 3", (tf, in) -> tf.nn.biasAdd(in.get(0), in.get(1)), CUBE, bias));
        float[][][][] images = {CUBE, CUBE};
        rows.add(OpCase.of(
                "BiasAdd/channels first",
                (tf, in) -> tf.add(new BiasAdd("NCHW"), in.get(0), in.get(1)),
                images,
                new float[] {0.5f, -1}));
        rows.add(OpCase.of("BiasAddGrad", (tf, in) -> tf.add(new BiasAddGrad("NHWC"), in.get(0)), (Object) CUBE));
        rows.add(
                OpCase.of("BiasAddGrad/channels first", (tf, in) -> tf.add(new BiasAddGrad("NCHW"), in.get(0)), (Object)
                                images)
                        .sums(12));
    }

    private void compositions() {
        rows.add(OpCase.of("L2Loss", (tf, in) -> tf.nn.l2Loss(in.get(0)), (Object) LOGITS));
        rows.add(OpCase.of("l2Normalize", (tf, in) -> tf.nn.l2Normalize(in.get(0), 1), (Object) LOGITS));
        rows.add(OpCase.of("norm", (tf, in) -> tf.linalg.norm(in.get(0), 1), (Object) LOGITS));
        rows.add(OpCase.many(
                        "moments",
                        (tf, in) -> {
                            var moments = tf.nn.moments(in.get(0), 0, 2);
                            return List.of(moments.variance(), moments.mean());
                        },
                        (Object) CUBE)
                .withinOfGreatest(16) // of nearly equal numbers the variance is far smaller than they are
                .onceDifferentiable());
        rows.add(OpCase.of("zeroFraction", (tf, in) -> tf.nn.zeroFraction(in.get(0)), (Object) CUBE)
                .notDifferentiable());
        rows.add(OpCase.of(
                "embeddingLookup", (tf, in) -> tf.nn.embeddingLookup(in.get(0), in.get(1)), LOGITS, new int[][] {
                    {1, 0}, {1, 1}
                }));
        rows.add(OpCase.of("dropout", (tf, in) -> tf.nn.dropout(in.get(0), 0.6, 7L), (Object) CUBE)
                .notDifferentiable());
        rows.add(OpCase.of("dropout/computed", (tf, in) -> tf.nn.dropout(in.get(0), in.get(1), 7L), CUBE, 0.6f)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "InTopKV2",
                        (tf, in) -> tf.nn.inTopK(in.get(0), in.get(1), 2),
                        new float[][] {{1, 3, 2, 0}, {2, 2, 2, 5}, {1, Float.POSITIVE_INFINITY, 0, 0}, {0, 1, 2, 3}},
                        new int[] {0, 1, 0, 9})
                .asGiven()
                .notDifferentiable());
    }

    private void losses() {
        float[][] weights = {{1}, {0}};
        loss("meanSquaredError", (tf, in) -> tf.losses.meanSquaredError(in.get(1), in.get(0)));
        loss(
                "meanSquaredError/none",
                (tf, in) -> tf.losses.meanSquaredError(in.get(1), in.get(0), null, Reduction.NONE));
        loss(
                "meanSquaredError/sum",
                (tf, in) -> tf.losses.meanSquaredError(in.get(1), in.get(0), tf.constant(2f), Reduction.SUM));
        loss(
                "meanSquaredError/mean",
                (tf, in) -> tf.losses.meanSquaredError(in.get(1), in.get(0), tf.constant(weights), Reduction.MEAN));
        loss(
                "meanSquaredError/over batch",
                (tf, in) -> tf.losses.meanSquaredError(
                        in.get(1), in.get(0), tf.constant(weights), Reduction.SUM_OVER_BATCH_SIZE));
        loss(
                "meanSquaredError/by nonzero",
                (tf, in) -> tf.losses.meanSquaredError(in.get(1), in.get(0), tf.constant(weights)));
        loss(
                "meanSquaredError/no weight",
                (tf, in) -> tf.losses.meanSquaredError(in.get(1), in.get(0), tf.constant(0f)));
        loss("absoluteDifference", (tf, in) -> tf.losses.absoluteDifference(in.get(1), in.get(0)));
        loss("huberLoss", (tf, in) -> tf.losses.huberLoss(in.get(1), in.get(0)));
        loss("hingeLoss", (tf, in) -> tf.losses.hingeLoss(in.get(1), in.get(0)));
        loss("logLoss", (tf, in) -> tf.losses.logLoss(in.get(1), tf.sigmoid(in.get(0))));
        loss("cosineDistance", (tf, in) -> tf.losses.cosineDistance(in.get(1), in.get(0), 1));
        loss("sigmoidCrossEntropy", (tf, in) -> tf.losses.sigmoidCrossEntropy(in.get(1), in.get(0)));
        loss("softmaxCrossEntropy", (tf, in) -> tf.losses.softmaxCrossEntropy(in.get(1), in.get(0)));
        rows.add(OpCase.of(
                        "sparseSoftmaxCrossEntropy",
                        (tf, in) -> tf.losses.sparseSoftmaxCrossEntropy(in.get(1), in.get(0)),
                        LOGITS,
                        CLASSES)
                .notDifferentiable());
    }

    /** Summed in float32 whatever the inputs are, so that finite differences, and float64, say little. */
    private void loss(String name, OpCase.One build) {
        rows.add(OpCase.of(name, build, LOGITS, LABELS).in(FLOAT32).within(32).notDifferentiable());
    }
}
