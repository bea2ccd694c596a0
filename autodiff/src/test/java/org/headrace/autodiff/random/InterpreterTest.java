package org.headrace.autodiff.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyAdam;
import org.headrace.ops.state.ApplyMomentum;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The interpreter has no other to be held to: what it says is written out here. */
class InterpreterTest {
    private final Ops tf = Ops.on(new Graph());
    private final Output v = tf.variable(new float[] {1, 2}, "v");
    private final Interpreter interpreter = new Interpreter();

    @BeforeEach
    void initialize() {
        interpreter.run(List.of(tf.initializer(v)), Map.of());
    }

    private Tensor run(Output fetch, Output... others) {
        List<Output> fetches = new ArrayList<>(List.of(others));
        fetches.add(fetch);
        return interpreter.run(fetches, Map.of()).getOrDefault(fetch, Tensor.of(false));
    }

    @Test
    void aReadSeesTheVariableAsTheRunFoundIt() {
        Output update = tf.assignAdd(v, new float[] {10, 10});
        Output read = tf.identity(v);
        assertThat(run(read, update)).isEqualTo(Tensor.of(1f, 2f));
        assertThat(run(v, update)).isEqualTo(Tensor.of(11f, 12f));
        assertThat(run(read)).isEqualTo(Tensor.of(21f, 22f));
    }

    @Test
    void aReadThatDependsOnAnAssignmentSeesIt() {
        Output update = tf.assignAdd(v, new float[] {10, 10});
        Output after = tf.withControlDependencies(update).readValue(v);
        assertThat(run(after)).isEqualTo(Tensor.of(11f, 12f));
        assertThat(run(tf.mul(update, 2), after)).isEqualTo(Tensor.of(42f, 44f));
    }

    @Test
    void anAssignmentsOutputIsTheVariableRightAfterIt() {
        Output first = tf.assignAdd(v, new float[] {10, 10});
        Output second = tf.withControlDependencies(first).assign(v, new float[] {0, 0});
        assertThat(run(tf.neg(first), second)).isEqualTo(Tensor.of(-11f, -12f));
        assertThat(interpreter.variables().get(v.op())).isEqualTo(Tensor.of(0f, 0f));
    }

    @Test
    void aFeedStandsInForWhatComesBefore() {
        Output read = tf.identity(v);
        Output y = tf.neg(tf.square(read));
        Map<Output, Tensor> fetched = interpreter.run(List.of(y), Map.of(read, Tensor.of(3f, 4f)));
        assertThat(fetched.get(y)).isEqualTo(Tensor.of(-9f, -16f));
    }

    @Test
    void onlyTheBranchThatIsTakenHasAValue() {
        Output chosen = tf.placeholder(DType.BOOL, Shape.scalar());
        List<Output> ways = tf.switchTo(tf.constant(3f), chosen);
        Output y =
                tf.merge(List.of(tf.square(ways.get(0)), tf.neg(ways.get(1)))).get(0);
        assertThat(interpreter.run(List.of(y), Map.of(chosen, Tensor.of(true))))
                .containsValue(Tensor.of((Object) (-3f)));
        assertThat(interpreter.run(List.of(y), Map.of(chosen, Tensor.of(false))))
                .containsValue(Tensor.of((Object) 9f));
    }

    /** {@code accum = 0.5 accum + grad; v -= lr (grad + 0.5 accum)} from {@code accum = 0}, worked out by hand. */
    @Test
    void nesterovsMomentumLooksAhead() {
        Output accum = tf.variable(new float[] {0, 0}, "accum");
        interpreter.run(List.of(tf.initializer(accum)), Map.of());
        Output step = tf.add(
                new ApplyMomentum(false, true),
                v,
                accum,
                tf.constant(0.5f),
                tf.constant(new float[] {1, -4}),
                tf.constant(0.5f));
        assertThat(run(step)).isEqualTo(Tensor.of(0.25f, 5f));
        assertThat(run(step)).isEqualTo(Tensor.of(-0.625f, 8.5f));
    }

    /** The first step of Adam is {@code lr} against the gradient's sign. */
    @Test
    void adamsFirstStepHasTheLearningRatesSize() {
        Output m = tf.variable(new float[] {0, 0}, "m");
        Output s = tf.variable(new float[] {0, 0}, "s");
        interpreter.run(List.of(tf.initializer(m), tf.initializer(s)), Map.of());
        Output step = tf.add(
                new ApplyAdam(false, false),
                v,
                m,
                s,
                tf.constant(0.9f),
                tf.constant(0.999f),
                tf.constant(0.25f),
                tf.constant(0.9f),
                tf.constant(0.999f),
                tf.constant(0f),
                tf.constant(new float[] {3, -0.01f}));
        float[] after = run(step).toFloatArray();
        assertThat(after[0]).isCloseTo(0.75f, within(1e-5f));
        assertThat(after[1]).isCloseTo(2.25f, within(1e-5f));
    }
}
