package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Session;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.candidate.AllCandidateSampler;
import org.headrace.ops.candidate.FixedUnigramCandidateSampler;
import org.headrace.ops.candidate.LearnedUnigramCandidateSampler;
import org.headrace.ops.candidate.LogUniformCandidateSampler;
import org.headrace.ops.candidate.ThreadUnsafeUnigramCandidateSampler;
import org.headrace.ops.candidate.UniformCandidateSampler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Candidate samplers from equal seeds in TensorFlow 1.15 and here, each run three times. */
class CandidateOracleTest {
    private static final List<Float> UNIGRAMS = List.of(1f, 0f, 7f, 2.5f, 0.25f, 9f, 3f, 3f);

    static Stream<OpType> samplers() {
        return Stream.of(
                new UniformCandidateSampler(2, 20, false, 1000, 3, 4),
                new UniformCandidateSampler(2, 60, true, 64, 3, 4),
                new LogUniformCandidateSampler(2, 20, false, 1L << 33, 3, 4),
                new LogUniformCandidateSampler(2, 60, true, 99, 3, 4),
                new LearnedUnigramCandidateSampler(2, 30, false, 20, 3, 4),
                new LearnedUnigramCandidateSampler(2, 12, true, 13, 3, 4),
                new ThreadUnsafeUnigramCandidateSampler(2, 30, false, 20, 3, 4),
                new FixedUnigramCandidateSampler(2, 40, false, 8, UNIGRAMS, 0.75f, 0, 1, 0, 3, 4),
                new FixedUnigramCandidateSampler(2, 6, true, 10, UNIGRAMS, 1, 2, 1, 0, 3, 4),
                new FixedUnigramCandidateSampler(2, 40, false, 6, UNIGRAMS, 1, 4, 2, 1, 3, 4),
                new AllCandidateSampler(2, 12, true, 3, 4));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void drawsWhatTensorFlowDraws(OpType type) {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Op op = tf.addOp(type, tf.constant(new long[][] {{1, 5}, {2, 2}, {0, 4}}));
        try (var tensorFlow = new GraphOracle(graph);
                var session = new Session(graph)) {
            for (int run = 0; run < 3; run++) {
                List<Tensor> expected = tensorFlow.run(op.outputs());
                var ours = session.run(op.output(0), op.output(1), op.output(2));
                assertThat(ours.get(op.output(0))).isEqualTo(expected.get(0));
                for (int i = 1; i < 3; i++) {
                    float[] counts = expected.get(i).toFloatArray();
                    for (int k = 0; k < counts.length; k++) {
                        assertThat(ours.get(op.output(i)).toFloatArray()[k])
                                .isBetween(counts[k] - 2 * Math.ulp(counts[k]), counts[k] + 2 * Math.ulp(counts[k]));
                    }
                }
            }
        }
    }
}
