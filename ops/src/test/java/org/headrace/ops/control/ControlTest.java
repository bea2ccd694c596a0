package org.headrace.ops.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.BOOL;
import static org.headrace.core.DType.FLOAT32;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.array.DenseToDenseSetOperation;
import org.headrace.ops.state.Const;
import org.junit.jupiter.api.Test;

/** Routing, checks and prints; texts are TensorFlow 1.15's. */
class ControlTest {
    private final Ops tf = Ops.on(new Graph());

    @Test
    void onlyTheSideThatIsTakenRuns() {
        Output pred = tf.placeholder(BOOL, Shape.scalar(), "pred");
        Output data = tf.placeholder(FLOAT32, Shape.of(-1), "data");
        List<Output> sides = tf.switchTo(data, pred);
        Output checked = tf.checkNumerics(sides.get(0), "must not run");
        List<Output> merged = tf.merge(List.of(checked, tf.mul(sides.get(1), 2)));
        try (Session session = new Session(tf.graph())) {
            var feeds = session.feed(data, new float[] {1, Float.NaN});
            assertThat(feeds.feed(pred, true).run(merged.get(0))).isEqualTo(Tensor.of(2f, Float.NaN));
            assertThat(feeds.feed(pred, true).run(merged.get(1))).isEqualTo(Tensor.of(1));
            assertThatThrownBy(() -> feeds.feed(pred, false).run(merged.get(0)))
                    .hasMessageContaining("must not run : Tensor had NaN values");
            assertThatThrownBy(() -> feeds.feed(pred, true).run(sides.get(0)))
                    .hasMessageContaining("Retval[0] does not have value");
        }
    }

    /** TensorFlow hands a fed placeholder's control edges on to the feed (core/graph/subgraph.cc). */
    @Test
    void mayDependOnAPlaceholderThatIsFed() {
        Output x = tf.placeholder(FLOAT32, Shape.scalar(), "x");
        Output y = tf.withControlDependencies(x).add(new Const(Tensor.of(2f, 3f)));
        try (Session session = new Session(tf.graph())) {
            assertThat(session.feed(x, 1f).run(y)).isEqualTo(Tensor.of(2f, 3f));
            assertThatThrownBy(() -> session.run(y)).hasMessageContaining("You must feed a value for placeholder");
        }
    }

    @Test
    void assertionsShowTheirData() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1), "x");
        Op positive = tf.assertTrue(tf.reduceAll(tf.greater(x, 0)), "x must be positive:", x);
        assertThat(positive.name()).isEqualTo("Assert/Assert");
        Output y = tf.withControlDependencies(positive).identity(x);
        try (Session session = new Session(tf.graph())) {
            assertThat(session.feed(x, new float[] {1, 2}).run(y)).isEqualTo(Tensor.of(1f, 2f));
            assertThatThrownBy(() ->
                            session.feed(x, new float[] {1, -2.5f, 1e-10f, 4}).run(y))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("assertion failed: [x must be positive:] [1 -2.5 1e-10...]");
        }
    }

    @Test
    void valuesPrintAsInTensorFlow() {
        assertThat(ValueText.of(Tensor.of(new int[][] {{1, 2}, {3, 4}}), 3)).isEqualTo("[1 2][3...]...");
        assertThat(ValueText.of(Tensor.of(new int[][] {{1, 2}, {3, 4}}), -1)).isEqualTo("[1 2][3 4]");
        assertThat(ValueText.of(Tensor.of(0.1f, 1e20f, 16777216f, 1 / 3f), 9))
                .isEqualTo("0.1 1e+20 16777216 0.333333343");
        assertThat(ValueText.of(Tensor.of(0.1, 1234567.5, Double.NaN, -0.0), 9)).isEqualTo("0.1 1234567.5 nan -0");
        assertThat(ValueText.of(Tensor.of(new boolean[] {true, false}), 3)).isEqualTo("1 0");
        assertThat(ValueText.of(Tensor.of("it's\n\u00e4"), 3)).isEqualTo("it\\'s\\n\\303\\244");
    }

    @Test
    void printsToStandardError() {
        Output x = tf.constant(new int[] {1, 2, 3, 4});
        Output y = tf.add(new Print("x = ", 1, 3), x, x, tf.constant("end"));
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try (Session session = new Session(tf.graph())) {
            assertThat(session.run(y)).isEqualTo(Tensor.of(1, 2, 3, 4));
            session.run(y);
        } finally {
            System.setErr(before);
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("x = [1 2 3...][end]\n");
    }

    @Test
    void shapesAreEnsuredAtTheLatestWhenTheyAreKnown() {
        Output x = tf.placeholder(FLOAT32, Shape.unknown(), "x");
        Output y = tf.ensureShape(x, Shape.of(-1, 2));
        assertThat(y.shape()).isEqualTo(Shape.of(-1, 2));
        try (Session session = new Session(tf.graph())) {
            assertThat(session.feed(x, new float[3][2]).run(y).shape()).isEqualTo(Shape.of(3, 2));
            assertThatThrownBy(() -> session.feed(x, new float[3]).run(y))
                    .hasMessageContaining("Shape of tensor x [3] is not compatible with expected shape [?,2].");
        }
        assertThatThrownBy(() -> tf.ensureShape(tf.constant(1), Shape.of(1))).hasMessageContaining("Shape of tensor");
    }

    @Test
    void aTupleWaitsForAllItsMembers() {
        Output a = tf.constant(1, "a");
        Output b = tf.constant(2, "b");
        List<Output> tuple = tf.tuple(List.of(a, b));
        assertThat(tf.graph().ops())
                .extracting(Op::name)
                .containsExactly(
                        "a", "b", "tuple/group_deps", "tuple/control_dependency", "tuple/control_dependency_1");
        assertThat(tuple.get(0).op().controlInputs()).containsExactly(tf.graph().op("tuple/group_deps"));
        assertThat(tf.graph().op("tuple/group_deps").controlInputs()).containsExactly(a.op(), b.op());
    }

    @Test
    void stringsAreJoined() {
        Output words = tf.constant(new String[] {"x", "y"});
        Output joined = tf.strings.join(List.of(tf.constant("<"), words), "-");
        try (Session session = new Session(tf.graph())) {
            assertThat(session.run(joined)).isEqualTo(Tensor.of(new String[] {"<-x", "<-y"}));
        }
    }

    @Test
    void setsAreComparedRowByRow() {
        Output a = tf.constant(new int[][] {{9, 1, 5, 5}, {2, 2, 2, 2}});
        Output b = tf.constant(new int[][] {{5, 7}, {3, 2}});
        Op difference = tf.addOp(new DenseToDenseSetOperation("a-b", true), a, b);
        Op union = tf.addOp(new DenseToDenseSetOperation("union", true), a, b);
        try (Session session = new Session(tf.graph())) {
            assertThat(session.run(difference.output(0))).isEqualTo(Tensor.of(new long[][] {{0, 0}, {0, 1}}));
            assertThat(session.run(difference.output(1))).isEqualTo(Tensor.of(1, 9));
            assertThat(session.run(difference.output(2))).isEqualTo(Tensor.of(2L, 2L));
            assertThat(session.run(union.output(1))).isEqualTo(Tensor.of(1, 5, 7, 9, 2, 3));
            assertThat(session.run(union.output(2))).isEqualTo(Tensor.of(2L, 4L));
        }
    }
}
