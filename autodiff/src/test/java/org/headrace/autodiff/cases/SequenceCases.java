package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.NnOps;
import org.headrace.ops.Ops;
import org.headrace.ops.SparseOutput;
import org.headrace.ops.ctc.CTCLoss;

/** Rows of connectionist temporal classification and of edit distances. */
final class SequenceCases {
    private static final int TIME = 6;
    private static final int BATCH = 3;
    private static final int CLASSES = 5;

    private final List<OpCase> rows = new ArrayList<>();

    private SequenceCases() {}

    static List<OpCase> rows() {
        SequenceCases cases = new SequenceCases();
        cases.losses();
        cases.decoders();
        cases.distances();
        return cases.rows;
    }

    private static Tensor logits(long seed) {
        Random random = new Random(seed);
        float[] values = new float[TIME * BATCH * CLASSES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextGaussian());
        }
        return Tensor.wrap(Shape.of(TIME, BATCH, CLASSES), values);
    }

    /** Sequence 0 has the labels 1 2, sequence 1 has 0 0 3, sequence 2 has 2. */
    private static SparseOutput labels(Ops tf) {
        return new SparseOutput(
                tf.constant(new long[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {1, 2}, {2, 0}}),
                tf.constant(new int[] {1, 2, 0, 0, 3, 2}),
                tf.constant(new long[] {3, 3}));
    }

    private static Output loss(Ops tf, Output logits, int[] lengths, boolean collapse, boolean merge, boolean ignore) {
        return tf.nn.ctcLoss(labels(tf), logits, tf.constant(lengths), collapse, merge, ignore, true);
    }

    /** In float64 TensorFlow adds logarithms by float functions: its results are good to two units of float32. */
    private void add(OpCase row) {
        OpCase real = new OpCase(
                row.name() + "/float64",
                row.build(),
                row.inputs(),
                List.of(DType.FLOAT64),
                null,
                false,
                false,
                1e9,
                null,
                OpCase.Of.ELEMENT);
        rows.add(row.in(DType.FLOAT32));
        rows.add(real);
    }

    private void losses() {
        int[] lengths = {6, 5, 3};
        add(OpCase.of("CTCLoss", (tf, in) -> loss(tf, in.get(0), lengths, false, true, false), logits(1))
                .within(64)
                .onceDifferentiable());
        rows.add(OpCase.many(
                        "CTCLoss/gradient",
                        (tf, in) -> {
                            SparseOutput labels = labels(tf);
                            return tf.addOp(
                                            new CTCLoss(false, true, false),
                                            in.get(0),
                                            labels.indices(),
                                            labels.values(),
                                            tf.constant(lengths))
                                    .outputs();
                        },
                        logits(1))
                .withinOfGreatest(64)
                .in(DType.FLOAT32)
                .notDifferentiable());
        add(OpCase.of(
                        "CTCLoss/repeated labels kept",
                        (tf, in) -> loss(tf, in.get(0), lengths, false, false, false),
                        logits(2))
                .within(64)
                .onceDifferentiable());
        add(OpCase.of(
                        "CTCLoss/repeated labels collapsed",
                        (tf, in) -> loss(tf, in.get(0), lengths, true, true, false),
                        logits(3))
                .within(64)
                .onceDifferentiable());
        add(OpCase.of(
                        "CTCLoss/too short and empty",
                        (tf, in) -> loss(tf, in.get(0), new int[] {6, 2, 0}, false, true, true),
                        logits(4))
                .within(64)
                .onceDifferentiable());
        add(OpCase.of(
                        "CTCLoss/no way",
                        (tf, in) -> loss(tf, in.get(0), new int[] {6, 3, 1}, false, true, false),
                        logits(5))
                .within(64)
                .notDifferentiable());
    }

    private static List<Output> outputs(NnOps.Decoded found) {
        List<Output> outputs = new ArrayList<>();
        for (SparseOutput path : found.decoded()) {
            outputs.addAll(List.of(path.indices(), path.values(), path.denseShape()));
        }
        outputs.add(found.logProbabilities());
        return outputs;
    }

    private void decoders() {
        int[] lengths = {6, 5, 0};
        for (boolean merge : new boolean[] {false, true}) {
            add(OpCase.many(
                            "CTCGreedyDecoder/" + (merge ? "merged" : "unmerged"),
                            (tf, in) -> outputs(tf.nn.ctcGreedyDecoder(in.get(0), tf.constant(lengths), merge)),
                            logits(6))
                    .notDifferentiable());
            add(OpCase.many(
                            "CTCBeamSearchDecoder/" + (merge ? "merged" : "unmerged"),
                            (tf, in) -> outputs(tf.nn.ctcBeamSearchDecoder(
                                    in.get(0), tf.constant(new int[] {6, 5, 2}), 10, 3, merge)),
                            logits(7))
                    .within(32)
                    .notDifferentiable());
        }
        add(OpCase.many(
                        "CTCBeamSearchDecoder/narrow",
                        (tf, in) -> outputs(
                                tf.nn.ctcBeamSearchDecoder(in.get(0), tf.constant(new int[] {6, 5, 4}), 2, 1, false)),
                        logits(8))
                .within(32)
                .notDifferentiable());
    }

    private void distances() {
        for (boolean normalize : new boolean[] {false, true}) {
            rows.add(OpCase.of(
                            "EditDistance/" + (normalize ? "normalized" : "whole"),
                            (tf, in) -> tf.editDistance(
                                    new SparseOutput(
                                            tf.constant(new long[][] {
                                                {0, 0, 0}, {0, 0, 1}, {0, 1, 0}, {1, 0, 1}, {1, 0, 3}, {1, 0, 4}
                                            }),
                                            in.get(0),
                                            tf.constant(new long[] {2, 2, 5})),
                                    new SparseOutput(
                                            tf.constant(
                                                    new long[][] {{0, 0, 0}, {0, 2, 0}, {0, 2, 1}, {1, 0, 0}, {1, 0, 1}
                                                    }),
                                            in.get(1),
                                            tf.constant(new long[] {2, 3, 2})),
                                    normalize),
                            new int[] {1, 2, 3, 4, 5, 6},
                            new int[] {2, 1, 7, 4, 6})
                    .in(DType.INT32, DType.INT64, DType.UINT8, DType.FLOAT64)
                    .notDifferentiable());
        }
        Tensor words = Tensor.of(new String[] {"kitten", "sits", "here"});
        Tensor others = Tensor.of(new String[] {"sits", "here"});
        rows.add(OpCase.of(
                        "EditDistance/words",
                        (tf, in) -> tf.editDistance(
                                new SparseOutput(
                                        tf.constant(new long[][] {{0, 0}, {0, 1}, {1, 0}}),
                                        in.get(0),
                                        tf.constant(new long[] {2, 2})),
                                new SparseOutput(
                                        tf.constant(new long[][] {{0, 0}, {0, 1}}),
                                        in.get(1),
                                        tf.constant(new long[] {1, 2})),
                                true),
                        words,
                        others)
                .asGiven()
                .notDifferentiable());
    }
}
