package org.headrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;

import java.util.List;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.array.BroadcastGradientArgs;
import org.headrace.ops.array.GatherV2;
import org.headrace.ops.array.TopKV2;
import org.junit.jupiter.api.Test;

/** Slices and indices; values are NumPy's for the same expression, texts and names TensorFlow's. */
class IndexOpsTest {
    private final Ops tf = Ops.on(new Graph());
    private final Output x = tf.constant(
            Tensor.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23)
                    .reshape(Shape.of(4, 2, 3)),
            "x");

    private Tensor run(Output output) {
        try (Session session = new Session(tf.graph())) {
            return session.run(output);
        }
    }

    private List<String> names() {
        return tf.graph().ops().stream().map(Op::name).toList();
    }

    @Test
    void slicesAsNumPyDoes() {
        assertThat(run(tf.stridedSlice(x, Slice.range(1, 3), Slice.every(-1), Slice.at(-1))))
                .isEqualTo(Tensor.of(new int[][] {{11, 8}, {17, 14}}));
        assertThat(names())
                .containsExactly(
                        "x", "strided_slice/stack", "strided_slice/stack_1", "strided_slice/stack_2", "strided_slice");
        assertThat(tf.stridedSlice(x, Slice.ellipsis(), Slice.newAxis(), Slice.at(1))
                        .shape())
                .isEqualTo(Shape.of(4, 2, 1));
        assertThat(tf.stridedSlice(x, Slice.newAxis(), Slice.ellipsis(), Slice.newAxis())
                        .shape())
                .isEqualTo(Shape.of(1, 4, 2, 3, 1));
        assertThat(run(tf.stridedSlice(x, Slice.every(-2), Slice.at(1))))
                .isEqualTo(Tensor.of(new int[][] {{21, 22, 23}, {9, 10, 11}}));
        assertThat(run(tf.stridedSlice(x, Slice.range(3, 0, -2), Slice.at(0), Slice.at(0))))
                .isEqualTo(Tensor.of(18, 6));
        assertThat(run(tf.stridedSlice(x, Slice.from(-1), Slice.to(-1), Slice.all())))
                .isEqualTo(Tensor.of(new int[][][] {{{18, 19, 20}}}));
        assertThat(run(tf.stridedSlice(x, Slice.range(2, 1))).shape()).isEqualTo(Shape.of(0, 2, 3));
        assertThat(run(tf.stridedSlice(x, Slice.range(-100, 100))).shape()).isEqualTo(Shape.of(4, 2, 3));
    }

    @Test
    void slicesByComputedIndices() {
        Output i = tf.placeholder(INT32, Shape.scalar(), "i");
        Output row = tf.stridedSlice(x, Slice.at(i), Slice.at(0));
        assertThat(names())
                .containsExactly(
                        "x",
                        "i",
                        "add/y",
                        "add",
                        "strided_slice/stack/1",
                        "strided_slice/stack",
                        "strided_slice/stack_1/1",
                        "strided_slice/stack_1",
                        "strided_slice/stack_2",
                        "strided_slice");
        assertThat(row.shape()).isEqualTo(Shape.of(3));
        Output rest = tf.stridedSlice(x, Slice.from(i), Slice.at(0), Slice.at(0));
        assertThat(rest.shape()).isEqualTo(Shape.of(-1));
        try (Session session = new Session(tf.graph())) {
            assertThat(session.feed(i, 2).run(row)).isEqualTo(Tensor.of(12, 13, 14));
            assertThat(session.feed(i, -1).run(row)).isEqualTo(Tensor.of(18, 19, 20));
            assertThat(session.feed(i, 2).run(rest)).isEqualTo(Tensor.of(12, 18));
            assertThatThrownBy(() -> session.feed(i, 4).run(row))
                    .hasMessageContaining("slice index 4 of dimension 0 out of bounds");
        }
    }

    @Test
    void refusesIndicesOutOfBounds() {
        assertThatThrownBy(() -> tf.stridedSlice(x, Slice.at(-5)))
                .hasMessageContaining("slice index -1 of dimension 0 out of bounds");
        assertThatThrownBy(() -> tf.stridedSlice(x, Slice.at(0), Slice.at(0), Slice.at(0), Slice.at(0)))
                .hasMessageContaining("Index out of range using input dim 3; input has only 3 dims");
        assertThatThrownBy(() -> tf.stridedSlice(x, Slice.every(0)))
                .hasMessageContaining("strides[0] must be non-zero");
        assertThatThrownBy(() -> tf.slice(x, new int[] {5, 0, 0}, new int[] {-1, -1, -1}))
                .hasMessageContaining("Expected begin[0] in [0, 4], but got 5");
        assertThatThrownBy(() -> tf.slice(x, new int[] {1, 0, 0}, new int[] {4, -1, -1}))
                .hasMessageContaining("Expected size[0] in [0, 3], but got 4");
    }

    @Test
    void keepsUnknownDimensionsThatAreNotCut() {
        Output open = tf.placeholder(FLOAT32, Shape.of(-1, 6));
        assertThat(tf.stridedSlice(open, Slice.all(), Slice.range(0, 2)).shape())
                .isEqualTo(Shape.of(-1, 2));
        assertThat(tf.stridedSlice(open, Slice.at(3)).shape()).isEqualTo(Shape.of(6));
        assertThat(tf.slice(open, new int[] {0, 1}, new int[] {-1, 2}).shape()).isEqualTo(Shape.of(-1, 2));
    }

    @Test
    void gathersAlongAnAxis() {
        Output indices = tf.constant(new int[][] {{1, 0}, {2, 2}});
        assertThat(tf.gather(x, indices, 1).shape()).isEqualTo(Shape.of(4, 2, 2, 3));
        assertThat(run(tf.gather(x, tf.constant(new long[] {3, 0}))).toIntArray())
                .containsExactly(18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5);
        assertThat(run(tf.gather(x, tf.constant(2), 2)))
                .isEqualTo(Tensor.of(new int[][] {{2, 5}, {8, 11}, {14, 17}, {20, 23}}));
        assertThat(names()).contains("GatherV2/axis", "GatherV2");
        Output three = tf.constant(new float[] {1, 2, 3});
        assertThatThrownBy(() -> run(tf.gather(three, tf.constant(new int[] {5}))))
                .hasMessageContaining("indices[0] = 5 is not in [0, 3)");
        assertThatThrownBy(() -> run(tf.gather(three, tf.constant(new int[][] {{0, -1}}))))
                .hasMessageContaining("indices[0,1] = -1 is not in [0, 3)");
    }

    @Test
    void gathersInBatches() {
        Output params = tf.constant(new int[][] {{1, 2, 3}, {4, 5, 6}});
        Output indices = tf.constant(new int[][] {{2, 0}, {1, 1}});
        assertThat(run(tf.add(new GatherV2(1), params, indices, tf.constant(1))))
                .isEqualTo(Tensor.of(new int[][] {{3, 1}, {5, 5}}));
    }

    @Test
    void gathersAndScattersByRowsOfIndices() {
        assertThat(run(tf.gatherNd(x, tf.constant(new int[][] {{3, 1}, {0, 0}}))))
                .isEqualTo(Tensor.of(new int[][] {{21, 22, 23}, {0, 1, 2}}));
        assertThat(run(tf.scatterNd(tf.constant(new int[][] {{4}, {1}, {4}}), tf.constant(new float[] {9, 10, 11}), 6)))
                .isEqualTo(Tensor.of(0f, 10f, 0f, 0f, 20f, 0f));
        assertThatThrownBy(() -> run(tf.gatherNd(x, tf.constant(new int[][] {{0, 0}, {4, 0}}))))
                .hasMessageContaining("indices[1] = [4, 0] does not index into param shape [4,2,3]");
        assertThatThrownBy(() -> run(tf.scatterNd(tf.constant(new int[][] {{7}}), tf.constant(new float[] {9}), 6)))
                .hasMessageContaining("indices[0] = [7] does not index into shape [6]");
        assertThatThrownBy(() -> tf.scatterNd(tf.constant(new int[][] {{7}}), tf.constant(new float[] {9, 1}), 6))
                .hasMessageContaining("Must have updates.shape = indices.shape[:-1] + shape[indices.shape[-1]:]");
        assertThatThrownBy(() -> run(tf.scatterNd(tf.constant(new int[][] {{1}}), tf.constant(new String[] {"a"}), 6)))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContaining("string");
    }

    @Test
    void oneHotPutsClassesOnAnyAxis() {
        Output labels = tf.constant(new int[] {1, 2, 0, 1, 3, -1});
        assertThat(run(tf.oneHot(labels, 3, 0, FLOAT32)))
                .isEqualTo(Tensor.of(new float[][] {{0, 0, 1, 0, 0, 0}, {1, 0, 0, 1, 0, 0}, {0, 1, 0, 0, 0, 0}}));
        assertThat(names()).contains("one_hot/on_value", "one_hot/off_value", "one_hot/depth", "one_hot");
        assertThat(run(tf.oneHot(tf.constant(1), 2, "yes", "no", -1))).isEqualTo(Tensor.of(new String[] {"no", "yes"}));
        assertThatThrownBy(() -> tf.oneHot(labels, -1)).hasMessageContaining("depth must be non-negative, got: -1");
    }

    @Test
    void findsWhatIsTrue() {
        assertThat(run(tf.where(tf.constant(new boolean[][] {{true, false}, {true, true}}))))
                .isEqualTo(Tensor.of(new long[][] {{0, 0}, {1, 0}, {1, 1}}));
        assertThat(run(tf.booleanMask(
                        x,
                        tf.constant(new boolean[][] {{false, true}, {false, false}, {true, false}, {false, false}}))))
                .isEqualTo(Tensor.of(new int[][] {{3, 4, 5}, {12, 13, 14}}));
        assertThat(run(tf.sequenceMask(tf.constant(new int[] {1, 3}))))
                .isEqualTo(Tensor.of(new boolean[][] {{true, false, false}, {true, true, true}}));
        assertThatThrownBy(() -> tf.booleanMask(x, tf.constant(true))).hasMessageContaining("mask cannot be scalar.");
        assertThatThrownBy(() -> tf.booleanMask(x, tf.constant(new boolean[] {true})))
                .hasMessageContaining("Shapes (4,) and (1,) are incompatible");
    }

    @Test
    void uniqueKeepsTheOrderOfFirstOccurrences() {
        List<Output> unique = tf.unique(tf.constant(new String[] {"b", "a", "b", "c"}));
        assertThat(run(unique.get(0))).isEqualTo(Tensor.of(new String[] {"b", "a", "c"}));
        assertThat(run(unique.get(1))).isEqualTo(Tensor.of(0, 1, 0, 2));
        List<Output> zeros = tf.unique(tf.constant(new float[] {0f, -0f, Float.NaN, Float.NaN}));
        assertThat(run(zeros.get(1))).isEqualTo(Tensor.of(0, 0, 1, 2));
        List<Output> difference = tf.setdiff1d(tf.range(1, 7, 1), tf.constant(new int[] {1, 3, 5}));
        assertThat(run(difference.get(0))).isEqualTo(Tensor.of(2, 4, 6));
        assertThat(run(difference.get(1))).isEqualTo(Tensor.of(1, 3, 5));
    }

    @Test
    void partitionsAndStitches() {
        Output data = tf.constant(new float[] {10, 20, 30, 40, 50});
        Output partitions = tf.constant(new int[] {0, 0, 1, 1, 0});
        List<Output> parts = tf.dynamicPartition(data, partitions, 2);
        assertThat(run(parts.get(0))).isEqualTo(Tensor.of(10f, 20f, 50f));
        assertThat(run(parts.get(1))).isEqualTo(Tensor.of(30f, 40f));
        List<Output> places = tf.dynamicPartition(tf.range(5), partitions, 2);
        assertThat(run(tf.dynamicStitch(places, parts))).isEqualTo(Tensor.of(10f, 20f, 30f, 40f, 50f));
        assertThatThrownBy(() -> run(tf.dynamicPartition(data, partitions, 1).get(0)))
                .hasMessageContaining("partitions[2] = 1 is not in [0, 1)");
        assertThatThrownBy(() -> tf.dynamicStitch(List.of(tf.constant(new int[3])), List.of(data)))
                .hasMessageContaining("data[0].shape = [5] does not start with indices[0].shape = [3]");
    }

    @Test
    void theLargestComeFirstAndTheEarlierOfEquals() {
        Output values = tf.constant(new int[][] {{3, 9, 9, 1}, {2, 2, 2, 2}});
        Op top = tf.addOp(new TopKV2(true), values, tf.constant(3));
        assertThat(run(top.output(0))).isEqualTo(Tensor.of(new int[][] {{9, 9, 3}, {2, 2, 2}}));
        assertThat(run(top.output(1))).isEqualTo(Tensor.of(new int[][] {{1, 2, 0}, {0, 1, 2}}));
        assertThatThrownBy(() -> tf.addOp(new TopKV2(true), values, tf.constant(5)))
                .hasMessageContaining("input must have at least k columns. Had 4, needed 5");
    }

    @Test
    void broadcastGradientsAreSummedOverRepeatedAxes() {
        Op axes =
                tf.addOp(new BroadcastGradientArgs(), tf.constant(new int[] {2, 1, 3}), tf.constant(new int[] {4, 1}));
        assertThat(run(axes.output(0))).isEqualTo(Tensor.of(new int[] {1}));
        assertThat(run(axes.output(1))).isEqualTo(Tensor.of(0, 2));
    }
}
