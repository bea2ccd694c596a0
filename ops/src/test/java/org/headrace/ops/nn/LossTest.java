package org.headrace.ops.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.headrace.core.DType.FLOAT32;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.LossOps.Reduction;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

class LossTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);
    private final Output labels = tf.constant(new float[][] {{1, 2}, {3, 4}});
    private final Output predictions = tf.constant(new float[][] {{2, 4}, {6, 0}});

    private double run(Output y) {
        try (Session session = new Session(graph)) {
            return session.run(y).toDouble();
        }
    }

    @Test
    void theLossIsNamedAsInTensorFlow() {
        Output loss = tf.losses.meanSquaredError(
                tf.placeholder(FLOAT32, Shape.of(-1, 1), "y"), tf.placeholder(FLOAT32, Shape.of(-1, 1), "p"));
        assertThat(loss.name()).isEqualTo("mean_squared_error/value:0");
        assertThat(graph.ops().stream().map(Op::name).filter(name -> name.startsWith("mean_squared_error/")))
                .contains(
                        "mean_squared_error/SquaredDifference",
                        "mean_squared_error/Cast/x",
                        "mean_squared_error/Mul",
                        "mean_squared_error/Const",
                        "mean_squared_error/Sum",
                        "mean_squared_error/num_present/Equal",
                        "mean_squared_error/num_present/Select",
                        "mean_squared_error/num_present/broadcast_weights",
                        "mean_squared_error/num_present/Const",
                        "mean_squared_error/num_present",
                        "mean_squared_error/Const_1",
                        "mean_squared_error/Sum_1");
    }

    @Test
    void eachReductionDividesByItsOwnCount() {
        // squared differences 1, 4, 9, 16; weights 2 and 0 by row
        Output weights = tf.constant(new float[][] {{2}, {0}});
        assertThat(run(tf.losses.meanSquaredError(labels, predictions))).isEqualTo(7.5);
        assertThat(run(tf.losses.meanSquaredError(labels, predictions, weights)))
                .isEqualTo(5);
        assertThat(run(tf.losses.meanSquaredError(labels, predictions, weights, Reduction.SUM)))
                .isEqualTo(10);
        assertThat(run(tf.losses.meanSquaredError(labels, predictions, weights, Reduction.MEAN)))
                .isEqualTo(2.5);
        assertThat(run(tf.losses.meanSquaredError(labels, predictions, weights, Reduction.SUM_OVER_BATCH_SIZE)))
                .isEqualTo(2.5);
        assertThat(run(tf.losses.meanSquaredError(labels, predictions, tf.constant(0f))))
                .isEqualTo(0);
        assertThat(tf.losses
                        .meanSquaredError(labels, predictions, null, Reduction.NONE)
                        .shape())
                .isEqualTo(Shape.of(2, 2));
    }

    @Test
    void theOtherLossesFollowTheirFormulas() {
        assertThat(run(tf.losses.absoluteDifference(labels, predictions))).isEqualTo(2.5);
        assertThat(run(tf.losses.huberLoss(labels, predictions))).isEqualTo((0.5 + 1.5 + 2.5 + 3.5) / 4);
        Output truth = tf.constant(new float[] {0, 1});
        Output logits = tf.constant(new float[] {0.5f, 0.5f});
        assertThat(run(tf.losses.hingeLoss(truth, logits))).isEqualTo((1.5 + 0.5) / 2);
        assertThat(run(tf.losses.logLoss(truth, tf.constant(new float[] {0.25f, 0.5f}))))
                .isCloseTo((-Math.log(0.75) - Math.log(0.5)) / 2, within(1e-6));
        assertThat(run(tf.losses.sigmoidCrossEntropy(truth, logits)))
                .isCloseTo((Math.log1p(Math.exp(0.5)) + Math.log1p(Math.exp(-0.5))) / 2, within(1e-6));
        Output rows = tf.constant(new float[][] {{1, 2}, {0, 0}});
        double expected = (Math.log1p(Math.exp(1)) + Math.log(2)) / 2;
        assertThat(run(tf.losses.softmaxCrossEntropy(tf.constant(new float[][] {{1, 0}, {0, 1}}), rows)))
                .isCloseTo(expected, within(1e-6));
        assertThat(run(tf.losses.sparseSoftmaxCrossEntropy(tf.constant(new int[] {0, 1}), rows)))
                .isCloseTo(expected, within(1e-6));
        assertThat(run(tf.losses.sparseSoftmaxCrossEntropy(tf.constant(new int[][] {{0}, {1}}), rows)))
                .isCloseTo(expected, within(1e-6));
        Output unit = tf.constant(new float[][] {{0.6f, 0.8f}});
        assertThat(run(tf.losses.cosineDistance(unit, unit, 1))).isCloseTo(0, within(1e-6));
    }

    @Test
    void lossesAreCollectedAndAddedUp() {
        Output first = tf.scope("a").losses.meanSquaredError(labels, predictions);
        Output second = tf.losses.absoluteDifference(labels, predictions);
        assertThat(tf.losses.getLosses()).isEqualTo(List.of(first, second));
        assertThat(tf.losses.getLosses("a/")).isEqualTo(List.of(first));
        assertThat(tf.losses.getTotalLoss().name()).isEqualTo("total_loss:0");
        assertThat(run(tf.losses.getTotalLoss())).isEqualTo(10);
        assertThat(run(tf.losses.getRegularizationLoss())).isZero();
    }

    @Test
    void aLossElsewhereKeepsItsDtype() {
        Output losses = tf.constant(new double[] {1, 2, 6});
        Output loss = tf.losses.computeWeightedLoss(losses, null, Reduction.SUM_BY_NONZERO_WEIGHTS);
        assertThat(loss.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(run(loss)).isEqualTo(3);
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> tf.losses.meanSquaredError(labels, tf.constant(new float[] {1, 2, 3})))
                .hasMessageContaining("Shapes (3,) and (2, 2) are incompatible: mean_squared_error compares");
        assertThatThrownBy(() -> tf.losses.meanSquaredError(labels, predictions, tf.constant(new float[] {1, 2})))
                .hasMessageContaining("weights can not be broadcast to values. values.rank=2. weights.rank=1.");
        assertThatThrownBy(
                        () -> tf.losses.meanSquaredError(labels, predictions, tf.constant(new float[][] {{1, 2, 3}})))
                .hasMessageContaining("weights.shape=(1, 3)");
    }

    @Test
    void theNormIsTheRootOfTheSumOfSquares() {
        try (Session session = new Session(graph)) {
            Output x = tf.constant(new float[][] {{3, 4}, {0, 12}});
            assertThat(session.run(tf.linalg.norm(x))).isEqualTo(Tensor.of(FLOAT32, 13));
            assertThat(session.run(tf.linalg.norm(x, 1))).isEqualTo(Tensor.of(5f, 12f));
        }
    }
}
