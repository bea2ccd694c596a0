package org.headrace.ops.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.headrace.core.AlreadyExistsException;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.Reuse;
import org.junit.jupiter.api.Test;

/** {@code tf.get_variable} and {@code tf.variable_scope}: the names are those that TensorFlow 1.14 gives. */
class GetVariableTest {
    private final Ops tf = Ops.on(new Graph());

    private List<String> names() {
        return tf.graph().ops().stream().map(Op::name).toList();
    }

    @Test
    void initializesByGlorot() {
        Output w = tf.getVariable("W1", Shape.of(25, 12));
        assertThat(names())
                .containsExactly(
                        "W1/Initializer/random_uniform/shape",
                        "W1/Initializer/random_uniform/min",
                        "W1/Initializer/random_uniform/max",
                        "W1/Initializer/random_uniform/RandomUniform",
                        "W1/Initializer/random_uniform/sub",
                        "W1/Initializer/random_uniform/mul",
                        "W1/Initializer/random_uniform",
                        "W1",
                        "W1/Assign",
                        "W1/read");
        assertThat(w.dtype()).isEqualTo(DType.FLOAT32);
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            double limit = Math.sqrt(6.0 / 37);
            float[] values = session.run(w).toFloatArray();
            assertThat(values).hasSize(300);
            for (float value : values) {
                assertThat((double) value).isBetween(-limit, limit);
            }
        }
    }

    @Test
    void initializesIntegersWithZeros() {
        Output n = tf.getVariable("n", Shape.of(2), DType.INT64);
        assertThat(names()).containsExactly("n/Initializer/zeros", "n", "n/Assign", "n/read");
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            assertThat(session.run(n).toLongArray()).containsExactly(0, 0);
        }
    }

    @Test
    void leavesTheStrayConstantOfTensorFlow() {
        tf.getVariable("W", DType.FLOAT32, new float[2][16]);
        assertThat(names()).containsExactly("Const", "W/initial_value", "W", "W/Assign", "W/read");
    }

    @Test
    void takesAConstant() {
        Output w = tf.getVariable("W", new double[] {1, 2});
        assertThat(names()).containsExactly("W/initial_value", "W", "W/Assign", "W/read");
        assertThat(w.dtype()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void takesATensor() {
        tf.getVariable("b", DType.FLOAT32, tf.zeros(Shape.of(16), DType.FLOAT32));
        assertThat(names()).containsExactly("zeros", "b", "b/Assign", "b/read");
    }

    @Test
    void comparesTheDTypeOfAConstant() {
        assertThatThrownBy(() -> tf.getVariable("W", DType.FLOAT32, new double[] {1}))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("Initializer type 'float64' and explicit dtype 'float32' don't match.");
    }

    @Test
    void needsAShape() {
        assertThatThrownBy(() -> tf.getVariable("nov", Shape.of(-1, 2)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("Shape of a new variable (nov) must be fully defined, but instead was (?, 2).");
        Initializer initializer = tf.initializers.ones();
        assertThatThrownBy(() -> tf.getVariable("nov", initializer))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Shape of a new variable (nov) must be fully defined, but instead was <unknown>");
    }

    @Test
    void needsAnInitializerForComplexNumbers() {
        assertThatThrownBy(() -> tf.getVariable("c", Shape.of(2), DType.COMPLEX64))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("An initializer for variable c of complex64 is required");
    }

    @Test
    void refusesASecondOneOfTheName() {
        tf.getVariable("W", Shape.of(1));
        assertThatThrownBy(() -> tf.getVariable("W", Shape.of(1)))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Variable W already exists, disallowed. Did you mean to set")
                .hasMessageContaining("Originally defined at: GetVariableTest.java:");
    }

    @Test
    void namesFollowVariableScopesNotNameScopes() {
        Output w = tf.scope("names").getVariable("w", Shape.of(1));
        assertThat(w.name()).isEqualTo("w:0");
        Ops layer = tf.scope("model").variableScope("layer");
        assertThat(layer.variableScopeName()).isEqualTo("layer/");
        assertThat(layer.getVariable("w", Shape.of(1)).name()).isEqualTo("layer/w:0");
        assertThat(layer.variable(1, "v").name()).isEqualTo("model/layer/v:0");
        Output inner = layer.variableScope("inner").getVariable("w", Shape.of(1));
        assertThat(inner.name()).isEqualTo("layer/inner/w:0");
        assertThat(names()).contains("layer/inner/w/Initializer/random_uniform/shape");
    }

    @Test
    void secondScopeOfANameHasTheSameVariablesAndAnotherNameScope() {
        Ops first = tf.variableScope("sc");
        Output w = first.getVariable("w", Shape.of(1));
        Ops second = tf.variableScope("sc", Reuse.ALWAYS);
        assertThat(second.getVariable("w", Shape.of(1))).isEqualTo(w);
        assertThat(second.scopeName()).isEqualTo("sc_1/");
        assertThat(second.mul(w, w).name()).isEqualTo("sc_1/Mul:0");
    }

    @Test
    void reuseReachesInnerScopes() {
        tf.variableScope("a").variableScope("b").getVariable("w", Shape.of(1));
        Ops reusing = tf.variableScope("a", Reuse.ALWAYS).variableScope("b");
        assertThat(reusing.getVariable("w", Shape.of(1)).name()).isEqualTo("a/b/w:0");
        assertThat(tf.globalVariables()).hasSize(1);
    }

    @Test
    void reuseFindsOnlyWhatGetVariableMade() {
        Ops reusing = tf.variableScope("sc", Reuse.ALWAYS);
        reusing.variable(1, "plain");
        assertThatThrownBy(() -> reusing.getVariable("plain", Shape.of(1)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(
                        "Variable sc/plain does not exist, or was not created with tf.getVariable(). Did you mean to set");
    }

    @Test
    void reuseComparesShapeAndDType() {
        tf.variableScope("sc").getVariable("w", Shape.of(1));
        Ops reusing = tf.variableScope("sc", Reuse.AUTO);
        assertThatThrownBy(() -> reusing.getVariable("w", Shape.of(2)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("Trying to share variable sc/w, but specified shape (2,) and found shape (1,).");
        assertThatThrownBy(() -> reusing.getVariable("w", Shape.of(1), DType.INT32))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("Trying to share variable sc/w, but specified dtype int32 and found dtype float32.");
    }

    @Test
    void autoReuseMakesOrShares() {
        Ops auto = tf.variableScope("sc", Reuse.AUTO);
        Output w = auto.getVariable("w", Shape.of(1));
        assertThat(auto.getVariable("w", Shape.of(1))).isEqualTo(w);
    }

    @Test
    void scopeHandsItsInitializerOn() {
        Ops scope = tf.variableScope("sc", Reuse.NEVER, tf.initializers.constant(7));
        Output w = scope.variableScope("inner").getVariable("w", Shape.of(2));
        Output own = scope.getVariable("own", Shape.of(1), tf.initializers.ones());
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            assertThat(session.run(w).toFloatArray()).containsExactly(7, 7);
            assertThat(session.run(own).toFloatArray()).containsExactly(1);
        }
    }

    @Test
    void keepsItsSharedNameWhereAnOpHasTaken() {
        tf.variable(1, "w");
        assertThat(tf.getVariable("w", Shape.of(1)).name()).isEqualTo("w_1:0");
        Output shared = tf.variableScope("", Reuse.ALWAYS).getVariable("w", Shape.of(1));
        assertThat(shared.name()).isEqualTo("w_1:0");
    }
}
