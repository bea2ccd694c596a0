package org.headrace.ops.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;

import org.headrace.core.DType;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

class ResourceTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);
    private final Output w = tf.resources.varHandle(FLOAT32, Shape.of(3, 2), "w");
    private final Output start = tf.constant(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    private final Op init = tf.resources.assignVariable(w, start);
    private final Output read = tf.resources.readVariable(w);

    @Test
    void aHandleIsAScalarOfItsOwnDType() {
        assertThat(w).hasToString("Tensor(\"w:0\", shape=(), dtype=resource)");
        assertThat(DType.ofNumber(20)).isEqualTo(DType.RESOURCE);
        assertThat(read.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(read.dtype()).isEqualTo(FLOAT32);
    }

    @Test
    void aValueStaysFromRunToRun() {
        Op add = tf.resources.assignAddVariable(w, start);
        Op sub = tf.resources.assignSubVariable(w, tf.constant(new float[3][2]));
        try (Session session = new Session(graph)) {
            session.run(init);
            session.run(add);
            session.run(add, sub);
            assertThat(session.run(read).toFloatArray()).containsExactly(3, 6, 9, 12, 15, 18);
        }
    }

    @Test
    void aReadComesBeforeAnAssignmentThatItDoesNotDependOn() {
        Op add = tf.resources.assignAddVariable(w, start);
        Output after = tf.withControlDependencies(add).resources.readVariable(w);
        Output unordered = tf.resources.readVariable(w);
        try (Session session = new Session(graph)) {
            session.run(init);
            var fetched = session.run(unordered, after);
            assertThat(fetched.get(unordered).toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(fetched.get(after).toFloatArray()).containsExactly(2, 4, 6, 8, 10, 12);
        }
    }

    @Test
    void readingWhatHasNoValueIsAnError() {
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(read)).isInstanceOf(FailedPreconditionException.class);
            Output known = tf.resources.varIsInitialized(w);
            assertThat(session.run(known).toBoolean()).isFalse();
            session.run(init);
            assertThat(session.run(known).toBoolean()).isTrue();
        }
    }

    @Test
    void aDestroyedVariableHasNoValue() {
        Op destroy = tf.resources.destroy(w);
        Op strict = tf.addOp(new DestroyResourceOp(false), w);
        Output known = tf.resources.varIsInitialized(w);
        try (Session session = new Session(graph)) {
            session.run(init);
            session.run(destroy);
            assertThat(session.run(known).toBoolean()).isFalse();
            session.run(destroy);
            assertThatThrownBy(() -> session.run(strict)).isInstanceOf(NotFoundException.class);
            session.run(init);
            assertThat(session.run(read).toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void rowsAreGatheredAddedAndReplaced() {
        Output rows = tf.resources.gather(w, tf.constant(new int[] {2, 0}));
        Op add = tf.resources.scatterAdd(w, tf.constant(new int[] {1, 1}), tf.constant(new float[][] {{1, 1}, {2, 3}}));
        Op set = tf.resources.scatterUpdate(w, tf.constant(new long[] {0}), tf.constant(new float[][] {{-1, -2}}));
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 2));
        try (Session session = new Session(graph)) {
            session.run(init);
            assertThat(session.run(rows).toFloatArray()).containsExactly(5, 6, 1, 2);
            session.run(add);
            session.run(set);
            assertThat(session.run(read).toFloatArray()).containsExactly(-1, -2, 6, 8, 5, 6);
            assertThat(session.run(tf.resources.variableShape(w)).toIntArray()).containsExactly(3, 2);
        }
    }

    @Test
    void anIndexOutOfRangeChangesNothing() {
        Op add = tf.resources.scatterAdd(w, tf.constant(new int[] {1, 3}), tf.constant(new float[2][2]));
        Output rows = tf.resources.gather(w, tf.constant(new int[] {-1}));
        try (Session session = new Session(graph)) {
            session.run(init);
            assertThatThrownBy(() -> session.run(add)).hasMessageContaining("indices[1] = 3 is not in [0, 3)");
            assertThatThrownBy(() -> session.run(rows)).hasMessageContaining("indices[0] = -1 is not in [0, 3)");
        }
    }

    @Test
    void whatDoesNotFitTheVariableIsRefusedWhenTheGraphIsBuilt() {
        assertThatThrownBy(() -> tf.resources.assignVariable(w, tf.constant(new double[3][2])))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("value is float64, but the variable is float32");
        assertThatThrownBy(() -> tf.resources.assignAddVariable(w, tf.constant(new float[2])))
                .hasMessageContaining("Cannot assign a value of shape [2] to a variable of shape [3,2]");
        assertThatThrownBy(() -> tf.resources.readVariable(tf.variable(start, "ref")))
                .hasMessageContaining("must be the output of a VarHandleOp");
        assertThatThrownBy(() -> tf.resources.readVariable(tf.identity(w)))
                .hasMessageContaining("must be the output of a VarHandleOp");
    }

    @Test
    void aVariableMayTakeOnAnotherShapeIfItsOwnIsNotComplete() {
        Output v = tf.resources.varHandle(INT32, Shape.of(-1), "v");
        Op two = tf.resources.assignVariable(v, tf.constant(new int[] {1, 2}));
        Op three = tf.resources.assignVariable(v, tf.constant(new int[] {4, 5, 6}));
        Op wrong = tf.resources.assignAddVariable(v, tf.constant(new int[] {1}));
        Output doubled = tf.mul(tf.resources.readVariable(v), 2);
        try (Session session = new Session(graph)) {
            session.run(two);
            assertThat(session.run(doubled).toIntArray()).containsExactly(2, 4);
            session.run(three);
            assertThat(session.run(doubled)).isEqualTo(Tensor.of(8, 10, 12));
            assertThatThrownBy(() -> session.run(wrong)).hasMessageContaining("shapes must be equal");
        }
    }
}
