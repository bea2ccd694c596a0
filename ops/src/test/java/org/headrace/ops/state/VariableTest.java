package org.headrace.ops.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Variable;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** {@code tf.Variable}: the names are those that TensorFlow 1.14 gives. */
class VariableTest {
    private final Ops tf = Ops.on(new Graph());

    private List<String> names() {
        return tf.graph().ops().stream().map(Op::name).toList();
    }

    @Test
    void isMadeOfFourOps() {
        Output w = tf.variable(3, "W");
        assertThat(names()).containsExactly("W/initial_value", "W", "W/Assign", "W/read");
        assertThat(w).hasToString("<tf.Variable 'W:0' shape=() dtype=int32_ref>");
        Op assign = tf.graph().op("W/Assign");
        assertThat(assign.type()).isEqualTo(new Assign(true, true));
        assertThat(assign.colocatedWith()).isEqualTo(w.op());
        assertThat(tf.graph().op("W/read").colocatedWith()).isEqualTo(w.op());
    }

    @Test
    void takesATensorAsItIs() {
        Output start = tf.constant(new float[] {1, 2});
        tf.variable(start, "W");
        assertThat(names()).containsExactly("Const", "W", "W/Assign", "W/read");
    }

    @Test
    void hasUniqueNamesInItsScope() {
        assertThat(tf.variable(1).name()).isEqualTo("Variable:0");
        assertThat(tf.variable(1).name()).isEqualTo("Variable_1:0");
        assertThat(tf.scope("primitives").variable(3, "a").name()).isEqualTo("primitives/a:0");
        assertThat(tf.scope("primitives").variable(3, "a").name()).isEqualTo("primitives_1/a:0");
        assertThat(names()).contains("primitives_1/a/Assign", "primitives_1/a/initial_value", "primitives_1/a/read");
    }

    @Test
    void standsForItsValue() {
        Output a = tf.variable(5, "a");
        Output b = tf.variable(10, "b");
        Output product = tf.mul(a, b);
        assertThat(product.op().inputs())
                .containsExactly(tf.graph().output("a/read:0"), tf.graph().output("b/read:0"));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            assertThat(session.run(product).toInt()).isEqualTo(50);
            assertThat(session.run(a).toInt()).isEqualTo(5);
        }
    }

    @Test
    void joinsTheCollections() {
        Output w = tf.variable(1f, "w");
        Output step = tf.variable(0L, "step", false);
        assertThat(tf.globalVariables()).containsExactly(w, step);
        assertThat(tf.trainableVariables()).containsExactly(w);
        assertThat(tf.graph().collection("variables", Variable.class))
                .extracting(Variable::name)
                .containsExactly("w", "step");
    }

    @Test
    void saysThatItIsNotInitialized() {
        Output w = tf.variable(new float[] {1, 2}, "WEIGHTS");
        try (var session = new Session(tf.graph())) {
            assertThatThrownBy(() -> session.run(w))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("Attempting to use uninitialized value WEIGHTS")
                    .hasMessageContaining("VariableTest.java");
            assertThatThrownBy(() -> session.run(tf.mul(w, w)))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("Attempting to use uninitialized value WEIGHTS");
        }
    }

    @Test
    void isInitializedInOneSessionAlone() {
        Output w = tf.variable(1, "w");
        Output known = tf.isVariableInitialized(w);
        try (var first = new Session(tf.graph());
                var second = new Session(tf.graph())) {
            assertThat(first.run(known).toBoolean()).isFalse();
            first.run(tf.initializer(w));
            assertThat(first.run(known).toBoolean()).isTrue();
            assertThat(second.run(known).toBoolean()).isFalse();
        }
    }

    @Test
    void needsAShape() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 2), "x");
        assertThatThrownBy(() -> tf.variable(x, "w"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "initial_value must have a shape specified: Tensor(\"x:0\", shape=(?, 2), dtype=float32)");
    }

    @Test
    void startsFromOtherVariablesInOneInitializerRun() {
        // The essay's example: TensorFlow 1.3 prints 50.
        Output a = tf.variable(5, "a");
        Output b = tf.variable(10, "b");
        Output c = tf.variable(tf.mul(a, b), "c");
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            assertThat(session.run(c).toInt()).isEqualTo(50);
        }
        assertThat(names()).contains("Mul", "c", "a/read_c", "b/read_c", "Mul_c", "c/Assign", "c/read");
        assertThat(tf.graph().op("c/Assign").input(1).name()).isEqualTo("Mul_c:0");
    }

    @Test
    void startsFromAChainOfVariables() {
        Output d = tf.variable(2, "a");
        for (int i = 1; i < 10; i++) {
            d = tf.variable(tf.mul(d, tf.constant(2)), "a" + i);
        }
        try (var session = new Session(tf.graph())) {
            session.run(tf.initializer(d));
            assertThat(session.run(d).toInt()).isEqualTo(1024);
        }
    }

    @Test
    void startsFromAnotherVariableItself() {
        Output a = tf.variable(new float[] {1, 2}, "a");
        Output b = tf.variable(a, "b");
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            assertThat(session.run(b).toFloatArray()).containsExactly(1, 2);
            session.run(tf.assign(a, new float[] {3, 4}));
            assertThat(session.run(b).toFloatArray()).containsExactly(1, 2);
        }
    }

    @Test
    void initializerCoversTheVariablesMadeSoFar() {
        tf.variable(1, "a");
        Op init = tf.globalVariablesInitializer();
        tf.variable(2, "b");
        assertThat(init).hasToString("<tf.Operation 'init' type=NoOp>");
        assertThat(init.controlInputs()).containsExactly(tf.graph().op("a/Assign"));
        Op again = tf.globalVariablesInitializer();
        assertThat(again.name()).isEqualTo("init_1");
        assertThat(again.controlInputs()).hasSize(2);
    }

    @Test
    void initializerOfNothingDoesNothing() {
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
        }
    }

    @Test
    void groupsByDevice() {
        Op a = tf.withDevice("/cpu:0").withName("a").noOp();
        Op b = tf.withDevice("/cpu:1").withName("b").noOp();
        Op all = tf.withName("all").group(a, b);
        assertThat(names()).containsExactly("a", "b", "all/NoOp", "all/NoOp_1", "all");
        assertThat(all.controlInputs()).extracting(Op::name).containsExactly("all/NoOp", "all/NoOp_1");
        assertThat(tf.graph().op("all/NoOp_1").device()).isEqualTo("/device:CPU:1");
        assertThat(tf.group(a).name()).isEqualTo("group_deps");
    }

    @Test
    void isNotWaitedForByControlDependencies() {
        Output ready = tf.placeholder(DType.BOOL, Shape.scalar(), "ready");
        tf.withControlDependencies(ready).variable(1, "w");
        assertThat(tf.graph().ops()).allMatch(op -> op.controlInputs().isEmpty());
    }
}
