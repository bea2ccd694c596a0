package org.headrace.ops.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.headrace.core.Graph;
import org.headrace.core.GraphException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** Candidate samplers; the numbers are those of TensorFlow 1.15.0 (org.tensorflow:libtensorflow, CPU) for the same ops. */
class CandidateTest {
    private final Ops tf = Ops.on(new Graph());

    private List<Tensor> run(Session session, Op op) {
        var values = session.run(op.output(0), op.output(1), op.output(2));
        return List.of(values.get(op.output(0)), values.get(op.output(1)), values.get(op.output(2)));
    }

    @Test
    void logUniformDrawsTensorFlowsClasses() {
        Op op = tf.addOp(new LogUniformCandidateSampler(1, 4, true, 50, 3, 4), tf.constant(new long[][] {{1}, {5}}));
        try (var session = new Session(tf.graph())) {
            List<Tensor> first = run(session, op);
            assertThat(first.get(0).toLongArray()).containsExactly(3, 8, 2, 28);
            assertThat(first.get(1).toDoubleArray())
                    .containsExactly(new double[] {0.41249552369117737, 0.1568235158920288}, within(1e-7));
            assertThat(first.get(2).toDoubleArray())
                    .containsExactly(
                            new double[] {
                                0.22701266407966614, 0.10718737542629242, 0.29267022013664246, 0.03448937460780144
                            },
                            within(1e-7));
            assertThat(run(session, op).get(0).toLongArray()).containsExactly(8, 19, 14, 0);
        }
    }

    @Test
    void learnedUnigramsCountTheTrueClasses() {
        Op op = tf.addOp(
                new LearnedUnigramCandidateSampler(1, 4, false, 6, 3, 4), tf.constant(new long[][] {{1}, {5}}));
        try (var session = new Session(tf.graph())) {
            List<Tensor> first = run(session, op);
            assertThat(first.get(0).toLongArray()).containsExactly(3, 4, 5, 2);
            assertThat(first.get(1).toFloatArray()).containsExactly(2 / 3f, 2 / 3f);
            List<Tensor> second = run(session, op);
            assertThat(second.get(0).toLongArray()).containsExactly(0, 4, 5, 5);
            assertThat(second.get(1).toFloatArray()).containsExactly(1, 1);
            assertThat(second.get(2).toFloatArray()).containsExactly(.5f, .5f, 1, 1);
        }
    }

    @Test
    void hitsAreWhereTrueClassesWereDrawn() {
        Op op = tf.addOp(
                new ComputeAccidentalHits(2, 0, 0),
                tf.constant(new long[][] {{1, 2}, {5, 1}}),
                tf.constant(new long[] {5, 1, 7}));
        try (var session = new Session(tf.graph())) {
            List<Tensor> hits = run(session, op);
            assertThat(hits.get(0).toIntArray()).containsExactly(0, 1, 1);
            assertThat(hits.get(1).toLongArray()).containsExactly(1, 0, 1);
            assertThat(hits.get(2).toFloatArray())
                    .containsExactly(-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE);
        }
    }

    @Test
    void uniqueClassesAreDrawnOnce() {
        Op op = tf.addOp(new UniformCandidateSampler(1, 30, true, 30, 1, 2), tf.constant(new long[][] {{1}}));
        try (var session = new Session(tf.graph())) {
            Set<Long> drawn = new HashSet<>();
            for (long value : run(session, op).get(0).toLongArray()) {
                drawn.add(value);
            }
            assertThat(drawn).hasSize(30);
        }
    }

    /** With all classes drawn and nothing subtracted twice it is the softmax over all: the expectations are all 1. */
    @Test
    void sampledSoftmaxOverAllClassesIsSoftmax() {
        Output weights = tf.constant(new float[][] {{1, 2}, {0, -1}, {3, 0.5f}});
        Output biases = tf.constant(new float[] {0.1f, -0.2f, 0.3f});
        Output inputs = tf.constant(new float[][] {{0.5f, -1}, {2, 1}});
        Output labels = tf.constant(new long[][] {{2}, {0}});
        var all = tf.nn.allCandidateSampler(labels, 1, 3, true, null);
        Output loss = tf.nn.sampledSoftmaxLoss(weights, biases, labels, inputs, 3, 3, 1, all, true);
        Output logits = tf.nn.biasAdd(tf.matmul(inputs, weights, false, true), biases);
        Output whole = tf.nn.sparseSoftmaxCrossEntropyWithLogits(tf.reshape(labels, 2), logits);
        try (var session = new Session(tf.graph())) {
            assertThat(session.run(loss).toFloatArray())
                    .containsExactly(session.run(whole).toFloatArray(), within(1e-6f));
        }
    }

    @Test
    void nceLossHasOneNumberARow() {
        Output labels = tf.constant(new long[][] {{2, 1}, {0, 1}});
        Output loss = tf.nn.nceLoss(
                tf.ones(Shape.of(9, 3)), tf.zeros(Shape.of(9)), labels, tf.ones(Shape.of(2, 3)), 4, 9, 2, null, false);
        try (var session = new Session(tf.graph())) {
            assertThat(session.run(loss).shape()).isEqualTo(Shape.of(2));
        }
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        Output labels = tf.constant(new long[][] {{2}});
        assertThatThrownBy(() -> tf.nn.uniformCandidateSampler(labels, 1, 5, true, 4, null))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("Sampler's range is too small");
        assertThatThrownBy(() -> tf.nn.uniformCandidateSampler(labels, 2, 5, true, 40, null))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("true_classes must have num_true columns");
        var outside = tf.nn.uniformCandidateSampler(tf.constant(new long[][] {{7}}), 1, 2, true, 5, null);
        try (var session = new Session(tf.graph())) {
            assertThatThrownBy(() -> session.run(outside.sampledCandidates()))
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("`true_candidate` out of range [0, 5), received 7");
        }
    }
}
