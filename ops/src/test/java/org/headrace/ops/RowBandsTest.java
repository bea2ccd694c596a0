package org.headrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Fetch;
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

/** What computes rows from rows runs by bands of rows, and computes what it computes alone. */
class RowBandsTest {
    private static final int N = 64;
    private static final int ROWS = 37;
    private static final int RUNS = 100;

    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);
    private final Session session = new Session(graph, SessionConfig.defaults().withThreads(2));
    private final Session more = new Session(graph, SessionConfig.defaults().withThreads(4));
    private final Session alone = new Session(graph, SessionConfig.defaults().withThreads(1));
    private final Output x = tf.placeholder(FLOAT32, Shape.of(-1, N), "x");
    private final Random random = new Random(5);
    private final float[][] rows = matrix(ROWS, N);

    @AfterEach
    void close() {
        session.close();
        more.close();
        alone.close();
    }

    private float[][] matrix(int height, int width) {
        float[][] values = new float[height][width];
        for (float[] row : values) {
            for (int j = 0; j < width; j++) {
                row[j] = random.nextFloat() - 0.5f;
            }
        }
        return values;
    }

    private Output weight(int height, int width) {
        return tf.constant(matrix(height, width));
    }

    private String explain(Fetch... fetches) {
        return session.feed(x, rows).explain(fetches);
    }

    /** The ops' names of the lines that run by rows. */
    private static List<String> byRows(String explained) {
        return explained
                .lines()
                .filter(line -> line.startsWith("= "))
                .map(line -> line.split("  +", -1)[2])
                .toList();
    }

    private void hasTheSameBitsOnAnyNumberOfThreads(Map<Output, Object> feeds, Output... fetches) {
        Fetched expected = alone.run(List.of(fetches), feeds);
        for (int i = 0; i < RUNS; i++) {
            Fetched two = session.run(List.of(fetches), feeds);
            Fetched four = more.run(List.of(fetches), feeds);
            for (Output fetch : fetches) {
                assertThat(two.get(fetch)).isEqualTo(expected.get(fetch));
                assertThat(four.get(fetch)).isEqualTo(expected.get(fetch));
            }
        }
    }

    @Test
    void layersRunByRows() {
        Output y = x;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            y = tf.nn.relu(tf.add(tf.matmul(y, weight(N, N)), tf.constant(matrix(1, N)[0])));
            names.add(y.op().name());
        }

        assertThat(byRows(explain(y))).isEqualTo(names);
        assertThat(explain(y)).contains("6 of them run by rows");
        hasTheSameBitsOnAnyNumberOfThreads(Map.of(x, rows), y);
    }

    @Test
    void oneThreadHasNoBands() {
        Output y = tf.matmul(tf.matmul(x, weight(N, N)), weight(N, N));

        assertThat(byRows(explain(y))).hasSize(2);
        assertThat(alone.feed(x, rows).explain(y)).doesNotContain("by rows");
    }

    @Test
    void fewRowsAreNoBands() {
        Output y = tf.matmul(tf.matmul(x, weight(N, 4 * N)), weight(4 * N, N));

        assertThat(session.feed(x, matrix(16, N)).explain(y)).contains("by rows");
        assertThat(session.feed(x, matrix(15, N)).explain(y)).doesNotContain("by rows");
    }

    @Test
    void littleWorkIsNotWorthIt() {
        Output y = tf.matmul(tf.matmul(x, weight(N, 16)), weight(16, 16));

        assertThat(explain(y)).doesNotContain("by rows");
    }

    @Test
    void muchWorkIsSharedAlone() {
        Output y = tf.matmul(tf.matmul(x, weight(N, 100 * N)), weight(100 * N, N));

        assertThat(explain(y)).doesNotContain("by rows");
    }

    @Test
    void whatTakesMoreThanRowsComesAfterwards() {
        Output a = tf.matmul(x, weight(N, N));
        Output square = tf.matmul(a, a, true, false);
        Output b = tf.matmul(a, weight(N, N));
        Output c = tf.matmul(b, weight(N, N));
        Output last = tf.matmul(c, square);

        String explained = explain(last);
        assertThat(byRows(explained)).containsExactly(a.op().name(), b.op().name(), c.op().name());
        assertThat(explained.lines().skip(3).findFirst().orElseThrow())
                .contains(square.op().name());
        hasTheSameBitsOnAnyNumberOfThreads(Map.of(x, rows), last);
    }

    @Test
    void aVariableChangesAfterTheRowsThatReadIt() {
        float[][] value = matrix(N, N);
        Output v = tf.variable(tf.constant(value));
        Output a = tf.matmul(x, v);
        Output update = tf.assignSub(v, tf.matmul(a, a, true, false));
        Output b = tf.matmul(a, weight(N, N));
        Output c = tf.matmul(b, weight(N, N));

        assertThat(byRows(explain(c, update))).containsExactly(a.op().name(), b.op().name(), c.op().name());
        alone.run(tf.globalVariablesInitializer());
        Fetched expected = alone.run(List.of(c, update), Map.of(x, rows));
        for (int i = 0; i < RUNS; i++) {
            session.run(tf.globalVariablesInitializer());
            Fetched fetched = session.run(List.of(c, update), Map.of(x, rows));
            assertThat(fetched.get(c)).isEqualTo(expected.get(c));
            assertThat(fetched.get(update)).isEqualTo(expected.get(update));
        }
    }

    @Test
    void anUninitializedVariableIsNamed() {
        Output v = tf.variable(tf.zeros(Shape.of(N, N)));
        Output bias = tf.variable(tf.zeros(Shape.of(N)));
        Output y = tf.matmul(tf.add(tf.matmul(x, weight(N, N)), bias), v);

        session.run(tf.assign(v, tf.zeros(Shape.of(N, N))));
        assertThat(byRows(explain(y))).hasSize(2);
        for (int i = 0; i < RUNS; i++) {
            assertThatThrownBy(() -> session.feed(x, rows).run(y))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining(bias.op().name());
        }
    }

    /** Columns of one matrix and back again, between products, as an LSTM has them. */
    @Test
    void columnsAreSplitAndJoinedByRows() {
        Output gates = tf.matmul(x, weight(N, 2 * N));
        List<Output> parts = tf.split(gates, 2, 1);
        Output joined = tf.concat(List.of(tf.tanh(parts.get(0)), tf.sigmoid(parts.get(1)), tf.mul(parts.get(0), x)), 1);
        Output y = tf.matmul(joined, weight(3 * N, N));

        assertThat(byRows(explain(y))).hasSizeGreaterThanOrEqualTo(5);
        hasTheSameBitsOnAnyNumberOfThreads(Map.of(x, rows), y);
    }

    @Test
    void rowsAreNotJoinedByRows() {
        Output a = tf.matmul(x, weight(N, N));
        Output both = tf.concat(List.of(a, a), 0);
        Output y = tf.matmul(both, weight(N, N));

        assertThat(byRows(explain(y))).isEmpty();
        hasTheSameBitsOnAnyNumberOfThreads(Map.of(x, rows), y);
    }

    /** As many numbers as there are rows: of a column each row takes one, of a row all. */
    @Test
    void aColumnIsTakenByRowsAndARowIsNot() {
        Output column = tf.exp(tf.placeholder(FLOAT32, Shape.of(N, 1), "column"));
        Output row = tf.exp(tf.placeholder(FLOAT32, Shape.of(N), "row"));
        Output a = tf.mul(tf.matmul(x, weight(N, N)), column);
        Output b = tf.matmul(a, weight(N, N));
        Output c = tf.mul(tf.matmul(x, weight(N, N)), row);
        Output d = tf.matmul(c, weight(N, N));
        Map<Output, Object> feeds = Map.of(
                x,
                matrix(N, N),
                column.op().inputs().get(0),
                matrix(N, 1),
                row.op().inputs().get(0),
                matrix(1, N)[0]);

        hasTheSameBitsOnAnyNumberOfThreads(feeds, column, b);
        hasTheSameBitsOnAnyNumberOfThreads(feeds, row, d);
        var fed = session.feed(x, matrix(N, N));
        assertThat(byRows(fed.feed(column.op().inputs().get(0), matrix(N, 1)).explain(column, b)))
                .containsExactly(column.op().name(), a.op().name(), b.op().name());
        assertThat(byRows(fed.feed(row.op().inputs().get(0), matrix(1, N)[0]).explain(row, d)))
                .containsExactly(c.op().name(), d.op().name());
    }

    @Test
    void stacksOfMatricesAreByTheirFirstDimension() {
        Output stack = tf.placeholder(FLOAT32, Shape.of(20, 5, N), "stack");
        float[][][] values = IntStream.range(0, 20).mapToObj(i -> matrix(5, N)).toArray(float[][][]::new);
        Output a = tf.tanh(tf.matmul(stack, weight(N, N)));
        Output b = tf.matmul(a, weight(N, N));

        String explained = session.feed(stack, values).explain(b);
        assertThat(byRows(explained)).containsExactly(a.op().name(), b.op().name());
        hasTheSameBitsOnAnyNumberOfThreads(Map.of(stack, values), b);
    }

    @Test
    void whatIsTakenAsAWholeComesAfterItsRows() {
        float[][] square = matrix(N, N);
        Output a = tf.matmul(x, weight(N, N));
        Output b = tf.matmul(x, weight(N, N));
        Output c = tf.matmul(a, b);
        Output d = tf.matmul(c, weight(N, N));

        assertThat(byRows(session.feed(x, square).explain(d)))
                .containsExactly(a.op().name(), b.op().name(), c.op().name(), d.op().name());
        assertThat(byRows(session.feed(x, square).explain(c))).containsExactly(a.op().name(), b.op().name());
        hasTheSameBitsOnAnyNumberOfThreads(Map.of(x, square), d);
    }

    /** Another thread may still take all of it. */
    @Test
    void whatIsTakenAsAWholeKeepsItsBuffer() {
        float[][] square = matrix(N, N);
        Output whole = tf.matmul(x, x, true, false);
        Output a = tf.matmul(x, whole);
        Output b = tf.matmul(a, weight(N, N));
        Output c = tf.matmul(b, weight(N, N));

        String explained = session.feed(x, square).explain(c);
        assertThat(byRows(explained)).containsExactly(a.op().name(), b.op().name(), c.op().name());
        assertThat(explained).contains(Integer.BYTES * N * N * 4 + " bytes of buffers");
        hasTheSameBitsOnAnyNumberOfThreads(Map.of(x, square), c);
    }

    /** Another thread may still be at the wide rows when this one is at narrow ones. */
    @Test
    void aBufferServesRowsOfOneLength() {
        Output wide = tf.matmul(x, weight(N, 2 * N));
        Output y = tf.matmul(wide, weight(2 * N, N));
        for (int i = 0; i < 10; i++) {
            y = tf.matmul(y, weight(N, N));
        }
        Output last = tf.matmul(y, weight(N, N - 16));

        String explained = explain(last);
        assertThat(byRows(explained)).hasSize(13);
        int widths = 2 * N + N + N + N - 16; // the narrow ones take turns, the last is the caller's
        assertThat(explained).contains(Integer.BYTES * ROWS * widths + " bytes of buffers");
        hasTheSameBitsOnAnyNumberOfThreads(Map.of(x, rows), last);
    }

    @Test
    void aFailureInABandNamesTheOp() {
        int[][] many = new int[200][200];
        Output zero = tf.placeholder(INT32, Shape.of(), "zero");
        Output ones = tf.placeholder(INT32, Shape.of(200, 200), "ones");
        Output a = tf.floorDiv(ones, zero);
        Output b = tf.concat(List.of(a, ones), 1);

        String explained = session.feed(zero, 1).feed(ones, many).explain(b);
        assertThat(byRows(explained)).containsExactly(a.op().name(), b.op().name());
        for (int i = 0; i < RUNS; i++) {
            assertThatThrownBy(() -> session.feed(zero, 0).feed(ones, many).run(b))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("FloorDiv");
        }
        assertThat(session.feed(zero, 2).feed(ones, many).run(a)).isEqualTo(Tensor.of(many));
    }
}
