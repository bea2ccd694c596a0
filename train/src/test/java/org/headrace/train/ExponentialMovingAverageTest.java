package org.headrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Averages of variables: the formula, and TensorFlow 1.15's names. */
class ExponentialMovingAverageTest {
    private final Ops tf = Ops.on(new Graph());
    private final TrainOps train = new TrainOps(tf);

    @Test
    void followsAVariable() {
        Output w = tf.variable(new double[] {1, -2}, "w");
        ExponentialMovingAverage averages = train.exponentialMovingAverage(0.75);
        Op update = averages.apply();
        Output twice = tf.assign(w, tf.mul(w, tf.constant(2.0)));
        double x = 1;
        double average = 1;
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            for (int i = 0; i < 10; i++) {
                session.run(twice);
                session.run(update);
                x *= 2;
                average = .75 * average + .25 * x;
                assertThat(session.run(Objects.requireNonNull(averages.average(w)))
                                .toDoubleArray())
                        .containsExactly(new double[] {average, -2 * average}, within(1e-9));
            }
        }
    }

    @Test
    void takesWhatAStepHasMadeOfAVariable() {
        Output w = tf.variable(0f, "w");
        Op step = train.gradientDescent(1).minimize(tf.mul(w, tf.constant(-8f)));
        ExponentialMovingAverage averages =
                new TrainOps(tf.withControlDependencies(step)).exponentialMovingAverage(0.75);
        Op both = averages.apply(List.of(w));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            session.run(both);
            assertThat(session.run(w).toFloat()).isEqualTo(8);
            assertThat(session.run(Objects.requireNonNull(averages.average(w))).toFloat())
                    .isEqualTo(2);
        }
    }

    @Test
    void decaysLessAtFirst() {
        Output w = tf.variable(0f, "w");
        Output count = train.createGlobalStep();
        ExponentialMovingAverage averages = train.exponentialMovingAverage(0.5, count);
        Op update = averages.apply();
        Op set = tf.assign(w, 1f).op();
        Op add = tf.assignAdd(count, 1).op();
        double average = 0;
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            session.run(set);
            for (int n = 0; n < 12; n++) {
                session.run(update);
                session.run(add);
                double decay = Math.min(.5, (1.0 + n) / (10 + n));
                average = decay * average + (1 - decay);
                assertThat((double) session.run(Objects.requireNonNull(averages.average(w)))
                                .toFloat())
                        .isCloseTo(average, within(1e-6));
            }
        }
    }

    /** TensorFlow 1.15 runs Cast(global_step/read) after the step, which is how its programs are built: the values below. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsTheStepOnWhichItDepends(boolean countIsTheVariable) {
        Output w = tf.variable(0f, "w");
        Output count = train.createGlobalStep();
        Op step = train.gradientDescent(1).minimize(tf.mul(w, tf.constant(-8f)), count);
        Output read = Objects.requireNonNull(tf.graph().variable(count.op())).read();
        ExponentialMovingAverage averages = new TrainOps(tf.withControlDependencies(step))
                .exponentialMovingAverage(0.999, countIsTheVariable ? count : read);
        Op both = averages.apply(List.of(w));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            for (double expected : new double[] {6.5454545, 13.636364, 20.81119, 28.003996, 35.2016}) {
                session.run(both);
                assertThat((double) session.run(Objects.requireNonNull(averages.average(w)))
                                .toFloat())
                        .isCloseTo(expected, within(1e-5));
            }
        }
    }

    @Test
    void correctsTheStartFromZero() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.scalar(), "x");
        ExponentialMovingAverage averages = train.exponentialMovingAverage(0.75, null, true);
        Op update = averages.apply(List.of(x));
        double biased = 0;
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            for (int t = 1; t <= 10; t++) {
                session.feed(x, (float) t).run(update);
                biased = .75 * biased + .25 * t;
                assertThat((double) session.run(Objects.requireNonNull(averages.average(x)))
                                .toFloat())
                        .isCloseTo(biased / (1 - Math.pow(.75, t)), within(1e-5));
            }
        }
        assertThat(tf.globalVariables())
                .extracting(Output::name)
                .containsExactly(
                        "x/ExponentialMovingAverage:0",
                        "x/ExponentialMovingAverage/biased:0",
                        "x/ExponentialMovingAverage/local_step:0");
    }

    @Test
    void hasTensorFlowsNames() {
        Output w = tf.variable(new float[] {1, 2}, "w");
        int before = tf.graph().size();
        ExponentialMovingAverage averages = train.exponentialMovingAverage(0.999, tf.constant(3f, "n"));
        Op update = averages.apply(List.of(w));
        assertThat(update).hasToString("<tf.Operation 'ExponentialMovingAverage' type=NoOp>");
        assertThat(tf.graph().ops().stream().skip(before).map(Op::name))
                .containsExactly(
                        "n",
                        "w/ExponentialMovingAverage",
                        "w/ExponentialMovingAverage/Assign",
                        "w/ExponentialMovingAverage/read",
                        "ExponentialMovingAverage/decay",
                        "ExponentialMovingAverage/add/x",
                        "ExponentialMovingAverage/add",
                        "ExponentialMovingAverage/add_1/x",
                        "ExponentialMovingAverage/add_1",
                        "ExponentialMovingAverage/truediv",
                        "ExponentialMovingAverage/Minimum",
                        "ExponentialMovingAverage/AssignMovingAvg/sub/x",
                        "ExponentialMovingAverage/AssignMovingAvg/sub",
                        "ExponentialMovingAverage/AssignMovingAvg/read",
                        "ExponentialMovingAverage/AssignMovingAvg/sub_1",
                        "ExponentialMovingAverage/AssignMovingAvg/mul",
                        "ExponentialMovingAverage/AssignMovingAvg",
                        "ExponentialMovingAverage");
        assertThat(averages.averageName(w)).isEqualTo("w/ExponentialMovingAverage");
        assertThat(tf.trainableVariables()).containsExactly(w);
    }

    @Test
    void tellsWhatToRestore() {
        Output w = tf.variable(new float[] {1, 2}, "w");
        Output frozen = tf.variable(1f, "frozen", false);
        Output count = train.createGlobalStep();
        ExponentialMovingAverage averages = train.exponentialMovingAverage(0.999);
        Map<String, Output> before = averages.variablesToRestore();
        assertThat(before)
                .containsExactly(
                        Map.entry("w/ExponentialMovingAverage", w),
                        Map.entry("frozen", frozen),
                        Map.entry("global_step", count));
        averages.apply(List.of(w, frozen));
        assertThat(averages.variablesToRestore())
                .containsEntry("w/ExponentialMovingAverage", w)
                .containsEntry("frozen/ExponentialMovingAverage", frozen)
                .containsEntry("global_step", count)
                .hasSize(3);
    }

    @Test
    void refusesIntegers() {
        Output n = tf.variable(1, "n");
        ExponentialMovingAverage averages = train.exponentialMovingAverage(0.999);
        assertThatThrownBy(() -> averages.apply(List.of(n)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("n:0 is int32");
        assertThat(averages.average(n)).isNull();
    }
}
