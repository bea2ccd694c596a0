package org.headrace.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;

import java.util.List;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** The ops that gradients of reductions, products and losses add; the names are those of TensorFlow 1.14's graphs. */
class ReductionGradientsTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    private Output placeholder(long... dims) {
        return tf.placeholder(FLOAT32, Shape.of(dims));
    }

    private List<String> namesIn(String op) {
        String scope = "gradients/" + op + "_grad/";
        return graph.ops().stream()
                .map(Op::name)
                .filter(name -> name.startsWith(scope))
                .map(name -> name.substring(scope.length()))
                .toList();
    }

    private void differentiate(Output y, Output... xs) {
        Gradients.of(tf, y).withRespectTo(List.of(xs));
    }

    @Test
    void aMeanOfAKnownShapeIsSpreadByConstants() {
        Output x = placeholder(4, 5);
        differentiate(tf.reduceMean(x), x);
        assertThat(namesIn("Mean")).containsExactly("Reshape/shape", "Reshape", "Const", "Tile", "Const_1", "truediv");
    }

    @Test
    void aMeanOfAKnownRankCountsItsElementsWhenItRuns() {
        Output x = placeholder(-1, 5);
        differentiate(tf.reduceMean(x), x);
        assertThat(namesIn("Mean"))
                .containsExactly(
                        "Reshape/shape",
                        "Reshape",
                        "Shape",
                        "Tile",
                        "Shape_1",
                        "Shape_2",
                        "Const",
                        "Prod",
                        "Const_1",
                        "Prod_1",
                        "Maximum/y",
                        "Maximum",
                        "floordiv",
                        "Cast",
                        "truediv");
    }

    @Test
    void aSumAlongAnAxisIsTiled() {
        Output x = placeholder(-1, 5);
        differentiate(tf.reduceSum(x, 1), x);
        assertThat(namesIn("Sum"))
                .containsExactly(
                        "Shape",
                        "Size",
                        "add",
                        "mod",
                        "Shape_1",
                        "range/start",
                        "range/delta",
                        "range",
                        "Fill/value",
                        "Fill",
                        "DynamicStitch",
                        "Maximum/y",
                        "Maximum",
                        "floordiv",
                        "Reshape",
                        "Tile");
    }

    @Test
    void aProductHasBothGradientsWhateverIsAsked() {
        Output a = placeholder(-1, 3);
        differentiate(tf.matmul(a, placeholder(3, 2)), a);
        assertThat(namesIn("MatMul")).containsExactly("MatMul", "MatMul_1");
    }

    @Test
    void theGradientOfAMeanSquaredErrorIsTensorFlows() {
        Output x = placeholder(100, 1);
        differentiate(tf.losses.meanSquaredError(placeholder(100, 1), x), x);
        assertThat(namesIn("mean_squared_error/Sum_1")).containsExactly("Reshape/shape", "Reshape", "Const", "Tile");
        assertThat(namesIn("mean_squared_error/Sum")).containsExactly("Reshape/shape", "Reshape", "Const", "Tile");
        assertThat(namesIn("mean_squared_error/Mul"))
                .containsExactlyInAnyOrder(
                        "Shape",
                        "Shape_1",
                        "BroadcastGradientArgs",
                        "Mul",
                        "Sum",
                        "Reshape",
                        "Mul_1",
                        "Sum_1",
                        "Reshape_1");
    }

    @Test
    void theGradientOfASoftmaxCrossEntropyIsTensorFlows() {
        Output x = placeholder(-1, 10);
        differentiate(tf.nn.softmaxCrossEntropyWithLogits(placeholder(-1, 10), x), x);
        assertThat(namesIn("softmax_cross_entropy_with_logits_sg"))
                .containsExactlyInAnyOrder(
                        "ExpandDims/dim",
                        "ExpandDims",
                        "mul",
                        "LogSoftmax",
                        "Neg",
                        "ExpandDims_1/dim",
                        "ExpandDims_1",
                        "mul_1");
    }

    @Test
    void aSparseCrossEntropyIsDifferentiatedOnce() {
        Output x = placeholder(-1, 10);
        Output loss = tf.nn.sparseSoftmaxCrossEntropyWithLogits(tf.placeholder(INT32, Shape.of(-1)), x);
        Gradient first = Gradients.of(tf, loss).withRespectTo(List.of(x)).get(0);
        assertThat(namesIn("SparseSoftmaxCrossEntropyWithLogits/SparseSoftmaxCrossEntropyWithLogits"))
                .containsExactly("PreventGradient", "ExpandDims/dim", "ExpandDims", "mul");
        Output dx = ((Gradient.Dense) first).value();
        assertThatThrownBy(() -> differentiate(dx, x))
                .hasMessageContaining("no way to take the second derivative of sparse_softmax_cross_entropy");
    }

    @Test
    void tiesShareTheGradientOfAMaximum() {
        Output x = tf.constant(new float[][] {{2, 2, 1}, {0, 4, 3}});
        Gradient dx =
                Gradients.of(tf, tf.reduceMax(x, 1)).withRespectTo(List.of(x)).get(0);
        try (Session session = new Session(graph)) {
            assertThat(session.run(((Gradient.Dense) dx).value()).toFloatArray())
                    .containsExactly(0.5f, 0.5f, 0, 0, 1, 0);
        }
    }
}
