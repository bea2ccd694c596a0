package org.headrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.Fetched;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the session makes of a graph before it runs it, as {@code explain} tells, and that the values stay right. */
class PlanPassesTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);
    private final Session session = new Session(graph, SessionConfig.defaults().withThreads(1));
    private final Output x = tf.placeholder(FLOAT32, Shape.of(-1, 3), "x");
    private final float[][] rows = {{1, 2, 3}, {4, 5, 6}};
    private final Map<Output, Object> feed = Map.of(x, rows);

    @AfterEach
    void close() {
        session.close();
    }

    private String explain(Output... fetches) {
        return session.feed(x, rows).explain(fetches);
    }

    @Test
    void aChainOfFormulasRunsAsOneStep() {
        Output row = tf.constant(new float[] {10, 20, 30});
        Output y = tf.square(tf.sub(tf.mul(x, row), tf.constant(1f)));

        assertThat(explain(y)).contains("Mul + Sub + Square", "1 steps do the work of 3 ops");
        assertThat(session.run(y, feed))
                .isEqualTo(Tensor.of(new float[][] {{81, 39 * 39, 89 * 89}, {39 * 39, 99 * 99, 179 * 179}}));
    }

    @Test
    void shapesAreKnownBeforeAnythingRuns() {
        List<Output> shapes = tf.shapeN(List.of(x, tf.transpose(x)));
        Output y = tf.reshape(tf.neg(x), shapes.get(1));

        assertThat(explain(y)).doesNotContain("dynamic", "ShapeN").contains("float32 [3,2]");
        assertThat(session.run(y, feed)).isEqualTo(Tensor.of(new float[][] {{-1, -2}, {-3, -4}, {-5, -6}}));
    }

    @Test
    void whatIsNeededOutsideIsAnOutputOfTheSameStep() {
        Output shifted = tf.add(x, tf.constant(1f));
        Output y = tf.neg(shifted);

        assertThat(explain(shifted, y)).contains("1 steps do the work of 2 ops");
        Fetched fetched = session.run(List.of(shifted, y), feed);
        assertThat(fetched.get(shifted)).isEqualTo(Tensor.of(new float[][] {{2, 3, 4}, {5, 6, 7}}));
        assertThat(fetched.get(y)).isEqualTo(Tensor.of(new float[][] {{-2, -3, -4}, {-5, -6, -7}}));
    }

    @Test
    void aFormulaOfAnotherShapeStaysByItself() {
        Output column = tf.square(tf.constant(2f));
        Output small = tf.neg(tf.reduceSum(x, 0));
        Output y = tf.add(x, tf.mul(small, column));

        assertThat(explain(y)).contains("Neg + Mul", "3 steps do the work of 4 ops");
        assertThat(session.run(y, feed)).isEqualTo(Tensor.of(new float[][] {{-19, -26, -33}, {-16, -23, -30}}));
    }

    @Test
    void aNodeThatSomethingElseNeedsFirstIsNotDelayed() {
        Output shifted = tf.add(x, tf.constant(1f));
        Output total = tf.reduceSum(shifted);
        Output y = tf.div(shifted, total);

        assertThat(explain(y)).contains("3 steps do the work of 3 ops");
        assertThat(session.run(y, feed))
                .isEqualTo(Tensor.of(new float[][] {{2 / 27f, 3 / 27f, 4 / 27f}, {5 / 27f, 6 / 27f, 7 / 27f}}));
    }

    @Test
    void aReadIsNotMovedBeyondAnAssignment() {
        Output v = tf.variable(tf.constant(new float[] {1, 2, 3}), "v");
        session.run(tf.globalVariablesInitializer());
        Output before = tf.add(v, tf.constant(100f));
        Output assigned = tf.assignAdd(v, tf.constant(new float[] {10, 10, 10}));
        Output y = tf.mul(before, assigned);

        assertThat(session.run(y)).isEqualTo(Tensor.of(101 * 11f, 102 * 12f, 103 * 13f));
        assertThat(session.run(y)).isEqualTo(Tensor.of(111 * 21f, 112 * 22f, 113 * 23f));
    }

    @Test
    void anUpdateComputesItsValueOnTheWay() {
        Output v = tf.variable(tf.constant(new float[] {1, 2, 3}), "v");
        Output row = tf.placeholder(FLOAT32, Shape.of(3), "row");
        session.run(tf.globalVariablesInitializer());
        Output updated = tf.assignSub(v, tf.mul(tf.square(row), tf.constant(2f)));
        Map<Output, Object> numbers = Map.of(row, new float[] {1, 2, 3});

        assertThat(session.feed(row, new float[] {1, 2, 3}).explain(updated))
                .contains("AssignSub", "1 steps do the work of 3 ops");
        assertThat(session.run(updated, numbers)).isEqualTo(Tensor.of(1f - 2, 2f - 8, 3f - 18));
        assertThat(session.run(updated, numbers)).isEqualTo(Tensor.of(1f - 4, 2f - 16, 3f - 36));
    }

    private Output initialized(Object value) {
        Output variable = tf.variable(tf.constant(value));
        session.run(tf.globalVariablesInitializer());
        return variable;
    }

    private static void assertOrder(String program, String first, String then) {
        assertThat(program).contains(first, then);
        assertThat(program.indexOf(first)).as(program).isLessThan(program.indexOf(then));
    }

    @Test
    void anUpdateRunsWhenItsValueIsThere() {
        Output v = initialized(new float[] {1, 2, 3});
        Output total = tf.reduceSum(x, 0);
        Output other = tf.reduceMax(tf.square(x));
        Output update = tf.assignAdd(v, total);

        assertOrder(explain(other, update), "AssignAdd", "Max");
        Fetched fetched = session.run(List.of(other, update), feed);
        assertThat(fetched.get(other)).isEqualTo(Tensor.of(36f));
        assertThat(fetched.get(update)).isEqualTo(Tensor.of(6f, 9f, 12f));
    }

    @Test
    void anUpdateWaitsForReads() {
        Output v = initialized(new float[] {1, 2, 3});
        Output total = tf.reduceSum(x, 0);
        Output read = tf.reduceMax(tf.mul(x, v));
        Output update = tf.assignAdd(v, total);

        assertOrder(explain(read, update), "Max", "AssignAdd");
        Fetched fetched = session.run(List.of(read, update), feed);
        assertThat(fetched.get(read)).isEqualTo(Tensor.of(18f));
        assertThat(fetched.get(update)).isEqualTo(Tensor.of(6f, 9f, 12f));
    }

    @Test
    void anUpdateWaitsForWhatChangesItsOperands() {
        Output rate = initialized(2f);
        Output v = initialized(new float[] {1, 2, 3});
        Output halved = tf.assign(rate, tf.constant(1f));
        Output step = tf.mul(tf.reduceSum(x, 0), halved);
        Output other = tf.reduceMax(tf.square(x));
        Output update = tf.assignAdd(v, step);

        String program = explain(other, update);
        assertOrder(program, "Assign[", "AssignAdd");
        assertOrder(program, "AssignAdd", "Max");
        assertThat(session.run(update, feed)).isEqualTo(Tensor.of(6f, 9f, 12f));
    }

    @Test
    void anUpdateWaitsForItsControlInputs() {
        Output v = initialized(new float[] {1, 2, 3});
        Output total = tf.reduceSum(x, 0);
        Output other = tf.reduceMax(tf.square(x));
        Output update = tf.withControlDependencies(other).assignAdd(v, total);

        assertOrder(explain(other, update), "Max", "AssignAdd");
    }

    @Test
    void anUpdateDoesNotPassACheck() {
        Output v = initialized(new float[] {1, 2, 3});
        Output total = tf.reduceSum(x, 0);
        Op check = tf.assertTrue(tf.greater(tf.reduceMin(x), tf.constant(0f)));
        Output update = tf.assignAdd(v, total);

        float[][] negative = {{-1, 2, 3}};
        assertThatThrownBy(() -> session.feed(x, negative).run(check, update.op()))
                .isInstanceOf(InvalidArgumentException.class);
        assertThat(session.run(tf.identity(v))).isEqualTo(Tensor.of(1f, 2f, 3f));
    }

    @Test
    void equalNodesAreComputedOnce() {
        Output a = tf.matmul(x, tf.constant(new float[][] {{1}, {2}, {3}}));
        Output b = tf.matmul(x, tf.constant(new float[][] {{1}, {2}, {3}}));
        Output y = tf.add(a, b);

        assertThat(explain(y).lines().filter(line -> line.contains("MatMul"))).hasSize(1);
        assertThat(session.run(y, feed)).isEqualTo(Tensor.of(new float[][] {{28}, {64}}));
        Fetched both = session.run(List.of(a, b), feed);
        assertThat(both.get(a)).isEqualTo(both.get(b));
    }

    @Test
    void nodesThatDifferInAnAttributeOrDrawNumbersAreNotMerged() {
        Output w = tf.constant(new float[][] {{1, 2, 3}, {0, 1, 0}, {0, 0, 2}});
        Output y = tf.add(tf.matmul(x, w), tf.matmul(x, w, false, true));
        assertThat(explain(y).split("MatMul", -1)).hasSizeGreaterThan(2);

        Output first = tf.random.uniform(Shape.of(4));
        Output second = tf.random.uniform(Shape.of(4));
        Fetched drawn = session.run(first, second);
        assertThat(drawn.get(first)).isNotEqualTo(drawn.get(second));
    }

    @Test
    void readsOnEitherSideOfAnAssignmentAreNotMerged() {
        Output v = tf.variable(tf.constant(new float[] {1, 2}), "v");
        session.run(tf.globalVariablesInitializer());
        Output before = tf.square(v);
        Output assigned = tf.assignAdd(v, tf.constant(new float[] {10, 10}));
        Output after = tf.withControlDependencies(assigned)
                .square(tf.withControlDependencies(assigned).identity(v));

        Fetched fetched = session.run(before, after);
        assertThat(fetched.get(before)).isEqualTo(Tensor.of(1f, 4f));
        assertThat(fetched.get(after)).isEqualTo(Tensor.of(121f, 144f));
    }

    @Test
    void narrowIntegersWrapAroundWithinAFormulaToo() {
        Output small = tf.placeholder(INT8, Shape.of(2), "small");
        Output y = tf.cast(tf.add(small, small), FLOAT32);

        assertThat(session.run(y, Map.of(small, new byte[] {100, 3}))).isEqualTo(Tensor.of(-56f, 6f));
    }

    @Test
    void aFormulaWritesOverAnOperandThatNobodyElseNeeds() {
        Output sum = tf.reduceSum(x, 1, true);
        Output y = tf.matmul(tf.neg(tf.square(sum)), tf.constant(new float[][] {{1}}));

        assertThat(explain(y).lines().filter(line -> line.contains("Square + Neg")))
                .singleElement()
                .asString()
                .contains("in place");
        assertThat(session.run(y, feed)).isEqualTo(Tensor.of(new float[][] {{-36}, {-225}}));
    }

    @Test
    void aSumOfProductsIsAddedUpAsTheyCome() {
        Output w = tf.constant(new float[][] {{.1f, .2f}, {.4f, .5f}, {.7f, .8f}});
        List<Output> terms = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            terms.add(tf.matmul(tf.mul(x, tf.constant(1 + i / 3f)), w));
        }
        Output sum = tf.addN(terms);

        assertThat(explain(sum).lines().filter(line -> line.contains("MatMul") && line.contains("then b + a")))
                .hasSize(3);
        float[] expected = new float[4];
        Fetched fetched = session.run(terms, feed);
        for (Output term : terms) {
            for (int i = 0; i < 4; i++) {
                expected[i] += fetched.get(term).floats()[i];
            }
        }
        assertThat(session.run(sum, feed).toFloatArray()).containsExactly(expected);
    }

    @Test
    void whatOnlyControlInputsAskForIsNotComputed() {
        Output unused = tf.matmul(x, tf.constant(new float[][] {{1}, {2}, {3}}));
        Output y = tf.withControlDependencies(tf.group(unused)).add(x, tf.constant(1f));

        assertThat(explain(y)).doesNotContain("MatMul").doesNotContain("NoOp");
        assertThat(session.run(y, feed)).isEqualTo(Tensor.of(new float[][] {{2, 3, 4}, {5, 6, 7}}));
    }

    @Test
    void assertionsThatOnlyControlInputsAskForAreChecked() {
        Output all = tf.reduceAll(tf.less(x, tf.constant(5f)));
        Output y = tf.withControlDependencies(tf.assertTrue(all, x)).add(x, tf.constant(1f));

        assertThatThrownBy(() -> session.run(y, feed)).isInstanceOf(InvalidArgumentException.class);
    }
}
