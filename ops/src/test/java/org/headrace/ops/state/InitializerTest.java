package org.headrace.ops.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.state.VarianceScaling.Distribution;
import org.headrace.ops.state.VarianceScaling.Fan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The initializers' formulas. */
class InitializerTest {
    private final Ops tf = Ops.on(new Graph());

    private Tensor value(Output output) {
        try (var session = new Session(tf.graph())) {
            return session.run(output);
        }
    }

    /** The constant of this name below the initializer's scope, a limit or a deviation. */
    private double constant(String name) {
        Tensor value = tf.graph().constantValue(tf.graph().output(name + ":0"));
        return value == null ? Double.NaN : value.toDouble();
    }

    @Test
    void zerosAndOnesAreOfEveryDType() {
        assertThat(value(tf.initializers.zeros().initialValue(tf, DType.INT64, Shape.of(2))))
                .isEqualTo(Tensor.of(0L, 0L));
        assertThat(value(tf.initializers.ones().initialValue(tf, DType.FLOAT64, Shape.of(2))))
                .isEqualTo(Tensor.of(1.0, 1.0));
    }

    @Test
    void constantFillsUpWithTheLastElement() {
        // TensorFlow's documentation of tf.constant_initializer
        Initializer eight = tf.initializers.constant(new int[] {0, 1, 2, 3, 4, 5, 6, 7});
        assertThat(value(eight.initialValue(tf, DType.FLOAT32, Shape.of(3, 4))).toArray())
                .isEqualTo(new float[][] {{0, 1, 2, 3}, {4, 5, 6, 7}, {7, 7, 7, 7}});
        assertThatThrownBy(() -> eight.initialValue(tf, DType.FLOAT32, Shape.of(2, 3)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("Too many elements provided. Needed at most 6, but received 8");
    }

    /** By hand: limit = sqrt(3 scale / fan), deviation = sqrt(scale / fan) / 0.8796256610342398. */
    static Stream<Arguments> scalings() {
        double cut = .8796256610342398;
        return Stream.of(
                Arguments.of(Shape.of(20, 30), Fan.IN, Distribution.UNIFORM, 1.0, Math.sqrt(3.0 / 20)),
                Arguments.of(Shape.of(20, 30), Fan.OUT, Distribution.UNIFORM, 2.0, Math.sqrt(6.0 / 30)),
                Arguments.of(Shape.of(20, 30), Fan.AVERAGE, Distribution.UNIFORM, 1.0, Math.sqrt(3.0 / 25)),
                Arguments.of(Shape.of(20, 30), Fan.IN, Distribution.TRUNCATED_NORMAL, 2.0, Math.sqrt(2.0 / 20) / cut),
                Arguments.of(Shape.of(20, 30), Fan.OUT, Distribution.UNTRUNCATED_NORMAL, 1.0, Math.sqrt(1.0 / 30)),
                Arguments.of(Shape.of(3, 5, 20, 30), Fan.IN, Distribution.UNIFORM, 1.0, Math.sqrt(3.0 / 300)),
                Arguments.of(Shape.of(3, 5, 20, 30), Fan.OUT, Distribution.UNIFORM, 1.0, Math.sqrt(3.0 / 450)),
                Arguments.of(Shape.of(8), Fan.IN, Distribution.UNIFORM, 1.0, Math.sqrt(3.0 / 8)),
                Arguments.of(Shape.scalar(), Fan.AVERAGE, Distribution.UNIFORM, 1.0, Math.sqrt(3.0)),
                Arguments.of(Shape.of(0, 4), Fan.IN, Distribution.UNIFORM, 1.0, Math.sqrt(3.0)));
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void scalesTheVariance(Shape shape, Fan fan, Distribution distribution, double scale, double expected) {
        tf.initializers.varianceScaling(scale, fan, distribution).initialValue(tf, DType.FLOAT64, shape);
        String name =
                switch (distribution) {
                    case UNIFORM -> "random_uniform/max";
                    case TRUNCATED_NORMAL -> "truncated_normal/stddev";
                    case UNTRUNCATED_NORMAL -> "random_normal/stddev";
                };
        assertThat(constant(name)).isCloseTo(expected, within(1e-15));
    }

    @Test
    void namedOnesAreScalings() {
        assertThat(tf.initializers.glorotUniform(4L))
                .isEqualTo(new VarianceScaling(1, Fan.AVERAGE, Distribution.UNIFORM, 4L));
        assertThat(tf.initializers.glorotNormal())
                .isEqualTo(new VarianceScaling(1, Fan.AVERAGE, Distribution.TRUNCATED_NORMAL, null));
        assertThat(tf.initializers.heNormal())
                .isEqualTo(new VarianceScaling(2, Fan.IN, Distribution.TRUNCATED_NORMAL, null));
        assertThat(tf.initializers.heUniform()).isEqualTo(new VarianceScaling(2, Fan.IN, Distribution.UNIFORM, null));
        assertThat(tf.initializers.lecunNormal())
                .isEqualTo(new VarianceScaling(1, Fan.IN, Distribution.TRUNCATED_NORMAL, null));
        assertThat(tf.initializers.lecunUniform())
                .isEqualTo(new VarianceScaling(1, Fan.IN, Distribution.UNIFORM, null));
    }

    @Test
    void refusesANegativeScale() {
        assertThatThrownBy(() -> tf.initializers.varianceScaling(0, Fan.IN, Distribution.UNIFORM))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("`scale` must be positive float, not 0.0");
    }

    @Test
    void xavierOfTheCourseHasBothSeeds() {
        tf.setRandomSeed(1);
        tf.getVariable("W1", Shape.of(25, 12288), tf.initializers.xavier(1L));
        Op random = tf.graph().op("W1/Initializer/random_uniform/RandomUniform");
        assertThat(random.type()).isEqualTo(new org.headrace.ops.random.RandomUniform(DType.FLOAT32, 1, 1));
        assertThat(constant("W1/Initializer/random_uniform/max"))
                .isCloseTo(Math.sqrt(6.0 / (25 + 12288)), within(1e-8));
    }

    @Test
    void calledByItselfGivesATensor() {
        Output start = tf.initializers.randomNormal().initialValue(tf, DType.FLOAT32, Shape.of(16, 1));
        assertThat(start.name()).isEqualTo("random_normal:0");
        assertThat(tf.getVariable("W2", DType.FLOAT32, start).shape()).isEqualTo(Shape.of(16, 1));
    }

    @Test
    void isAnyFunction() {
        Initializer identity = (ops, dtype, shape) -> ops.constant(new float[][] {{1, 0}, {0, 1}});
        Output w = tf.getVariable("w", Shape.of(2, 2), identity);
        assertThat(w.shape()).isEqualTo(Shape.of(2, 2));
        Initializer wrong = (ops, dtype, shape) -> ops.constant(1.0);
        assertThatThrownBy(() -> tf.getVariable("v", Shape.scalar(), wrong))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Initializer of variable v gave float64 [] instead of float32");
    }
}
