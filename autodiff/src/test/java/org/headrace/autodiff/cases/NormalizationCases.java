package org.headrace.autodiff.cases;

import static org.headrace.core.DType.FLOAT16;
import static org.headrace.core.DType.FLOAT32;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.nn.FusedBatchNorm;
import org.headrace.ops.nn.FusedBatchNormGrad;
import org.headrace.ops.nn.FusedBatchNormGradV2;
import org.headrace.ops.nn.FusedBatchNormGradV3;
import org.headrace.ops.nn.FusedBatchNormV2;
import org.headrace.ops.nn.FusedBatchNormV3;
import org.headrace.ops.nn.LRNGrad;

/** Rows of what is normalized by means and variances. Fused ops are of float32 alone, so their gradients have tests of their own. */
final class NormalizationCases {
    private final List<OpCase> rows = new ArrayList<>();

    private NormalizationCases() {}

    static List<OpCase> rows() {
        NormalizationCases cases = new NormalizationCases();
        cases.batches();
        cases.neighbours();
        cases.moments();
        cases.compositions();
        return cases.rows;
    }

    /** Some results are differences that come near 0. */
    private static final double CANCELLING = 1 << 14;

    private static final float[] SCALE = {1.5f, -0.5f, 2};
    /** Far enough from 0 that no result is near it, where a few units in the last place say little. */
    private static final float[] OFFSET = {10, 12, 11};

    private static final float[] MEAN = {0.5f, -1, 0};
    private static final float[] VARIANCE = {1, 0.5f, 4};

    private void batches() {
        List<OpType> training = List.of(
                new FusedBatchNorm(0.001f, "NHWC", true),
                new FusedBatchNormV2(0.001f, "NHWC", true),
                new FusedBatchNormV3(0.001f, "NHWC", true));
        List<OpType> trainingGradients = List.of(
                new FusedBatchNormGrad(0.001f, "NHWC", true),
                new FusedBatchNormGradV2(0.001f, "NHWC", true),
                new FusedBatchNormGradV3(0.001f, "NHWC", true));
        List<OpType> inference = List.of(
                new FusedBatchNorm(0.01f, "NHWC", false),
                new FusedBatchNormV2(0.01f, "NHWC", false),
                new FusedBatchNormV3(0.01f, "NHWC", false));
        List<OpType> inferenceGradients = List.of(
                new FusedBatchNormGrad(0.01f, "NHWC", false),
                new FusedBatchNormGradV2(0.01f, "NHWC", false),
                new FusedBatchNormGradV3(0.01f, "NHWC", false));
        for (int i = 0; i < 3; i++) {
            OpType forward = training.get(i);
            OpType backward = trainingGradients.get(i);
            rows.add(trained(forward.name(), forward, ConvCases.image(2, 3, 4, 3)));
            rows.add(many(
                            backward.name(),
                            (tf, in) -> {
                                Op op = tf.addOp(forward, in.get(1), in.get(2), in.get(2), none(tf), none(tf));
                                return gradient(tf, backward, in.get(0), in.get(1), in.get(2), op);
                            },
                            ConvCases.filter(2, 3, 4, 3),
                            ConvCases.image(2, 3, 4, 3),
                            SCALE)
                    .within(CANCELLING));
            OpType after = inference.get(i);
            rows.add(many(
                            after.name() + "/inference",
                            (tf, in) -> tf.addOp(after, in.toArray(new Output[0]))
                                    .outputs()
                                    .subList(0, 1), // TensorFlow leaves the others as they are in memory
                            ConvCases.image(2, 3, 4, 3),
                            SCALE,
                            OFFSET,
                            MEAN,
                            VARIANCE)
                    .within(CANCELLING));
            OpType afterBackward = inferenceGradients.get(i);
            rows.add(many(
                            afterBackward.name() + "/inference",
                            (tf, in) -> {
                                List<Output> all = new ArrayList<>(in);
                                if (afterBackward instanceof FusedBatchNormGradV3) {
                                    all.add(tf.constant(0f));
                                }
                                return tf.addOp(afterBackward, all.toArray(new Output[0]))
                                        .outputs()
                                        .subList(0, 3);
                            },
                            ConvCases.filter(2, 3, 4, 3),
                            ConvCases.image(2, 3, 4, 3),
                            SCALE,
                            MEAN,
                            VARIANCE)
                    .within(CANCELLING));
        }
        for (OpType type : training.subList(1, 3)) {
            rows.add(many(
                            type.name() + "/halves",
                            (tf, in) -> List.of(tf.add(
                                    type, tf.cast(in.get(0), FLOAT16), in.get(1), in.get(2), none(tf), none(tf))),
                            ConvCases.image(2, 3, 4, 3),
                            SCALE,
                            OFFSET)
                    .within(2));
        }
        rows.add(trained("FusedBatchNorm/many", training.get(0), ConvCases.image(3, 31, 37, 3))
                .within(CANCELLING));
        rows.add(trained("FusedBatchNorm/one pixel", training.get(0), ConvCases.image(1, 1, 1, 3)));
        rows.add(many(
                        "FusedBatchNorm/many channels",
                        (tf, in) -> tf.addOp(
                                        training.get(0),
                                        tf.add(in.get(0), 10f),
                                        tf.ones(Shape.of(700)),
                                        tf.add(tf.zeros(Shape.of(700)), 10f),
                                        none(tf),
                                        none(tf))
                                .outputs(),
                        ConvCases.image(2, 5, 7, 700))
                .within(1024));
    }

    private static OpCase trained(String name, OpType forward, Object images) {
        return many(
                        name,
                        (tf, in) -> tf.addOp(forward, in.get(0), in.get(1), in.get(2), none(tf), none(tf))
                                .outputs()
                                .subList(0, 5),
                        images,
                        SCALE,
                        OFFSET)
                .within(64);
    }

    private static OpCase many(String name, OpCase.Build build, Object... inputs) {
        return OpCase.many(name, build, inputs).in(FLOAT32).notDifferentiable();
    }

    private static Output none(Ops tf) {
        return tf.constant(new float[0]);
    }

    private static List<Output> gradient(Ops tf, OpType type, Output dy, Output x, Output scale, Op forward) {
        List<Output> inputs = new ArrayList<>(List.of(dy, x, scale, forward.output(3), forward.output(4)));
        if (type instanceof FusedBatchNormGradV3) {
            inputs.add(forward.output(5));
        }
        return tf.addOp(type, inputs.toArray(new Output[0])).outputs().subList(0, 3);
    }

    private void neighbours() {
        for (double beta : new double[] {0.5, 1, 0.75}) {
            rows.add(OpCase.of(
                            "LRN" + (beta == 0.5 ? "" : "/beta " + beta),
                            (tf, in) -> tf.nn.lrn(in.get(0), 2, 1.5, 0.25, beta),
                            ConvCases.image(2, 2, 3, 7))
                    .in(FLOAT16, FLOAT32)
                    .within(16)
                    .notDifferentiable());
            rows.add(OpCase.of(
                            "LRNGrad" + (beta == 0.5 ? "" : "/beta " + beta),
                            (tf, in) -> tf.add(
                                    new LRNGrad(2, 1.5f, 0.25f, (float) beta),
                                    in.get(0),
                                    in.get(1),
                                    tf.nn.lrn(in.get(1), 2, 1.5, 0.25, beta)),
                            ConvCases.filter(2, 2, 3, 7),
                            ConvCases.image(2, 2, 3, 7))
                    .in(FLOAT32)
                    .within(CANCELLING)
                    .notDifferentiable());
        }
        rows.add(OpCase.of("LRN/all channels", (tf, in) -> tf.nn.lrn(in.get(0)), ConvCases.image(1, 3, 2, 4))
                .in(FLOAT16, FLOAT32)
                .within(16)
                .notDifferentiable());
    }

    private void moments() {
        rows.add(OpCase.many(
                        "weightedMoments",
                        (tf, in) -> {
                            var m = tf.nn.weightedMoments(in.get(0), new int[] {0, 2}, in.get(1));
                            return List.of(m.mean(), m.variance());
                        },
                        ConvCases.image(3, 2, 4),
                        Tensor.of(new float[][][] {{{1, 2, 0.5f, 1}}, {{3, 1, 1, 2}}, {{0.5f, 1, 2, 1}}}))
                .within(64));
        rows.add(OpCase.many(
                        "sufficientStatistics",
                        (tf, in) -> {
                            var s = tf.nn.sufficientStatistics(in.get(0), new int[] {0, 1}, in.get(1), false);
                            var m = tf.nn.normalizeMoments(s.counts(), s.meanSs(), s.varianceSs(), s.shift());
                            return List.of(s.counts(), s.meanSs(), s.varianceSs(), m.mean(), m.variance());
                        },
                        ConvCases.image(3, 4, 2),
                        new float[] {0.5f, -0.25f})
                .within(64)
                .onceDifferentiable());
    }

    private void compositions() {
        rows.add(OpCase.of(
                        "batchNormalization",
                        (tf, in) ->
                                tf.nn.batchNormalization(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), 0.001),
                        ConvCases.image(2, 2, 3),
                        MEAN,
                        VARIANCE,
                        OFFSET,
                        SCALE)
                .within(64));
        rows.add(OpCase.of(
                        "batchNormalization/bare",
                        (tf, in) -> tf.nn.batchNormalization(in.get(0), in.get(1), in.get(2), null, null, 0.001),
                        ConvCases.image(2, 2, 3),
                        MEAN,
                        VARIANCE)
                .within(64));
        rows.add(OpCase.of("crelu", (tf, in) -> tf.nn.crelu(in.get(0)), ConvCases.filter(2, 3))
                .exact());
        rows.add(OpCase.of(
                        "reluLayer",
                        (tf, in) -> tf.nn.reluLayer(in.get(0), in.get(1), in.get(2)),
                        ConvCases.image(2, 3),
                        ConvCases.filter(3, 4),
                        new float[] {0.5f, -0.25f, 1, 0})
                .within(1024));
        rows.add(OpCase.of("swish", (tf, in) -> tf.nn.swish(in.get(0)), new float[] {-1.5f, -0.25f, 0, 0.5f, 1.25f}));
        rows.add(OpCase.of(
                        "logPoissonLoss",
                        (tf, in) -> tf.nn.logPoissonLoss(in.get(0), in.get(1), true),
                        new float[] {0.5f, 1.5f, 3, 7},
                        new float[] {-1, 0.5f, 1, 2})
                .within(16));
    }
}
