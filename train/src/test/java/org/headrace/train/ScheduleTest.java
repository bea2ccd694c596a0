package org.headrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** Learning rates that change: the formulas, and the names that TensorFlow 1.14's Python source gives the ops. */
class ScheduleTest {
    private final Ops tf = Ops.on(new Graph());
    private final TrainOps train = new TrainOps(tf);
    private final Output step = tf.placeholder(DType.INT64, Shape.scalar(), "step");

    private void compare(Output rate, DoubleUnaryOperator formula) {
        assertThat(rate.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(rate.shape()).isEqualTo(Shape.scalar());
        try (var session = new Session(tf.graph())) {
            for (int t = 0; t < 40; t++) {
                assertThat((double) session.feed(step, (long) t).run(rate).toFloat())
                        .as("step %d", t)
                        .isCloseTo(formula.applyAsDouble(t), within(1e-6));
            }
        }
    }

    private List<String> names() {
        return tf.graph().ops().stream().skip(1).map(Op::name).toList();
    }

    @Test
    void exponential() {
        compare(train.exponentialDecay(.5, step, 7, .8), t -> .5 * Math.pow(.8, t / 7));
        assertThat(names())
                .containsExactly(
                        "ExponentialDecay/initial_learning_rate",
                        "ExponentialDecay/Cast/x",
                        "ExponentialDecay/Cast",
                        "ExponentialDecay/Cast_1/x",
                        "ExponentialDecay/Cast_2",
                        "ExponentialDecay/truediv",
                        "ExponentialDecay/Pow",
                        "ExponentialDecay");
    }

    @Test
    void exponentialInStairs() {
        compare(train.exponentialDecay(.5, step, 7, .8, true), t -> .5 * Math.pow(.8, Math.floor(t / 7)));
        assertThat(names()).contains("ExponentialDecay/Floor");
    }

    @Test
    void naturalExponential() {
        compare(train.naturalExpDecay(.5, step, 7, .3), t -> .5 * Math.exp(-.3 * t / 7));
        assertThat(names())
                .containsExactly(
                        "Neg/x",
                        "Neg",
                        "Exp",
                        "ExponentialDecay/initial_learning_rate",
                        "ExponentialDecay/Cast/x",
                        "ExponentialDecay/Cast",
                        "ExponentialDecay/Cast_1",
                        "ExponentialDecay/truediv",
                        "ExponentialDecay/Pow",
                        "ExponentialDecay");
    }

    @Test
    void inverseTime() {
        compare(train.inverseTimeDecay(.5, step, 7, .3), t -> .5 / (1 + .3 * t / 7));
        assertThat(names())
                .containsExactly(
                        "InverseTimeDecay/initial_learning_rate",
                        "InverseTimeDecay/Cast/x",
                        "InverseTimeDecay/Cast",
                        "InverseTimeDecay/Cast_1/x",
                        "InverseTimeDecay/Cast_2",
                        "InverseTimeDecay/truediv",
                        "InverseTimeDecay/Const",
                        "InverseTimeDecay/Cast_3",
                        "InverseTimeDecay/Mul",
                        "InverseTimeDecay/Add",
                        "InverseTimeDecay");
    }

    @Test
    void inverseTimeInStairs() {
        compare(train.inverseTimeDecay(.5, step, 7, .3, true), t -> .5 / (1 + .3 * Math.floor(t / 7)));
    }

    @Test
    void piecewise() {
        compare(train.piecewiseConstant(step, new long[] {10, 20}, .3, .2, .1), t -> t <= 10 ? .3 : t <= 20 ? .2 : .1);
    }

    @Test
    void polynomial() {
        compare(
                train.polynomialDecay(.5, step, 15, .1, .7, false),
                t -> .4 * Math.pow(1 - Math.min(t, 15) / 15, .7) + .1);
        assertThat(names())
                .containsExactly(
                        "PolynomialDecay/initial_learning_rate",
                        "PolynomialDecay/Cast/x",
                        "PolynomialDecay/Cast_1/x",
                        "PolynomialDecay/Cast_2",
                        "PolynomialDecay/Cast_3/x",
                        "PolynomialDecay/Cast_3",
                        "PolynomialDecay/Minimum",
                        "PolynomialDecay/truediv",
                        "PolynomialDecay/sub",
                        "PolynomialDecay/sub_1/x",
                        "PolynomialDecay/sub_1",
                        "PolynomialDecay/Pow",
                        "PolynomialDecay/Mul",
                        "PolynomialDecay");
    }

    @Test
    void polynomialInCycles() {
        compare(train.polynomialDecay(.5, step, 15, .1, 2, true), t -> {
            double steps = 15 * Math.max(1, Math.ceil(t / 15));
            return .4 * Math.pow(1 - t / steps, 2) + .1;
        });
    }

    private static double cosine(double t) {
        return (1 + Math.cos(Math.PI * t)) / 2;
    }

    @Test
    void cosine() {
        compare(train.cosineDecay(.5, step, 15, .2), t -> .5 * (.8 * cosine(Math.min(t, 15) / 15) + .2));
        assertThat(names())
                .containsExactly(
                        "CosineDecay/initial_learning_rate",
                        "CosineDecay/Cast/x",
                        "CosineDecay/Cast",
                        "CosineDecay/Cast_1",
                        "CosineDecay/Minimum",
                        "CosineDecay/truediv",
                        "CosineDecay/Const",
                        "CosineDecay/mul",
                        "CosineDecay/Cos",
                        "CosineDecay/add/x",
                        "CosineDecay/add",
                        "CosineDecay/mul_1/x",
                        "CosineDecay/mul_1",
                        "CosineDecay/mul_2/x",
                        "CosineDecay/mul_2",
                        "CosineDecay/add_1/y",
                        "CosineDecay/add_1",
                        "CosineDecay/Mul_3");
    }

    @Test
    void cosineWithRestarts() {
        // periods of 5, 10 and 20 steps
        compare(train.cosineDecayRestarts(.5, step, 5, 2, .5, .2), t -> {
            if (t == 5 || t == 15 || t == 35) {
                // where a period begins is decided by a logarithm in float32
                return restarted(t, t == 5 ? 5 : t == 15 ? 15 : 35);
            }
            return restarted(t, t < 5 ? 0 : t < 15 ? 5 : t < 35 ? 15 : 35);
        });
    }

    private static double restarted(double t, int begin) {
        int period = begin == 0 ? 0 : begin == 5 ? 1 : begin == 15 ? 2 : 3;
        double length = 5 * Math.pow(2, period);
        return .5 * (.8 * Math.pow(.5, period) * cosine((t - begin) / length) + .2);
    }

    @Test
    void cosineWithRestartsOfEqualLength() {
        compare(
                train.cosineDecayRestarts(.5, step, 8, 1, .5, 0),
                t -> .5 * Math.pow(.5, Math.floor(t / 8)) * cosine(t / 8 - Math.floor(t / 8)));
    }

    @Test
    void linearCosine() {
        compare(train.linearCosineDecay(.5, step, 16, 2, .1, .01), t -> {
            double done = Math.min(t, 16) / 16;
            return .5 * ((.1 + 1 - done) * cosine(4 * done) + .01);
        });
        assertThat(names())
                .containsExactly(
                        "LinearCosineDecay/initial_learning_rate",
                        "LinearCosineDecay/Cast/x",
                        "LinearCosineDecay/Cast",
                        "LinearCosineDecay/Cast_1/x",
                        "LinearCosineDecay/Cast_2/x",
                        "LinearCosineDecay/Cast_3/x",
                        "LinearCosineDecay/Cast_4",
                        "LinearCosineDecay/Minimum",
                        "LinearCosineDecay/sub",
                        "LinearCosineDecay/truediv",
                        "LinearCosineDecay/truediv_1",
                        "LinearCosineDecay/mul/x",
                        "LinearCosineDecay/mul",
                        "LinearCosineDecay/mul_1",
                        "LinearCosineDecay/Const",
                        "LinearCosineDecay/mul_2",
                        "LinearCosineDecay/Cos",
                        "LinearCosineDecay/add/x",
                        "LinearCosineDecay/add",
                        "LinearCosineDecay/mul_3/x",
                        "LinearCosineDecay/mul_3",
                        "LinearCosineDecay/add_1",
                        "LinearCosineDecay/mul_4",
                        "LinearCosineDecay/add_2",
                        "LinearCosineDecay");
    }

    @Test
    void noisyLinearCosineWithoutVariance() {
        compare(train.noisyLinearCosineDecay(.5, step, 16, 0, .55, 2, .1, .01), t -> {
            double done = Math.min(t, 16) / 16;
            return .5 * ((.1 + 1 - done) * cosine(4 * done) + .01);
        });
        assertThat(names())
                .contains(
                        "NoisyLinearCosineDecay/random_normal/shape",
                        "NoisyLinearCosineDecay/random_normal/mean",
                        "NoisyLinearCosineDecay/random_normal/RandomStandardNormal",
                        "NoisyLinearCosineDecay/random_normal/mul",
                        "NoisyLinearCosineDecay/random_normal")
                .doesNotContain("NoisyLinearCosineDecay/random_normal/stddev");
    }

    @Test
    void refusesValuesThatDoNotFitTheBoundaries() {
        assertThatThrownBy(() -> train.piecewiseConstant(step, new long[] {1, 2}, .1, .2))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("The length of boundaries should be 1 less than the length of values: 2 boundaries, 2"
                        + " values");
    }
}
