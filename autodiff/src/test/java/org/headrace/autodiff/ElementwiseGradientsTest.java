package org.headrace.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** The names that TensorFlow 1.14 gives to the ops of element-wise gradients, and the rules without formulas. */
class ElementwiseGradientsTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 3), "x");

    private List<String> namesOfGradient(String op, UnaryOperator<Output> function) {
        Gradients.of(tf, function.apply(x)).withRespectTo(List.of(x));
        String scope = "gradients/" + op + "_grad/";
        return graph.ops().stream()
                .map(Op::name)
                .filter(name -> name.startsWith(scope))
                .map(name -> name.substring(scope.length()))
                .toList();
    }

    private static final String[] SEVEN = {
        "Shape", "Shape_1", "BroadcastGradientArgs", "Sum", "Reshape", "Sum_1", "Reshape_1"
    };

    @Test
    void addReducesBothSides() {
        assertThat(namesOfGradient("Add", x -> tf.add(x, 1))).containsExactlyInAnyOrder(SEVEN);
    }

    @Test
    void subNegates() {
        assertThat(namesOfGradient("Sub", x -> tf.sub(x, 1)))
                .contains(SEVEN)
                .contains("Neg")
                .hasSize(8);
    }

    @Test
    void mulMultipliesTwice() {
        assertThat(namesOfGradient("Mul", x -> tf.mul(x, 2)))
                .contains(SEVEN)
                .contains("Mul", "Mul_1")
                .hasSize(9);
    }

    @Test
    void trueDivisionDividesThrice() {
        assertThat(namesOfGradient("truediv", x -> tf.div(x, 2)))
                .contains(SEVEN)
                .contains("RealDiv", "Neg", "RealDiv_1", "RealDiv_2", "mul")
                .hasSize(12);
    }

    @Test
    void log1pDividesBySum() {
        assertThat(namesOfGradient("Log1p", x -> tf.math.log1p(x)))
                .containsExactly("add/x", "add", "Reciprocal", "mul");
    }

    @Test
    void expTakesItsOutput() {
        assertThat(namesOfGradient("Exp", x -> tf.exp(x))).containsExactly("mul");
    }

    @Test
    void negNegates() {
        assertThat(namesOfGradient("Neg", x -> tf.neg(x))).containsExactly("Neg");
    }

    @Test
    void selectSelectsZeros() {
        assertThat(namesOfGradient("Select", x -> tf.where(tf.greater(x, 0), x, tf.zerosLike(x))))
                .containsExactly("zeros_like", "Select", "Select_1");
    }

    @Test
    void squareDoubles() {
        assertThat(namesOfGradient("Square", x -> tf.square(x))).containsExactly("Const", "Mul", "Mul_1");
    }

    @Test
    void reluAndSigmoidHaveOpsOfTheirOwn() {
        assertThat(namesOfGradient("Relu", x -> tf.nn.relu(x))).containsExactly("ReluGrad");
        assertThat(namesOfGradient("Sigmoid", x -> tf.sigmoid(x))).isEmpty(); // this one is below gradients_1
        assertThat(graph.op("gradients_1/Sigmoid_grad/SigmoidGrad").type().name())
                .isEqualTo("SigmoidGrad");
    }

    @Test
    void equalShapesNeedNoReduction() {
        Output a = tf.placeholder(DType.FLOAT32, Shape.of(2, 3), "a");
        Output b = tf.placeholder(DType.FLOAT32, Shape.of(2, 3), "b");
        Gradients.of(tf, tf.mul(a, b)).withRespectTo(List.of(a, b));
        assertThat(graph.ops().stream().map(Op::name).filter(name -> name.startsWith("gradients/Mul_grad")))
                .containsExactly("gradients/Mul_grad/Mul", "gradients/Mul_grad/Mul_1");
    }

    @Test
    void castsBackBetweenFloatingDTypesAndStopsAtIntegers() {
        Gradient through = Gradients.of(tf, tf.cast(x, DType.FLOAT64))
                .withRespectTo(List.of(x))
                .get(0);
        Output dx = ((Gradient.Dense) through).value();
        assertThat(dx.dtype()).isEqualTo(DType.FLOAT32);
        try (Session session = new Session(graph)) {
            assertThat(session.feed(x, new float[1][3]).run(dx)).isEqualTo(Tensor.of(new float[][] {{1, 1, 1}}));
        }
        Output there = tf.cast(tf.cast(x, DType.INT32), DType.FLOAT32);
        assertThat(Gradients.of(tf, there).withRespectTo(List.of(x))).containsExactly(Gradient.NONE);
    }

    @Test
    void stepsHaveNoGradient() {
        for (Output y : List.of(tf.math.floor(x), tf.math.ceil(x), tf.math.rint(x), tf.math.round(x))) {
            assertThat(Gradients.of(tf, y).withRespectTo(List.of(x))).containsExactly(Gradient.NONE);
        }
    }
}
