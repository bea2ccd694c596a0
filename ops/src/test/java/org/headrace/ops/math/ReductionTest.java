package org.headrace.ops.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReductionTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    private Tensor run(Output y) {
        try (Session session = new Session(graph)) {
            return session.run(y);
        }
    }

    private Tensor run(Output y, Output x, Object value) {
        try (Session session = new Session(graph)) {
            return session.feed(x, value).run(y);
        }
    }

    private List<String> names() {
        return graph.ops().stream().map(Op::name).toList();
    }

    // Names: TensorFlow 1.14's Python; those of the list are in a published tutorial's TensorBoard.

    @Test
    void aReductionOverAllAxesOfKnownRankAddsAConstantBesideIt() {
        tf.reduceMean(tf.placeholder(FLOAT32, Shape.of(-1, 2), "x"));
        assertThat(names()).containsExactly("x", "Const", "Mean");
    }

    @Test
    void aReductionOverAllAxesOfUnknownRankFindsThemWhenItRuns() {
        Output x = tf.placeholder(FLOAT32, Shape.unknown(), "x");
        Output y = tf.withName("m").reduceSum(x);
        assertThat(names()).containsExactly("x", "Rank", "range/start", "range/delta", "range", "m");
        assertThat(y.shape()).isEqualTo(Shape.scalar());
        assertThat(run(y, x, new float[][] {{1, 2}, {3, 4}}).toFloat()).isEqualTo(10);
    }

    @Test
    void aReductionAlongAnAxisHasTheAxisInItsScope() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 2), "x");
        assertThat(tf.reduceMax(x, 1).shape()).isEqualTo(Shape.of(-1));
        assertThat(tf.reduceMax(x, 1, true).shape()).isEqualTo(Shape.of(-1, 1));
        assertThat(names()).containsExactly("x", "Max/reduction_indices", "Max", "Max_1/reduction_indices", "Max_1");
    }

    @Test
    void aListIsPackedTwiceAsInTensorFlow() {
        Ops inner = tf.scope("very_mean_reduction");
        Output a = tf.constant(5);
        Output mean = inner.reduceMean(List.of(a, tf.constant(10), tf.constant(50)));
        assertThat(names().stream().filter(name -> name.startsWith("very")))
                .containsExactly(
                        "very_mean_reduction/Rank/packed",
                        "very_mean_reduction/Rank",
                        "very_mean_reduction/range/start",
                        "very_mean_reduction/range/delta",
                        "very_mean_reduction/range",
                        "very_mean_reduction/Mean/input",
                        "very_mean_reduction/Mean");
        assertThat(run(mean).toInt()).isEqualTo(21); // 65 / 3
    }

    @Test
    void anAxisOutOfRangeIsRefused() {
        Output x = tf.placeholder(FLOAT32, Shape.of(2, 3), "x");
        assertThatThrownBy(() -> tf.reduceSum(x, 2))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Invalid reduction dimension 2 for input with 2 dimensions.");
        assertThatThrownBy(() -> tf.reduceSum(x, 0, -2)).hasMessageContaining("Axes contains duplicate dimension: 0");
        assertThatThrownBy(() -> tf.reduceSum(x, tf.constant(new float[] {1})))
                .hasMessageContaining("parameter 'reduction_indices' has DataType float32");
        assertThatThrownBy(() -> tf.reduceAll(x, 0)).hasMessageContaining("not in list of allowed values: bool");
        assertThatThrownBy(() -> tf.argmax(x, 2)).hasMessageContaining("dimension = 2 must be in the range [-2, 2)");
        assertThatThrownBy(() -> tf.cumsum(x, -3)).hasMessageContaining("axis = -3 must be in the range [-2, 2)");
    }

    @Test
    void anAxisOutOfRangeIsRefusedWhenItIsComputed() {
        Output x = tf.placeholder(FLOAT32, Shape.of(2, 3), "x");
        Output axis = tf.placeholder(INT32, Shape.scalar(), "axis");
        Output y = tf.reduceSum(x, axis);
        try (Session session = new Session(graph)) {
            var feeds = session.feed(x, new float[2][3]);
            assertThat(feeds.feed(axis, 0).run(y).shape()).isEqualTo(Shape.of(3));
            assertThat(feeds.feed(axis, -1).run(y).shape()).isEqualTo(Shape.of(2));
            assertThatThrownBy(() -> feeds.feed(axis, 5).run(y)).hasMessageContaining("Invalid reduction dimension 5");
        }
    }

    @Test
    void nothingToReduceGivesTheNeutralElement() {
        Output x = tf.constant(Tensor.zeros(FLOAT32, Shape.of(2, 0)));
        assertThat(run(tf.reduceSum(x, 1)).toFloatArray()).containsExactly(0, 0);
        assertThat(run(tf.reduceProd(x, 1)).toFloatArray()).containsExactly(1, 1);
        assertThat(run(tf.reduceMax(x, 1)).toFloatArray())
                .containsExactly(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY);
        assertThat(run(tf.reduceMin(x)).toFloat()).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(run(tf.reduceMean(x)).toFloat()).isNaN();
        Output none = tf.constant(Tensor.zeros(INT32, Shape.of(0)));
        assertThat(run(tf.reduceMax(none)).toInt()).isEqualTo(Integer.MIN_VALUE);
        assertThat(run(tf.reduceMean(none)).toInt()).isZero();
        Output flags = tf.constant(Tensor.zeros(DType.BOOL, Shape.of(0)));
        assertThat(run(tf.reduceAll(flags)).toBoolean()).isTrue();
        assertThat(run(tf.reduceAny(flags)).toBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1", "2", "3", "0 1", "0 2", "1 3", "0 3", "1 2", "0 1 2", "1 2 3", "0 1 2 3"})
    void everyChoiceOfAxesFoldsTheRightElements(String choice) {
        int[] axes = choice.isEmpty()
                ? new int[0]
                : Arrays.stream(choice.split(" ")).mapToInt(Integer::parseInt).toArray();
        int[] dims = {3, 5, 2, 70};
        double[] values = new Random(3).doubles(3 * 5 * 2 * 70, -2, 2).toArray();
        Tensor tensor = Tensor.wrap(Shape.of(3, 5, 2, 70), values);
        double[] expected = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            expected[place(i, dims, axes)] += values[i];
        }
        Tensor sums = run(tf.reduceSum(tf.constant(tensor), axes));
        Tensor floats = run(tf.reduceSum(tf.cast(tf.constant(tensor), FLOAT32), axes));
        for (int i = 0; i < sums.size(); i++) {
            assertThat(sums.doubleAt(i)).isCloseTo(expected[i], within(1e-11));
            assertThat(floats.doubleAt(i)).isCloseTo(expected[i], within(1e-4));
        }
    }

    /** Where element {@code i} goes when the axes are taken away. */
    private static int place(int i, int[] dims, int[] axes) {
        int place = 0;
        int stride = 1;
        int rest = i;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            int index = rest % dims[axis];
            rest /= dims[axis];
            int current = axis;
            if (Arrays.stream(axes).noneMatch(reduced -> reduced == current)) {
                place += index * stride;
                stride *= dims[axis];
            }
        }
        return place;
    }

    @Test
    void aSumOfMillionsOfFloatsStaysAccurate() {
        float[] tenths = new float[4_000_000];
        Arrays.fill(tenths, 0.1f);
        double exact = 4_000_000 * (double) 0.1f;
        Output x = tf.placeholder(FLOAT32, Shape.unknown(), "x");
        assertThat(run(tf.reduceSum(x, 0), x, tenths).toDouble()).isCloseTo(exact, within(exact * 1e-6));
        Tensor columns = Tensor.wrap(Shape.of(1_000_000, 4), tenths);
        assertThat(run(tf.reduceMean(x, 0), x, columns).doubleAt(3)).isCloseTo(0.1f, within(1e-7));
    }

    @Test
    void integersWrapAroundAndTheirMeansDoNot() {
        Output x = tf.constant(new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 1});
        assertThat(run(tf.reduceSum(x)).toInt()).isEqualTo(-1);
        assertThat(run(tf.reduceMean(tf.constant(new int[] {-7, 2}))).toInt()).isEqualTo(-2);
        Output bytes = tf.constant(DType.UINT8, new int[] {200, 100});
        assertThat(run(tf.reduceMax(bytes)).longAt(0) & 0xFF).isEqualTo(200);
        assertThat(run(tf.reduceSum(bytes)).longAt(0) & 0xFF).isEqualTo(44);
    }

    @Test
    void notANumberIsTheGreatestAndTheLeast() {
        Output x = tf.constant(new float[] {1, Float.NaN, 3});
        assertThat(run(tf.reduceMax(x)).toFloat()).isNaN();
        assertThat(run(tf.reduceMin(x)).toFloat()).isNaN();
        assertThat(run(tf.argmax(x)).toInt()).isEqualTo(2);
    }

    @Test
    void argmaxWorksDownTheFirstAxisUnlessTold() {
        Output x = tf.constant(new float[][] {{1, 9}, {4, 9}, {3, 2}});
        Output y = tf.argmax(x);
        assertThat(y.op().inputs().get(1).name()).isEqualTo("ArgMax/dimension:0");
        assertThat(run(y)).isEqualTo(Tensor.of(1L, 0L));
        assertThat(run(tf.argmin(x, 1, INT32))).isEqualTo(Tensor.of(0, 0, 1));
        assertThatThrownBy(() -> tf.argmax(tf.constant(Tensor.zeros(FLOAT32, Shape.of(2, 0))), 1))
                .hasMessageContaining("Reduction axis 1 is empty in shape [2,0]");
    }

    @Test
    void sumsOfHalvesAreRoundedOnce() {
        Output x = tf.placeholder(DType.FLOAT16, Shape.of(3), "x");
        Tensor numbers =
                Tensor.of(DType.FLOAT16, new float[] {2048, 1, 1}); // above 2048, float16 has even numbers only
        assertThat(run(tf.reduceSum(x), x, numbers).toFloat()).isEqualTo(2050);
    }

    @Test
    void segmentsAreSummedByTheirIds() {
        Output data = tf.constant(new int[][] {{1, 2}, {3, 4}, {5, 6}});
        Output ids = tf.placeholder(INT32, Shape.of(3), "ids");
        Output sorted = tf.math.segmentSum(data, ids);
        Output unsorted = tf.math.unsortedSegmentSum(data, ids, 3);
        assertThat(run(sorted, ids, new int[] {0, 0, 2}).toString()).isEqualTo("[[4 6]\n [0 0]\n [5 6]]");
        assertThat(run(unsorted, ids, new int[] {2, -1, 2}).toString()).isEqualTo("[[0 0]\n [0 0]\n [6 8]]");
        assertThatThrownBy(() -> run(sorted, ids, new int[] {1, 0, 2}))
                .hasMessageContaining("segment ids are not increasing");
        assertThatThrownBy(() -> run(unsorted, ids, new int[] {1, 7, 2}))
                .hasMessageContaining("segment_ids[1] = 7 is out of range [0, 3)");
        assertThatThrownBy(() -> tf.math.unsortedSegmentSum(data, tf.constant(new int[] {0, 1}), 3))
                .hasMessageContaining("data.shape = [3,2] does not start with segment_ids.shape = [2]");
    }
}
