package org.headrace.ops.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The optimizers' ops for some rows: which rows change, and in what order. The numbers are Adagrad's formula. */
class RowUpdateTest {
    private final Ops tf = Ops.on(new Graph());

    @ParameterizedTest
    @CsvSource({"1, 300", "3, 64", "5, 65", "1000, 9", "5000, 3", "7, 0"})
    void rowsChangeOneAfterAnotherAsOftenAsTheyAreNamed(int rowSize, int count) {
        int rows = 100;
        double[] w = new double[rows * rowSize];
        double[] accum = new double[w.length];
        double[] grad = new double[count * rowSize];
        int[] indices = new int[count];
        for (int i = 0; i < w.length; i++) {
            w[i] = Math.sin(i);
            accum[i] = 0.1;
        }
        for (int i = 0; i < grad.length; i++) {
            grad[i] = Math.cos(i);
        }
        for (int i = 0; i < count; i++) {
            indices[i] = i * i % 83;
        }
        Output variable = tf.variable(Tensor.of(w).reshape(Shape.of(rows, rowSize)), "w");
        Output slot = tf.variable(Tensor.of(accum).reshape(Shape.of(rows, rowSize)), "accum");
        Output step = tf.add(
                new SparseApplyAdagrad(false, true),
                variable,
                slot,
                tf.constant(.5),
                tf.constant(Tensor.wrap(DType.FLOAT64, Shape.of(count, rowSize), grad)),
                tf.constant(Tensor.wrap(DType.INT32, Shape.of(count), indices)));
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < rowSize; j++) {
                int at = indices[i] * rowSize + j;
                double g = grad[i * rowSize + j];
                accum[at] += g * g;
                w[at] -= .5 * g / Math.sqrt(accum[at]);
            }
        }
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            session.run(step);
            assertThat(difference(session.run(variable), w)).isCloseTo(0, within(1e-12));
            assertThat(difference(session.run(slot), accum)).isCloseTo(0, within(1e-12));
        }
    }

    /** The greatest difference of two elements. */
    private static double difference(Tensor actual, double[] expected) {
        double[] elements = actual.toDoubleArray();
        assertThat(elements.length).isEqualTo(expected.length);
        double greatest = 0;
        for (int i = 0; i < elements.length; i++) {
            greatest = Math.max(greatest, Math.abs(elements[i] - expected[i]));
        }
        return greatest;
    }

    @Test
    void changesNothingIfARowIsOutOfRange() {
        Output w = tf.variable(new float[2][1], "w");
        Output accum = tf.variable(new float[][] {{1}, {1}}, "accum");
        Output step = tf.add(
                new SparseApplyAdagrad(false, true),
                w,
                accum,
                tf.constant(.1f),
                tf.constant(new float[][] {{1}, {1}}),
                tf.constant(new int[] {0, -1}));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            assertThatThrownBy(() -> session.run(step))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("indices[1] = -1 is not in [0, 2)");
            assertThat(session.run(accum).toFloatArray()).containsExactly(1, 1);
        }
    }

    @Test
    void hasTensorFlowsAttributes() {
        Output w = tf.variable(new float[2][1], "w");
        Output accum = tf.variable(new float[2][1], "accum");
        Output step = tf.add(
                new SparseApplyAdagrad(false, true),
                w,
                accum,
                tf.constant(.1f),
                tf.constant(new float[][] {{1}}),
                tf.constant(new long[] {0}));
        assertThat(step.op().type().attributes(step.op()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "T", DType.FLOAT32, "Tindices", DType.INT64, "use_locking", false, "update_slots", true));
    }

    @Test
    void refusesIndicesThatAreNoVectorAndValuesThatDoNotFit() {
        Output w = tf.variable(new float[2][3], "w");
        Output rate = tf.constant(.1f);
        SparseApplyProximalGradientDescent type = new SparseApplyProximalGradientDescent(false);
        Output values = tf.constant(new float[2][3]);
        assertThatThrownBy(() -> tf.add(type, w, rate, rate, rate, values, tf.constant(0)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Shape must be rank 1 but is rank 0");
        assertThatThrownBy(() -> tf.add(type, w, rate, rate, rate, values, tf.constant(new int[] {0})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Dimension 0 in both shapes must be equal, but are 2 and 1");
        assertThatThrownBy(() -> tf.add(type, w, rate, values, rate, values, tf.constant(new int[] {0, 1})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Shape must be rank 0 but is rank 2: 'l1' is [2,3]");
    }
}
