package org.headrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.headrace.core.Feeds;
import org.headrace.core.Fetched;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Products too small to be shared run side by side, and compute what they compute alone. */
class SideBySideTest {
    private static final int N = 64;
    private static final int RUNS = 300;

    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);
    private final Session session = new Session(graph, SessionConfig.defaults().withThreads(2));
    private final Output x = tf.placeholder(FLOAT32, Shape.of(-1, N), "x");
    private final Random random = new Random(5);
    private final float[][] rows = matrix(N);
    private final float[][] columns = transposed(rows);
    private final float[][] first = matrix(N);
    private final float[][] second = matrix(N);

    @AfterEach
    void close() {
        session.close();
    }

    /** Of whole numbers so small that products and their sums are exact. */
    private float[][] matrix(int height) {
        float[][] values = new float[height][N];
        for (float[] row : values) {
            for (int j = 0; j < N; j++) {
                row[j] = random.nextInt(-4, 5);
            }
        }
        return values;
    }

    private static float[][] product(float[][] a, float[][] b) {
        float[][] c = new float[a.length][N];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < N; j++) {
                for (int p = 0; p < N; p++) {
                    c[i][j] += a[i][p] * b[p][j];
                }
            }
        }
        return c;
    }

    private static float[][] transposed(float[][] a) {
        float[][] t = new float[N][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < N; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    /** The product of x, which is fed its columns: one that does not run by rows. */
    private Output timesX(Output factor) {
        return tf.matmul(x, factor, true, false);
    }

    private Output variable(float[][] value) {
        Output variable = tf.variable(tf.constant(value));
        session.run(tf.globalVariablesInitializer());
        return variable;
    }

    private String explain(Output... fetches) {
        return session.feed(x, columns).explain(fetches);
    }

    private static boolean isLane(String line) {
        return line.startsWith("a ") || line.startsWith("b ");
    }

    @Test
    void productsThatDoNotNeedEachOtherHaveALaneEach() {
        Output a = timesX(tf.constant(first));
        Output b = timesX(tf.constant(second));

        assertThat(explain(a, b).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("a kernel").contains("MatMul"),
                        line -> assertThat(line).startsWith("b kernel").contains("MatMul_1"),
                        line -> assertThat(line).contains("2 of them run side by side"));
        for (int i = 0; i < RUNS; i++) {
            Fetched fetched = session.run(List.of(a, b), Map.of(x, columns));
            assertThat(fetched.get(a)).isEqualTo(Tensor.of(product(rows, first)));
            assertThat(fetched.get(b)).isEqualTo(Tensor.of(product(rows, second)));
        }
    }

    @Test
    void oneThreadHasNoLanes() {
        Output a = timesX(tf.constant(first));
        Output b = timesX(tf.constant(second));
        try (Session alone = new Session(graph, SessionConfig.defaults().withThreads(1))) {
            assertThat(alone.feed(x, columns).explain(a, b)).doesNotContain("side by side");
        }
    }

    @Test
    void whatNeedsBothLanesComesAfterThem() {
        Output a = timesX(tf.constant(first));
        Output b = timesX(tf.constant(second));
        Output c = tf.matmul(tf.transpose(a), b);

        List<String> lines = explain(c).lines().toList();
        assertThat(lines.get(0)).startsWith("a ").contains("MatMul");
        assertThat(lines.get(1)).startsWith("a ").contains("Transpose");
        assertThat(lines.get(2)).startsWith("b ").contains("MatMul_1");
        assertThat(lines.get(3)).contains("MatMul_2").doesNotMatch(SideBySideTest::isLane);
    }

    @Test
    void whatTakesLongStandsAlone() {
        float[][] high = matrix(6 * N);
        Output a = tf.matmul(x, tf.constant(first));
        Output b = tf.matmul(x, tf.constant(second));

        assertThat(session.feed(x, high).explain(a, b)).doesNotContain("side by side");
    }

    @Test
    void whatSavesLittleStandsAlone() {
        Output a = tf.reduceSum(x, 0);
        Output b = timesX(tf.constant(second));

        assertThat(explain(a, b)).doesNotContain("side by side");
    }

    @Test
    void whatNeedsOneLaneFollowsThere() {
        Output v = variable(first);
        Output w = variable(second);
        Output a = tf.assignSub(v, timesX(tf.constant(second)));
        Output b = tf.assignSub(w, timesX(tf.constant(first)));

        assertThat(explain(a, b).lines().filter(SideBySideTest::isLane))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("a ").contains("MatMul"),
                        line -> assertThat(line).startsWith("a ").contains("AssignSub"),
                        line -> assertThat(line).startsWith("b ").contains("MatMul_1"),
                        line -> assertThat(line).startsWith("b ").contains("AssignSub_1"));
    }

    @Test
    void aVariableChangesAfterTheLaneThatReadsIt() {
        Output v = variable(first);
        Output read = timesX(v);
        Output step = timesX(tf.constant(second));
        Output update = tf.assignSub(v, step);

        List<String> lines = explain(read, update).lines().toList();
        assertThat(lines.get(0)).startsWith("a ").contains("MatMul");
        assertThat(lines.get(1)).startsWith("b ").contains("MatMul");
        assertThat(lines.get(2)).contains("AssignSub").doesNotMatch(SideBySideTest::isLane);
        float[][] value = first;
        float[][] change = product(rows, second);
        for (int i = 0; i < RUNS; i++) {
            Fetched fetched = session.run(List.of(read, update), Map.of(x, columns));
            assertThat(fetched.get(read)).isEqualTo(Tensor.of(product(rows, value)));
            value = minus(value, change);
            assertThat(fetched.get(update)).isEqualTo(Tensor.of(value));
            session.run(tf.globalVariablesInitializer());
            value = first;
        }
    }

    private static float[][] minus(float[][] a, float[][] b) {
        float[][] c = new float[a.length][N];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < N; j++) {
                c[i][j] = a[i][j] - b[i][j];
            }
        }
        return c;
    }

    @Test
    void aLaneDoesNotWriteWhereTheOtherReads() {
        Output a = tf.transpose(x);
        Output same = a;
        for (int i = 0; i < 10; i++) {
            same = tf.sub(tf.constant(1f), same);
        }
        Output b = tf.matmul(a, tf.constant(first), true, false);
        Output c = tf.matmul(same, tf.constant(second), true, false);

        assertThat(explain(b, c)).contains("a kernel", "b formula").doesNotContain("in place");
        for (int i = 0; i < RUNS; i++) {
            Fetched fetched = session.run(List.of(b, c), Map.of(x, columns));
            assertThat(fetched.get(b)).isEqualTo(Tensor.of(product(columns, first)));
            assertThat(fetched.get(c)).isEqualTo(Tensor.of(product(columns, second)));
        }
    }

    @Test
    void nothingPassesACheck() {
        Output v = variable(first);
        Output a = timesX(tf.constant(first));
        Output checked = tf.withControlDependencies(tf.assertTrue(tf.reduceAll(tf.less(a, tf.constant(-1e9f)))))
                .identity(x);
        Output update = tf.assign(v, tf.matmul(checked, tf.constant(second)));
        Output other = timesX(tf.constant(second));

        assertThatThrownBy(() -> session.feed(x, columns).run(update.op(), other.op()))
                .isInstanceOf(InvalidArgumentException.class);
        assertThat(session.run(tf.identity(v))).isEqualTo(Tensor.of(first));
    }

    @Test
    void whatHasControlInputsRunsAfterThem() {
        float[][] value = matrix(10 * N);
        Output v = variable(value);
        Output zero = tf.placeholder(INT32, Shape.of(), "zero");
        Output ones = tf.placeholder(INT32, Shape.of(40_000), "ones");
        Output quotients = tf.floorDiv(ones, zero);
        Output update = tf.withControlDependencies(quotients).assignAdd(v, tf.constant(value));

        Feeds feeds = session.feed(zero, 0).feed(ones, new int[40_000]);
        for (int i = 0; i < RUNS; i++) {
            assertThatThrownBy(() -> feeds.run(quotients, update)).isInstanceOf(InvalidArgumentException.class);
        }
        assertThat(session.run(tf.identity(v))).isEqualTo(Tensor.of(value));
    }

    @Test
    void aFailureInALaneNamesTheOp() {
        int[][] many = new int[1][40_000];
        Output zero = tf.placeholder(INT32, Shape.of(), "zero");
        Output ones = tf.placeholder(INT32, Shape.of(1, 40_000), "ones");
        Output a = tf.floorDiv(ones, zero);
        Output b = tf.mul(ones, ones);

        assertThat(session.feed(zero, 1).feed(ones, many).explain(a, b)).contains("b formula");
        for (int i = 0; i < RUNS; i++) {
            assertThatThrownBy(() -> session.feed(zero, 0).feed(ones, many).run(a, b))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("FloorDiv");
        }
        assertThat(session.feed(zero, 2).feed(ones, many).run(a)).isEqualTo(Tensor.of(many));
    }
}
