package org.headrace.ops.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.headrace.core.DType;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ops that change variables. */
class AssignTest {
    private final Ops tf = Ops.on(new Graph());
    private final Session session = new Session(tf.graph());

    private Output initialized(Object value, String name) {
        Output variable = tf.variable(value, name);
        session.run(tf.initializer(variable));
        return variable;
    }

    @Test
    void returnsTheNewValue() {
        Output w = initialized(new float[] {1, 2, 3}, "W");
        Output update = tf.withName("UPD_W").assign(w, new float[] {4, 5, 6});
        assertThat(update).hasToString("Tensor(\"UPD_W:0\", shape=(3,), dtype=float32_ref)");
        assertThat(tf.graph().op("UPD_W/value").output(0).shape()).isEqualTo(Shape.of(3));
        assertThat(session.run(update).toFloatArray()).containsExactly(4, 5, 6);
        assertThat(session.run(w).toFloatArray()).containsExactly(4, 5, 6);
    }

    @Test
    void addsEveryTimeItRuns() {
        Output counter = initialized(0, "counter");
        Output fed = tf.placeholder(DType.INT32, Shape.scalar(), "fed");
        Output update = tf.assignAdd(counter, fed);
        for (int i = 1; i <= 1000; i++) {
            session.feed(fed, i).run(update);
        }
        assertThat(session.run(counter).toInt()).isEqualTo(500500);
        session.run(tf.assignSub(counter, 500));
        assertThat(session.run(counter).toInt()).isEqualTo(500000);
    }

    @Test
    void keepsFetchedValuesApartFromTheVariable() {
        Output w = initialized(new float[] {1}, "w");
        Output update = tf.assignAdd(w, new float[] {1});
        Tensor first = session.run(update);
        session.run(update);
        assertThat(first.toFloatArray()).containsExactly(2);
    }

    @Test
    void takesNoPartOfTheFedArray() {
        Output w = initialized(new float[] {1}, "w");
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(1), "x");
        float[] mine = {5};
        session.feed(x, Tensor.wrap(Shape.of(1), mine)).run(tf.assign(w, x));
        session.run(tf.assignAdd(w, new float[] {1}));
        assertThat(mine).containsExactly(5);
    }

    @Test
    void refusesAnotherShape() {
        Output w = tf.variable(new float[] {1, 2}, "w");
        assertThatThrownBy(() -> tf.assign(w, new float[] {1, 2, 3}))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "Dimension 0 in both shapes must be equal, but are 2 and 3. Shapes are [2] and [3].")
                .hasMessageContaining("[Assign \"Assign\" at AssignTest.java");
        assertThatThrownBy(() -> tf.assignAdd(w, 1f))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Shapes must be equal rank, but are 1 and 0. Shapes are [2] and [].");
    }

    @Test
    void refusesAnotherShapeThatIsOnlyKnownWhenItRuns() {
        Output w = initialized(new float[] {1, 2}, "w");
        Output x = tf.placeholder(DType.FLOAT32, Shape.unknown(), "x");
        Output update = tf.assign(w, x);
        assertThatThrownBy(() -> session.feed(x, new float[] {1, 2, 3}).run(update))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Dimension 0 in both shapes must be equal, but are 2 and 3");
        assertThat(session.feed(x, new float[] {8, 9}).run(update).toFloatArray())
                .containsExactly(8, 9);
    }

    @Test
    void refusesAnotherDType() {
        Output w = tf.variable(new float[] {1, 2}, "w");
        Output x = tf.constant(new double[] {1, 2});
        assertThatThrownBy(() -> tf.assign(w, x))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "Input 'value' of 'Assign' Op has type float64 that does not match type float32 of"
                                + " argument 'ref'");
    }

    @Test
    void refusesWhatIsNoVariable() {
        Output x = tf.constant(1f);
        assertThatThrownBy(() -> tf.assign(x, 2f))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "Op requires that input 0 be a mutable tensor (a variable), but 'Const:0' is a value");
        assertThatThrownBy(() -> tf.initializer(x))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("is no variable");
    }

    @Test
    void refusesToAddToAVariableWithoutValue() {
        Output w = tf.variable(1f, "w");
        assertThatThrownBy(() -> session.run(tf.assignAdd(w, 1f)))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessageContaining("Attempting to use uninitialized value w");
    }

    @Test
    void changesShapeIfNotValidated() {
        Output w = initialized(new float[] {1, 2}, "w");
        Output free = tf.add(new Assign(false, true), w, tf.constant(new float[] {1, 2, 3}));
        assertThat(session.run(free).toFloatArray()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64", "INT32", "INT64", "INT16", "INT8", "UINT8", "UINT16", "COMPLEX64"})
    void addsInEveryDType(DType dtype) {
        Tensor three = dtype.isComplex()
                ? Tensor.wrap(dtype, Shape.of(1), new float[] {3, 4})
                : Tensor.of(dtype, new int[] {3});
        Output w = initialized(three, "w");
        session.run(tf.assignAdd(w, tf.constant(three)));
        session.run(tf.assignAdd(w, tf.constant(three)));
        Tensor nine = session.run(tf.assignSub(w, tf.constant(three)));
        Tensor six = dtype.isComplex()
                ? Tensor.wrap(dtype, Shape.of(1), new float[] {6, 8})
                : Tensor.of(dtype, new int[] {6});
        assertThat(nine).isEqualTo(six);
    }

    @Test
    void saysWhichDTypesItDoesNotAdd() {
        Output text = tf.variable("a", "text");
        assertThatThrownBy(() -> tf.assignAdd(text, "b"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Value passed to parameter 'ref' has DataType string not in list");
    }

    @Test
    void scattersRows() {
        Output w = initialized(new float[][] {{1, 2}, {3, 4}, {5, 6}}, "w");
        Output rows = tf.constant(new int[] {2, 0});
        Output updates = tf.constant(new float[][] {{10, 20}, {30, 40}});
        assertThat(session.run(tf.scatterUpdate(w, rows, updates)).toFloatArray())
                .containsExactly(30, 40, 3, 4, 10, 20);
        assertThat(session.run(tf.scatterAdd(w, rows, updates)).toFloatArray()).containsExactly(60, 80, 3, 4, 20, 40);
        assertThat(session.run(tf.scatterSub(w, rows, updates)).toFloatArray()).containsExactly(30, 40, 3, 4, 10, 20);
    }

    @Test
    void scattersARowTwice() {
        Output w = initialized(new int[] {0, 0, 0}, "w");
        Output rows = tf.constant(new long[][] {{1, 1}, {1, 2}});
        Output updates = tf.constant(new int[][] {{1, 2}, {4, 8}});
        assertThat(session.run(tf.scatterAdd(w, rows, updates)).toIntArray()).containsExactly(0, 7, 8);
    }

    @Test
    void scattersAtAScalarIndex() {
        Output w = initialized(new int[][] {{1, 2}, {3, 4}}, "w");
        Output update = tf.scatterUpdate(w, tf.constant(1), tf.constant(new int[] {7, 8}));
        assertThat(session.run(update).toIntArray()).containsExactly(1, 2, 7, 8);
    }

    @Test
    void scattersNothingIfARowIsOutOfRange() {
        Output w = initialized(new int[] {0, 0}, "w");
        Output rows = tf.placeholder(DType.INT32, Shape.of(-1), "rows");
        Output update = tf.scatterAdd(w, rows, tf.constant(new int[] {1, 1}));
        assertThatThrownBy(() -> session.feed(rows, new int[] {0, 2}).run(update))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("indices[1] = 2 is not in [0, 2)");
        assertThat(session.run(w).toIntArray()).containsExactly(0, 0);
    }

    @Test
    void scattersOnlyRowsOfTheVariablesShape() {
        Output w = tf.variable(new float[3][2], "w");
        assertThatThrownBy(() -> tf.scatterAdd(w, tf.constant(new int[] {1}), tf.constant(new float[1][3])))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Dimension 1 in both shapes must be equal, but are 3 and 2");
        assertThatThrownBy(() -> tf.scatterAdd(w, tf.constant(new float[] {1}), tf.constant(new float[1][2])))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Value passed to parameter 'indices' has DataType float32 not in list");
        Output scalar = tf.variable(1f, "scalar");
        assertThatThrownBy(() -> tf.scatterAdd(scalar, tf.constant(0), tf.constant(1f)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Shape must be at least rank 1 but is rank 0");
    }

    @Test
    void hasTensorFlowsAttributes() {
        Output w = tf.variable(new float[2], "w");
        Output scatter = tf.scatterAdd(w, tf.constant(new long[] {1}), tf.constant(new float[1]));
        assertThat(scatter.op().type().attributes(scatter.op()))
                .containsEntry("T", DType.FLOAT32)
                .containsEntry("Tindices", DType.INT64)
                .containsEntry("use_locking", false)
                .hasSize(3);
        Output assign = tf.assign(w, new float[2]);
        assertThat(assign.op().type().attributes(assign.op()))
                .containsEntry("T", DType.FLOAT32)
                .containsEntry("validate_shape", true)
                .containsEntry("use_locking", true)
                .hasSize(3);
        assertThat(w.op().type().attributes(w.op())).containsOnlyKeys("shape", "dtype", "container", "shared_name");
        Output known = tf.isVariableInitialized(w);
        assertThat(known.op().type().attributes(known.op()))
                .containsEntry("dtype", DType.FLOAT32)
                .hasSize(1);
    }
}
