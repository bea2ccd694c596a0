package org.headrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.junit.jupiter.api.Test;

/** Penalties on variables: the formulas, and the names and collection of TensorFlow 1.14's {@code tf.contrib.layers}. */
class RegularizersTest {
    private final Ops tf = Ops.on(new Graph());

    private double value(Output penalty) {
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            return session.run(penalty).toDouble();
        }
    }

    private Output get(String name, Regularizer regularizer) {
        return tf.getVariable(
                name, Shape.of(3), DType.FLOAT32, tf.initializers.constant(new float[] {1, -2, 3}), regularizer);
    }

    @Test
    void penalizesAVariableWhenItIsMade() {
        get("w", tf.regularizers.l2(.5));
        List<Output> penalties = tf.losses.getRegularizationLosses();
        assertThat(penalties).extracting(Output::name).containsExactly("w/Regularizer/l2_regularizer:0");
        assertThat(tf.graph().ops().stream().map(Op::name).filter(name -> name.contains("Regularizer")))
                .containsExactly(
                        "w/Regularizer/l2_regularizer/scale",
                        "w/Regularizer/l2_regularizer/L2Loss",
                        "w/Regularizer/l2_regularizer");
        assertThat(value(tf.losses.getTotalLoss())).isCloseTo(.5 * 14 / 2, within(1e-6));
    }

    @Test
    void sumsAbsoluteValues() {
        get("w", tf.regularizers.l1(.25));
        assertThat(value(tf.losses.getRegularizationLoss())).isCloseTo(.25 * 6, within(1e-6));
        assertThat(tf.graph().ops().stream().map(Op::name).filter(name -> name.contains("Regularizer")))
                .containsExactly(
                        "w/Regularizer/l1_regularizer/scale",
                        "w/Regularizer/l1_regularizer/Abs",
                        "w/Regularizer/l1_regularizer/Const",
                        "w/Regularizer/l1_regularizer/Sum",
                        "w/Regularizer/l1_regularizer");
    }

    @Test
    void addsBoth() {
        get("w", tf.regularizers.l1L2(.25, .5));
        assertThat(tf.losses.getRegularizationLosses())
                .extracting(Output::name)
                .containsExactly("w/Regularizer/l1_l2_regularizer:0");
        assertThat(value(tf.losses.getRegularizationLoss())).isCloseTo(.25 * 6 + .5 * 7, within(1e-6));
    }

    @Test
    void scaleOfZeroIsNoPenalty() {
        get("w", tf.regularizers.l1(0));
        get("v", tf.regularizers.l1L2(0, 0));
        assertThat(tf.losses.getRegularizationLosses()).isEmpty();
        get("u", tf.regularizers.l1L2(0, 1));
        assertThat(value(tf.losses.getRegularizationLoss())).isCloseTo(7, within(1e-6));
    }

    @Test
    void aScopePenalizesItsVariables() {
        Ops scope = tf.variableScope("layer", Reuse.AUTO, null, tf.regularizers.l2(1));
        scope.variableScope("inner").getVariable("w", new float[] {1, 2});
        scope.variableScope("inner", Reuse.AUTO).getVariable("w", new float[] {1, 2});
        assertThat(tf.losses.getRegularizationLosses())
                .extracting(Output::name)
                .containsExactly("layer/inner/w/Regularizer/l2_regularizer:0");
    }

    @Test
    void penalizesTogether() {
        Output a = tf.constant(new float[] {3});
        Output b = tf.constant(new float[] {-4, 1});
        Output sum = tf.regularizers.apply(tf.regularizers.l1(.5), List.of(a, b));
        assertThat(sum.name()).isEqualTo("get_regularization_penalty:0");
        assertThat(tf.losses.getRegularizationLosses()).containsExactly(sum);
        assertThat(value(sum)).isCloseTo(4, within(1e-6));
    }

    @Test
    void refusesWhatIsNoPenalty() {
        assertThatThrownBy(() -> tf.regularizers.l2(-1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("Setting a scale less than 0 on a regularizer: -1.0");
        assertThatThrownBy(() -> tf.regularizers.apply(tf.regularizers.l2(1), List.of()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("No weights to regularize.");
        Output w = tf.constant(new float[] {1});
        assertThatThrownBy(() -> tf.regularizers.apply((at, weights) -> weights, List.of(w)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("regularizer must return a scalar Tensor instead of a Tensor with rank 1.");
    }
}
