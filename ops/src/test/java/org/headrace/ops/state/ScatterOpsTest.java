package org.headrace.ops.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.junit.jupiter.api.Test;

/** The ops that change parts of variables; the oracle's ScatterOracleTest holds them to TensorFlow in more dtypes. */
class ScatterOpsTest {
    private final Ops tf = Ops.on(new Graph());
    private final Session session = new Session(tf.graph());

    private Output initialized(Object value) {
        Output variable = tf.variable(value, "v");
        session.run(tf.initializer(variable));
        return variable;
    }

    private Output rows(int... rows) {
        return tf.constant(rows);
    }

    @Test
    void multipliesARowAsOftenAsItIsNamed() {
        Output v = initialized(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        Output changed = tf.scatterMul(v, rows(2, 0, 2), tf.constant(new float[][] {{2, 3}, {4, 5}, {10, 10}}));
        assertThat(session.run(changed).toArray()).isEqualTo(new float[][] {{4, 10}, {3, 4}, {100, 180}});
        assertThat(session.run(v).toArray()).isEqualTo(new float[][] {{4, 10}, {3, 4}, {100, 180}});
    }

    @Test
    void dividesIntegersTowardsZeroAndNotByZero() {
        Output v = initialized(new int[] {-7, 7, 9});
        assertThat(session.run(tf.scatterDiv(v, rows(0, 1), tf.constant(new int[] {2, -2})))
                        .toIntArray())
                .containsExactly(-3, -3, 9);
        Output byZero = tf.scatterDiv(v, rows(2), tf.constant(new int[] {0}));
        assertThatThrownBy(() -> session.run(byZero))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Integer division by zero");
    }

    @Test
    void keepsTheSmallerOrTheLarger() {
        Output v = initialized(new long[] {5, 5, 5});
        assertThat(session.run(tf.scatterMin(v, rows(0, 1), tf.constant(new long[] {3, 9})))
                        .toLongArray())
                .containsExactly(3, 5, 5);
        assertThat(session.run(tf.scatterMax(v, rows(1, 2), tf.constant(new long[] {9, 1})))
                        .toLongArray())
                .containsExactly(3, 9, 5);
    }

    @Test
    void aScalarChangesWholeRows() {
        Output v = initialized(new float[][] {{1, 2}, {3, 4}});
        assertThat(session.run(tf.scatterUpdate(v, rows(1), tf.constant(7f))).toArray())
                .isEqualTo(new float[][] {{1, 2}, {7, 7}});
        assertThat(session.run(tf.scatterAdd(v, rows(1, 0, 1), tf.constant(1f))).toArray())
                .isEqualTo(new float[][] {{2, 3}, {9, 9}});
    }

    @Test
    void changesElementsByCoordinates() {
        Output v = initialized(new float[][] {{1, 2}, {3, 4}});
        Output places = tf.constant(new int[][] {{1, 0}, {0, 1}});
        Output updates = tf.constant(new float[] {10, 20});
        assertThat(session.run(tf.scatterNdAdd(v, places, updates)).toArray())
                .isEqualTo(new float[][] {{1, 22}, {13, 4}});
        assertThat(session.run(tf.scatterNdSub(v, places, updates)).toArray())
                .isEqualTo(new float[][] {{1, 2}, {3, 4}});
        assertThat(session.run(tf.scatterNdUpdate(v, places, updates)).toArray())
                .isEqualTo(new float[][] {{1, 20}, {10, 4}});
    }

    @Test
    void anIndexOutOfRangeChangesNothing() {
        Output v = initialized(new float[] {1, 2, 3});
        Output update = tf.scatterNdUpdate(v, tf.constant(new int[][] {{0}, {3}}), tf.constant(new float[] {7, 8}));
        assertThatThrownBy(() -> session.run(update))
                .hasMessageContaining("indices[1] = [3] does not index into shape");
        Output product = tf.scatterMul(v, rows(0, -1), tf.constant(new float[] {7, 8}));
        assertThatThrownBy(() -> session.run(product)).hasMessageContaining("indices[1] = -1 is not in [0, 3)");
        assertThat(session.run(v).toFloatArray()).containsExactly(1, 2, 3);
    }

    @Test
    void updatesOfAnotherShapeAreRefusedWhenTheGraphIsBuilt() {
        Output v = initialized(new float[] {1, 2, 3});
        Output places = tf.constant(new int[][] {{0}, {2}});
        assertThatThrownBy(() -> tf.scatterNdAdd(v, places, tf.constant(new float[] {7})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Must have updates.shape = indices.shape[:-1] + shape[indices.shape[-1]:]");
        assertThatThrownBy(() -> tf.scatterMax(tf.variable(true, "flag"), rows(0), tf.constant(true)))
                .hasMessageContaining("not in list of allowed values");
    }

    @Test
    void assignsToASlice() {
        Output v = initialized(new int[][] {{1, 2, 3}, {4, 5, 6}});
        Output column = tf.assignSlice(v, tf.constant(new int[] {7, 8}), Slice.all(), Slice.at(1));
        assertThat(session.run(column).toArray()).isEqualTo(new int[][] {{1, 7, 3}, {4, 8, 6}});
        Output backwards = tf.assignSlice(v, tf.constant(new int[] {10, 20, 30}), Slice.at(0), Slice.every(-1));
        assertThat(session.run(backwards).toArray()).isEqualTo(new int[][] {{30, 20, 10}, {4, 8, 6}});
        assertThatThrownBy(() -> tf.assignSlice(v, tf.constant(new int[] {7}), Slice.all(), Slice.at(1)))
                .hasMessageContaining("sliced l-value shape [2] does not match r-value shape [1]");
    }

    @Test
    void countsUpToTheLimit() {
        Output v = initialized(3);
        Output count = tf.countUpTo(v, 5);
        assertThat(count).hasToString("Tensor(\"CountUpTo:0\", shape=(), dtype=int32)");
        assertThat(session.run(count).toInt()).isEqualTo(3);
        assertThat(session.run(v).toInt()).isEqualTo(4);
        assertThat(session.run(count).toInt()).isEqualTo(4);
        assertThatThrownBy(() -> session.run(count)).hasMessageContaining("Reached limit of 5");
        assertThat(session.run(v).toInt()).isEqualTo(5);
    }

    @Test
    void aCountIsAValueThatLaterCountsLeaveAlone() {
        Output v = initialized(0);
        Output first = tf.identity(tf.countUpTo(v, 9));
        Output second = tf.withControlDependencies(first).countUpTo(v, 9);
        var both = session.run(first, second);
        assertThat(Arrays.asList(both.get(0).toInt(), both.get(1).toInt())).containsExactly(0, 1);
    }

    @Test
    void aTemporaryVariableHasItsLastValue() {
        Output temporary = tf.temporaryVariable(Shape.of(2), DType.FLOAT32);
        Output sum = tf.assignAdd(tf.assign(temporary, new float[] {1, 2}), new float[] {3, 4});
        Output last = tf.destroyTemporaryVariable(sum);
        assertThat(last).hasToString("Tensor(\"DestroyTemporaryVariable:0\", shape=(2,), dtype=float32)");
        for (int i = 0; i < 2; i++) {
            assertThat(session.run(last).toFloatArray()).containsExactly(4, 6);
        }
        assertThat(tf.globalVariables()).isEmpty();
        assertThatThrownBy(() -> tf.destroyTemporaryVariable(tf.variable(1f, "w")))
                .hasMessageContaining("is no temporary variable");
    }

    @Test
    void aTemporaryVariableThatNobodyAssignedIsUninitialized() {
        Output last = tf.destroyTemporaryVariable(tf.temporaryVariable(Shape.of(2), DType.FLOAT32));
        assertThatThrownBy(() -> session.run(last)).isInstanceOf(FailedPreconditionException.class);
    }

    /** 1 + 2^-11 is half way between two neighbours, and 1 the even one. */
    @Test
    void halvesAreRoundedAfterEachChange() {
        Output v = initialized(Tensor.of(DType.FLOAT16, new double[] {1, 3}));
        Output eps = tf.constant(Tensor.of(DType.FLOAT16, new double[] {0x1p-11, 0x1p-11}));
        assertThat(session.run(tf.scatterAdd(v, rows(0, 0), eps)).toFloatArray())
                .containsExactly(1, 3);
        Output third = tf.constant(Tensor.of(DType.FLOAT16, new double[] {3}));
        assertThat(session.run(tf.scatterDiv(v, rows(0), third)).toFloatArray()).containsExactly(0.33325195f, 3);
    }

    @Test
    void onlyNumbersAddUp() {
        Output words = tf.variable(new String[] {"a"}, "words");
        assertThatThrownBy(() -> tf.scatterAdd(words, rows(0), tf.constant(new String[] {"b"})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("not in list of allowed values");
    }

    @Test
    void anOldPlaceholderMustBeFed() {
        Output x = tf.add(new PlaceholderV2(DType.FLOAT32, Shape.of(-1)));
        assertThat(session.feed(x, new float[] {1, 2}).run(tf.mul(x, 2)).toFloatArray())
                .containsExactly(2, 4);
        assertThatThrownBy(() -> session.run(x)).hasMessageContaining("You must feed a value for placeholder");
    }
}
