package org.headrace.ops.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;

import java.util.List;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

class NnTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    private Tensor run(Output y) {
        try (Session session = new Session(graph)) {
            return session.run(y);
        }
    }

    private Output placeholder(String name, long... dims) {
        return tf.placeholder(FLOAT32, Shape.of(dims), name);
    }

    private List<String> namesIn(String scope) {
        return graph.ops().stream()
                .map(Op::name)
                .filter(name -> name.startsWith(scope + "/") || name.equals(scope))
                .map(name -> name.equals(scope) ? "." : name.substring(scope.length() + 1))
                .toList();
    }

    @Test
    void sigmoidCrossEntropyIsMadeOfTensorFlowsOps() {
        Output loss = tf.nn.sigmoidCrossEntropyWithLogits(placeholder("z", -1, 1), placeholder("x", -1, 1));
        assertThat(namesIn("logistic_loss"))
                .containsExactly(
                        "zeros_like", "GreaterEqual", "Select", "Neg", "Select_1", "mul", "sub", "Exp", "Log1p", ".");
        assertThat(loss.name()).isEqualTo("logistic_loss:0");
        assertThatThrownBy(() -> tf.nn.sigmoidCrossEntropyWithLogits(placeholder("a", 2, 1), placeholder("b", 2)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("logits and labels must have the same shape ((2,) vs (2, 1))");
    }

    @Test
    void sigmoidCrossEntropyGivesTensorFlowsValues() {
        Output logits = tf.constant(new float[] {0.2f, 0.4f, 0.7f, 0.9f});
        Output labels = tf.constant(new float[] {0, 0, 1, 1});
        // TensorFlow 1.15
        assertThat(run(tf.nn.sigmoidCrossEntropyWithLogits(labels, logits)).toFloatArray())
                .containsExactly(new float[] {0.79813886f, 0.91301525f, 0.40318605f, 0.34115386f}, within(6e-8f));
    }

    /** The names are those of TensorFlow 1.14's graphs. */
    @Test
    void softmaxCrossEntropyFlattensAsTensorFlowDoes() {
        Output loss = tf.nn.softmaxCrossEntropyWithLogits(placeholder("z", -1, 10), placeholder("x", -1, 10));
        assertThat(namesIn("softmax_cross_entropy_with_logits_sg"))
                .containsExactly(
                        "labels_stop_gradient",
                        "Rank",
                        "Shape",
                        "Rank_1",
                        "Shape_1",
                        "Sub/y",
                        "Sub",
                        "Slice/begin",
                        "Slice/size",
                        "Slice",
                        "concat/values_0",
                        "concat/axis",
                        "concat",
                        "Reshape",
                        "Rank_2",
                        "Shape_2",
                        "Sub_1/y",
                        "Sub_1",
                        "Slice_1/begin",
                        "Slice_1/size",
                        "Slice_1",
                        "concat_1/values_0",
                        "concat_1/axis",
                        "concat_1",
                        "Reshape_1",
                        ".",
                        "Sub_2/y",
                        "Sub_2",
                        "Slice_2/begin",
                        "Slice_2/size",
                        "Slice_2",
                        "Reshape_2");
        assertThat(loss.name()).isEqualTo("softmax_cross_entropy_with_logits_sg/Reshape_2:0");
        assertThat(loss.shape()).isEqualTo(Shape.of(-1));
    }

    @Test
    void softmaxCrossEntropyTakesAnyRank() {
        float[][][] logits = {{{1, 2}, {0, 0}}, {{3, -3}, {5, 5}}};
        float[][][] labels = {{{1, 0}, {0.5f, 0.5f}}, {{0, 1}, {1, 0}}};
        Output loss = tf.nn.softmaxCrossEntropyWithLogits(tf.constant(labels), tf.constant(logits));
        double log2 = Math.log(2);
        assertThat(run(loss).shape()).isEqualTo(Shape.of(2, 2));
        assertThat(run(loss).toDoubleArray())
                .containsExactly(
                        new double[] {Math.log1p(Math.exp(1)), log2, Math.log1p(Math.exp(6)), log2}, within(1e-6));
    }

    @Test
    void sparseSoftmaxCrossEntropyNamesItsOpAsTensorFlowDoes() {
        Output labels = tf.placeholder(INT32, Shape.of(-1), "z");
        Output loss = tf.nn.sparseSoftmaxCrossEntropyWithLogits(labels, placeholder("x", -1, 10));
        assertThat(namesIn("SparseSoftmaxCrossEntropyWithLogits"))
                .containsExactly("Shape", "SparseSoftmaxCrossEntropyWithLogits");
        assertThat(loss.shape()).isEqualTo(Shape.of(-1));
        Output named = tf.withName("xent").nn.sparseSoftmaxCrossEntropyWithLogits(labels, placeholder("y", -1, 10));
        assertThat(named.name()).isEqualTo("xent/xent:0");
    }

    @Test
    void sparseSoftmaxCrossEntropyTakesAnyRank() {
        Output logits = tf.constant(new float[][][] {{{1, 2}, {0, 0}}, {{3, -3}, {5, 5}}});
        Output labels = tf.constant(new int[][] {{0, 1}, {1, 0}});
        double log2 = Math.log(2);
        assertThat(run(tf.nn.sparseSoftmaxCrossEntropyWithLogits(labels, logits))
                        .toDoubleArray())
                .containsExactly(
                        new double[] {Math.log1p(Math.exp(1)), log2, Math.log1p(Math.exp(6)), log2}, within(1e-6));
    }

    @Test
    void labelsThatDoNotFitAreRefused() {
        Output logits = placeholder("x", 4, 3);
        assertThatThrownBy(
                        () -> tf.nn.sparseSoftmaxCrossEntropyWithLogits(tf.placeholder(INT32, Shape.of(4, 3)), logits))
                .hasMessageContaining("Rank mismatch: Rank of labels (received 2) should equal rank of logits minus 1 "
                        + "(received 2)")
                .hasMessageContaining("one-hot rows of labels go to softmaxCrossEntropyWithLogits");
        assertThatThrownBy(() -> tf.nn.sparseSoftmaxCrossEntropyWithLogits(tf.placeholder(INT32, Shape.of(5)), logits))
                .hasMessageContaining("Shape mismatch: The shape of labels (received (5,))");
        Output wrong =
                tf.nn.sparseSoftmaxCrossEntropyWithLogits(tf.constant(new int[] {1, 5}), tf.constant(new float[2][3]));
        assertThatThrownBy(() -> run(wrong))
                .hasMessageContaining("Received a label value of 5 which is outside the valid range of [0, 3).  "
                        + "Label values: 1 5");
        assertThatThrownBy(() ->
                        tf.add(new SoftmaxCrossEntropyWithLogits(), placeholder("a", 2, 3), placeholder("b", 2, 4)))
                .hasMessageContaining("logits and labels must be broadcastable: logits_size=[2,3] labels_size=[2,4]");
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        Output logits = tf.constant(new float[][] {{1000, -1000}, {-1e30f, -1e30f}});
        assertThat(run(tf.nn.softmax(logits)).toFloatArray()).containsExactly(1, 0, 0.5f, 0.5f);
        assertThat(run(tf.nn.logSoftmax(logits)).toFloatArray())
                .containsExactly(0, -2000, (float) -Math.log(2), (float) -Math.log(2));
        Output certain = tf.constant(new float[][] {{1, 0}, {1, 0}});
        assertThat(run(tf.nn.softmaxCrossEntropyWithLogits(certain, logits)).toFloatArray())
                .containsExactly(0, (float) Math.log(2));
    }

    @Test
    void softmaxAlongAnotherAxis() {
        Output logits = tf.constant(new float[][] {{0, 1}, {0, 1}, {(float) Math.log(2), 1}});
        float third = 1 / 3f;
        assertThat(run(tf.nn.softmax(logits, 0)).toFloatArray())
                .containsExactly(new float[] {0.25f, third, 0.25f, third, 0.5f, third}, within(1e-7f));
        assertThat(run(tf.nn.softmax(logits, 1)).toFloatArray())
                .containsExactly(run(tf.nn.softmax(logits)).toFloatArray());
        assertThatThrownBy(() -> tf.nn.softmax(logits, 2))
                .hasMessageContaining("Dimension (2) must be in the range [-2, 2)");
    }

    @Test
    void biasesMustFitTheirAxis() {
        assertThatThrownBy(() -> tf.nn.biasAdd(placeholder("x", -1, 3), placeholder("b", 4)))
                .hasMessageContaining("value is [?,3], bias is [4]: value.dim(1) = 3 must equal the bias' length 4");
        assertThatThrownBy(() -> tf.nn.biasAdd(placeholder("x", -1, 3), placeholder("b", 3), "NWHC"))
                .hasMessageContaining("data_format is \"NWHC\", must be \"NHWC\" or \"NCHW\"");
        assertThatThrownBy(() -> tf.nn.biasAdd(placeholder("x", 3), placeholder("b", 3)))
                .hasMessageContaining("Shape must be at least rank 2 but is rank 1");
    }

    @Test
    void dropoutIsMadeOfTensorFlowsOps() {
        Output x = placeholder("x", -1, 4);
        tf.nn.dropout(x, 0.2);
        assertThat(namesIn("dropout"))
                .containsExactly(
                        "rate",
                        "Shape",
                        "random_uniform/min",
                        "random_uniform/max",
                        "random_uniform/RandomUniform",
                        "random_uniform/sub",
                        "random_uniform/mul",
                        "random_uniform",
                        "sub/x",
                        "sub",
                        "truediv/x",
                        "truediv",
                        "GreaterEqual",
                        "mul",
                        "Cast",
                        "mul_1");
        Output keepProb = tf.placeholder(FLOAT32, "keep_prob");
        tf.nn.dropout(x, keepProb);
        assertThat(graph.op("sub").inputs().get(1)).isEqualTo(keepProb);
        assertThat(namesIn("dropout_1")).doesNotContain("rate");
    }

    @Test
    void dropoutKeepsTheMean() {
        Output x = tf.constant(Tensor.wrap(Shape.of(10_000), ones(10_000)));
        Tensor y = run(tf.nn.dropout(x, 0.2, 1L));
        double sum = 0;
        for (float value : y.toFloatArray()) {
            assertThat(value == 0 || Math.abs(value - 5) < 1e-5).isTrue();
            sum += value;
        }
        // five deviations of the mean of 10,000 draws of variance 4
        assertThat(sum / 10_000).isCloseTo(1, within(0.1));
    }

    private static float[] ones(int n) {
        float[] ones = new float[n];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void dropoutOfNothingIsTheInputItself() {
        Output x = placeholder("x", 4);
        assertThat(tf.nn.dropout(x, 1)).isEqualTo(x);
        assertThatThrownBy(() -> tf.nn.dropout(x, 0)).hasMessageContaining("in the range (0, 1], got 0.0");
        assertThatThrownBy(() -> tf.nn.dropout(x, 1.5)).hasMessageContaining("got 1.5");
        assertThatThrownBy(() -> tf.nn.dropout(tf.constant(new int[] {1}), 0.5))
                .hasMessageContaining("x has to be a floating point tensor");
    }

    @Test
    void momentsAreOfAllElementsAlongTheAxes() {
        Output x = tf.constant(new float[][] {{1, 2}, {3, 6}});
        var moments = tf.nn.moments(x, 0);
        assertThat(run(moments.mean())).isEqualTo(Tensor.of(2f, 4f));
        assertThat(run(moments.variance())).isEqualTo(Tensor.of(1f, 4f));
        assertThat(tf.nn.moments(x, new int[] {0, 1}, true).mean().shape()).isEqualTo(Shape.of(1, 1));
    }

    @Test
    void embeddingLookupGathersRows() {
        Output params = tf.constant(new float[][] {{1, 2}, {3, 4}});
        Output rows = tf.nn.embeddingLookup(params, tf.constant(new int[] {1, 1, 0}));
        assertThat(rows.name()).isEqualTo("embedding_lookup/Identity:0");
        assertThat(namesIn("embedding_lookup")).containsExactly("axis", ".", "Identity");
        assertThat(run(rows).toFloatArray()).containsExactly(3, 4, 3, 4, 1, 2);
    }

    @Test
    void inTopKCountsWhatIsAboveTheTarget() {
        Output predictions = tf.constant(new float[][] {{1, 3, 2}, {2, 2, 2}, {Float.NaN, 0, 1}, {1, 2, 3}});
        Output y = tf.nn.inTopK(predictions, tf.constant(new int[] {0, 2, 2, 7}), 2);
        assertThat(y.name()).isEqualTo("in_top_k/InTopKV2:0");
        assertThat(run(y).toArray()).isEqualTo(new boolean[] {false, true, false, false});
    }
}
