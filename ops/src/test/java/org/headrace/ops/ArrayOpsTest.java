package org.headrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Identity;
import org.headrace.ops.kernels.Elements;
import org.junit.jupiter.api.Test;

/** Shapes and layout; names and texts are TensorFlow 1.14's, values NumPy's for the same expression. */
class ArrayOpsTest {
    private static final int[][] M = {{1, 2, 3}, {4, 5, 6}};

    private final Ops tf = Ops.on(new Graph());

    private Tensor run(Output output) {
        try (Session session = new Session(tf.graph())) {
            return session.run(output);
        }
    }

    private List<String> names() {
        return tf.graph().ops().stream().map(Op::name).toList();
    }

    private Output numbers(int... dims) {
        int[] values =
                new int[Shape.of(Arrays.stream(dims).asLongStream().toArray()).size()];
        Arrays.setAll(values, i -> i);
        return tf.constant(Tensor.of(values)
                .reshape(Shape.of(Arrays.stream(dims).asLongStream().toArray())));
    }

    @Test
    void knownShapesSizesAndRanksAreConstants() {
        Output open = tf.placeholder(FLOAT32, Shape.of(-1, 3), "x");
        for (Output x : List.of(numbers(2, 3), open)) {
            tf.shape(x);
            tf.size(x);
            tf.rank(x);
        }
        assertThat(tf.graph().ops().stream()
                        .map(op -> op.name() + " " + op.type().name()))
                .containsExactly(
                        "x Placeholder",
                        "Const Const",
                        "Shape Const",
                        "Size Const",
                        "Rank Const",
                        "Shape_1 Shape",
                        "Size_1 Size",
                        "Rank_1 Const");
        assertThat(run(tf.shape(numbers(2, 3), INT64))).isEqualTo(Tensor.of(2L, 3L));
        try (Session session = new Session(tf.graph())) {
            var feeds = session.feed(open, new float[5][3]);
            assertThat(feeds.run(tf.graph().output("Shape_1:0"))).isEqualTo(Tensor.of(5, 3));
            assertThat(feeds.run(tf.graph().output("Size_1:0"))).isEqualTo(Tensor.of(15));
        }
    }

    @Test
    void reshapeFindsTheMissingDimension() {
        assertThat(run(tf.reshape(tf.constant(M), 3, -1))).isEqualTo(Tensor.of(new int[][] {{1, 2}, {3, 4}, {5, 6}}));
        assertThat(names()).containsExactly("Const", "Reshape/shape", "Reshape");
        assertThat(tf.reshape(tf.placeholder(FLOAT32, Shape.of(-1, 4)), -1, 2).shape())
                .isEqualTo(Shape.of(-1, 2));
        assertThat(run(tf.reshape(tf.constant(new int[] {3})))).isEqualTo(Tensor.of(3));
    }

    @Test
    void reshapeKnowsAShapeThatIsKnownInPart() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 2, 3), "x");
        Output batch = tf.stridedSlice(tf.shape(x), Slice.at(0));
        assertThat(tf.reshape(x, tf.stack(batch, 6)).shape()).isEqualTo(Shape.of(-1, 6));
        Output whole = tf.placeholder(FLOAT32, Shape.of(4, 2, 3), "whole");
        assertThat(tf.reshape(whole, tf.stack(batch, 6)).shape()).isEqualTo(Shape.of(4, 6));
        Output joined = tf.concat(List.of(tf.stridedSlice(tf.shape(x), Slice.to(1)), tf.constant(new int[] {3, 2})), 0);
        assertThat(tf.reshape(x, joined).shape()).isEqualTo(Shape.of(-1, 3, 2));
        Output width = tf.stridedSlice(tf.shape(x), Slice.at(2));
        assertThat(tf.graph().constantValue(width)).isEqualTo(Tensor.of(3));
        assertThat(tf.fill(tf.slice(tf.shape(x), new int[] {1}, new int[] {-1}), tf.constant(0))
                        .shape())
                .isEqualTo(Shape.of(2, 3));
        assertThat(tf.reshape(x, tf.placeholder(INT32, Shape.of(2))).shape()).isEqualTo(Shape.of(-1, -1));
        assertThat(tf.reshape(x, tf.placeholder(INT32)).shape()).isEqualTo(Shape.unknown());
    }

    @Test
    void reshapeRefusesAnotherNumberOfElements() {
        Output six = tf.constant(M);
        assertThatThrownBy(() -> tf.reshape(six, 4, 2))
                .hasMessageContaining("Cannot reshape a tensor with 6 elements to shape [4,2] (8 elements)");
        assertThatThrownBy(() -> tf.reshape(six, 4, -1))
                .hasMessageContaining("Dimension size must be evenly divisible by 4 but is 6");
        assertThatThrownBy(() -> tf.reshape(six, -1, -1))
                .hasMessageContaining("Only one input size may be -1, not both 0 and 1");
        assertThatThrownBy(() -> tf.reshape(six, -2)).hasMessageContaining("Size 0 must be non-negative, not -2");
        assertThatThrownBy(() -> tf.reshape(six, 0, -1))
                .hasMessageContaining("Cannot reshape a tensor with 6 elements to shape [0,6] (0 elements)");
        Output x = tf.placeholder(INT32, Shape.of(-1), "x");
        Output two = tf.reshape(x, 2);
        try (Session session = new Session(tf.graph())) {
            assertThatThrownBy(() -> session.feed(x, new int[] {1, 2, 3}).run(two))
                    .hasMessageContaining("Input to reshape is a tensor with 3 values, but the requested shape has 2");
        }
    }

    @Test
    void aReshapedValueOutlivesTheBufferItCameIn() {
        Output x = tf.placeholder(FLOAT32, Shape.of(2), "x");
        Output shape = tf.placeholder(INT32, Shape.of(2), "shape");
        Output turned = tf.reshape(tf.reverse(x, 0), shape);
        Output once = tf.withControlDependencies(turned).tile(x, 1);
        Output twice = tf.reverse(tf.tile(once, 1), 0);
        Output sum = tf.add(turned, twice);
        try (Session session = new Session(tf.graph())) {
            var feeds = session.feed(x, new float[] {1, 2}).feed(shape, new int[] {1, 2});
            assertThat(feeds.run(sum)).isEqualTo(Tensor.of(new float[][] {{4, 2}}));
            assertThat(feeds.run(turned)).isEqualTo(Tensor.of(new float[][] {{2, 1}}));
        }
    }

    @Test
    void dimensionsOfOneComeAndGo() {
        assertThat(tf.expandDims(numbers(2, 3), -1).shape()).isEqualTo(Shape.of(2, 3, 1));
        assertThat(tf.expandDims(numbers(2, 3), 0).shape()).isEqualTo(Shape.of(1, 2, 3));
        assertThat(tf.squeeze(numbers(1, 2, 1)).shape()).isEqualTo(Shape.of(2));
        assertThat(tf.squeeze(numbers(1, 2, 1), -1).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(tf.squeeze(tf.placeholder(FLOAT32, Shape.of(-1, 2)), 0).shape())
                .isEqualTo(Shape.of(2));
        assertThatThrownBy(() -> tf.expandDims(numbers(2), 3))
                .hasMessageContaining("dim 3 not in the interval [-2, 1].");
        assertThatThrownBy(() -> tf.squeeze(numbers(2, 3), 1))
                .hasMessageContaining("Can not squeeze dim[1], expected a dimension of 1, got 3");
        assertThatThrownBy(() -> tf.squeeze(numbers(2), 4))
                .hasMessageContaining("Tried to squeeze dim index 4 for tensor with 1 dimensions.");
    }

    @Test
    void transposesByAPermutation() {
        assertThat(run(tf.transpose(tf.constant(M)))).isEqualTo(Tensor.of(new int[][] {{1, 4}, {2, 5}, {3, 6}}));
        assertThat(names()).containsExactly("Const", "transpose/perm", "transpose");
        assertThat(run(tf.transpose(numbers(4, 2, 3), 2, 0, 1)).toIntArray())
                .containsExactly(0, 3, 6, 9, 12, 15, 18, 21, 1, 4, 7, 10, 13, 16, 19, 22, 2, 5, 8, 11, 14, 17, 20, 23);
        assertThatThrownBy(() -> tf.transpose(numbers(2, 3), 0, 0)).hasMessageContaining("1 is missing from {0,0}.");
        assertThatThrownBy(() -> tf.transpose(numbers(2, 3), 0, 2))
                .hasMessageContaining("perm dim 2 is out of range of input rank 2");
        assertThatThrownBy(() -> tf.transpose(numbers(2, 3), 0))
                .hasMessageContaining("transpose expects a vector of size 2. But input(1) is a vector of size 1");
    }

    @Test
    void transposesWhatHasNoKnownRank() {
        Output x = tf.placeholder(INT32, Shape.unknown(), "x");
        Output y = tf.transpose(x);
        assertThat(names())
                .containsExactly(
                        "x",
                        "transpose/Rank",
                        "transpose/sub/y",
                        "transpose/sub",
                        "transpose/Range/start",
                        "transpose/Range/delta",
                        "transpose/Range",
                        "transpose/sub_1",
                        "transpose");
        try (Session session = new Session(tf.graph())) {
            assertThat(session.feed(x, M).run(y)).isEqualTo(Tensor.of(new int[][] {{1, 4}, {2, 5}, {3, 6}}));
            assertThat(session.feed(x, 5).run(y)).isEqualTo(Tensor.of(5));
        }
    }

    @Test
    void transposesLargeMatricesOfEveryStorage() {
        for (DType dtype :
                List.of(DType.FLOAT32, DType.FLOAT64, DType.INT64, DType.INT16, DType.UINT8, DType.COMPLEX64)) {
            Tensor x = Tensor.zeros(dtype, Shape.of(67, 130));
            Tensor expected = Tensor.zeros(dtype, Shape.of(130, 67));
            for (int i = 0; i < 67; i++) {
                for (int j = 0; j < 130; j++) {
                    Tensor value = Tensor.of(dtype.isComplex() ? FLOAT32 : dtype, (i * 130 + j) % 120);
                    Elements.copy(value.array(), 0, x.array(), (i * 130 + j) * dtype.width(), 1);
                    Elements.copy(value.array(), 0, expected.array(), (j * 67 + i) * dtype.width(), 1);
                }
            }
            assertThat(run(tf.transpose(tf.constant(x)))).as(dtype.toString()).isEqualTo(expected);
        }
    }

    @Test
    void stacksAndUnstacks() {
        Output a = tf.constant(new int[] {1, 2});
        Output b = tf.constant(new int[] {3, 4});
        assertThat(run(tf.stack(List.of(a, b)))).isEqualTo(Tensor.of(new int[][] {{1, 2}, {3, 4}}));
        assertThat(run(tf.stack(List.of(a, b), -1))).isEqualTo(Tensor.of(new int[][] {{1, 3}, {2, 4}}));
        List<Output> columns = tf.unstack(tf.constant(M), 1);
        assertThat(columns).hasSize(3).extracting(Output::name).containsExactly("unstack:0", "unstack:1", "unstack:2");
        assertThat(run(columns.get(2))).isEqualTo(Tensor.of(3, 6));
        assertThatThrownBy(() -> tf.stack(List.of(a, tf.constant(1))))
                .hasMessageContaining("Shapes must be equal rank, but are 1 and 0")
                .hasMessageContaining("From merging shape 0 with other shapes.");
        assertThatThrownBy(() -> tf.stack(List.of(a, b), 2)).hasMessageContaining("axis = 2 not in [-2, 2)");
        assertThatThrownBy(() -> tf.unstack(tf.placeholder(FLOAT32)))
                .hasMessageContaining("Cannot infer num from shape <unknown>");
    }

    @Test
    void stacksTensorsWithNumbers() {
        Output n = tf.constant(5L, "n");
        assertThat(run(tf.stack(n, 1, -1))).isEqualTo(Tensor.of(5L, 1L, -1L));
        assertThat(names()).containsExactly("n", "stack/1", "stack/2", "stack");
    }

    @Test
    void concatenatesAlongAnAxis() {
        Output m = tf.constant(M, "m");
        Output column = tf.constant(new int[][] {{7}, {8}}, "column");
        assertThat(run(tf.concat(List.of(m, column), 1)))
                .isEqualTo(Tensor.of(new int[][] {{1, 2, 3, 7}, {4, 5, 6, 8}}));
        assertThat(names()).containsExactly("m", "column", "concat/axis", "concat");
        assertThat(tf.concat(List.of(m), 0).op().type()).isEqualTo(new Identity());
        Output open = tf.placeholder(INT32, Shape.of(-1, 3));
        assertThat(tf.concat(List.of(m, open), 0).shape()).isEqualTo(Shape.of(-1, 3));
        assertThat(tf.concat(List.of(open, m), -1).shape()).isEqualTo(Shape.of(2, 6));
        assertThatThrownBy(() -> tf.concat(List.of(m, column), 0))
                .hasMessageContaining(
                        "ConcatOp : Dimensions of inputs should match: shape[0] = [2,3] vs. shape[1] = [2,1]");
        assertThatThrownBy(() -> tf.concat(List.of(m, m), 2))
                .hasMessageContaining("ConcatOp : Expected concatenating dimensions in the range [-2, 2), but got 2");
        assertThatThrownBy(() -> tf.concat(List.of(tf.constant(1), tf.constant(2)), 0))
                .hasMessageContaining("Can't concatenate scalars (use tf.stack instead)");
        assertThatThrownBy(() -> tf.concat(List.of(m, tf.constant(new float[2][3])), 0))
                .hasMessageContaining("have types int32 and float32 that don't all match");
    }

    @Test
    void splitsIntoEqualPiecesOrSizes() {
        List<Output> halves = tf.split(numbers(2, 4), 2, 1);
        assertThat(run(halves.get(1))).isEqualTo(Tensor.of(new int[][] {{2, 3}, {6, 7}}));
        assertThat(names()).containsExactly("Const", "Const_1", "split/split_dim", "split");
        List<Output> pieces = tf.split(numbers(5), new int[] {1, -1, 2}, 0);
        assertThat(run(pieces.get(1))).isEqualTo(Tensor.of(1, 2));
        assertThatThrownBy(() -> tf.split(numbers(5), 2, 0))
                .hasMessageContaining(
                        "Number of ways to split should evenly divide the split dimension, but got split_dim 0 (size = 5) and"
                                + " num_split 2");
        assertThatThrownBy(() -> tf.split(numbers(5), 2, 1))
                .hasMessageContaining("-input rank(-1) <= split_dim < input rank (1), but got 1");
        assertThatThrownBy(() -> tf.split(numbers(5), new int[] {1, 2}, 0))
                .hasMessageContaining("Determined shape must either match input shape along split_dim exactly");
    }

    @Test
    void repeatsPadsAndReverses() {
        Output m = tf.constant(M);
        assertThat(run(tf.tile(m, 1, 2))).isEqualTo(Tensor.of(new int[][] {{1, 2, 3, 1, 2, 3}, {4, 5, 6, 4, 5, 6}}));
        assertThat(run(tf.pad(m, new int[][] {{0, 1}, {1, 0}}, 7)))
                .isEqualTo(Tensor.of(new int[][] {{7, 1, 2, 3}, {7, 4, 5, 6}, {7, 7, 7, 7}}));
        assertThat(run(tf.pad(m, new int[][] {{1, 1}, {2, 0}}, "reflect")))
                .isEqualTo(Tensor.of(new int[][] {{6, 5, 4, 5, 6}, {3, 2, 1, 2, 3}, {6, 5, 4, 5, 6}, {3, 2, 1, 2, 3}}));
        assertThat(run(tf.pad(m, new int[][] {{1, 0}, {2, 3}}, "SYMMETRIC")))
                .isEqualTo(Tensor.of(
                        new int[][] {{2, 1, 1, 2, 3, 3, 2, 1}, {2, 1, 1, 2, 3, 3, 2, 1}, {5, 4, 4, 5, 6, 6, 5, 4}}));
        assertThat(run(tf.reverse(m, -1))).isEqualTo(Tensor.of(new int[][] {{3, 2, 1}, {6, 5, 4}}));
        assertThat(run(tf.broadcastTo(tf.constant(new int[][] {{1}, {2}}), 2, 2, 3))
                        .toIntArray())
                .containsExactly(1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2);
        assertThatThrownBy(() -> tf.pad(m, new int[][] {{3, 0}, {0, 0}}, "SYMMETRIC"))
                .hasMessageContaining("paddings must be no greater than the dimension size: 3, 0 greater than 2");
        assertThatThrownBy(() -> tf.pad(m, new int[][] {{-1, 0}, {0, 0}}))
                .hasMessageContaining("Paddings must be non-negative: -1 0");
        assertThatThrownBy(() -> tf.tile(m, -1, 1)).hasMessageContaining("Expected multiples[0] >= 0, but got -1");
        assertThatThrownBy(() -> tf.reverse(m, 1, -1)).hasMessageContaining("axis 1 specified more than once.");
        assertThatThrownBy(() -> tf.broadcastTo(m, 3, 3)).hasMessageContaining("Incompatible shapes: [2,3] vs. [3,3]");
    }

    @Test
    void stringsMoveLikeNumbers() {
        Output words = tf.constant(new String[][] {{"a", "b"}, {"c", "d"}});
        assertThat(run(tf.transpose(words))).isEqualTo(Tensor.of(new String[][] {{"a", "c"}, {"b", "d"}}));
        assertThat(run(tf.pad(words, new int[][] {{0, 0}, {1, 0}})))
                .isEqualTo(Tensor.of(new String[][] {{"", "a", "b"}, {"", "c", "d"}}));
    }

    @Test
    void emptyTensorsStayEmpty() {
        Output none = tf.constant(Tensor.zeros(FLOAT32, Shape.of(0, 3)));
        assertThat(run(tf.transpose(none)).shape()).isEqualTo(Shape.of(3, 0));
        assertThat(run(tf.concat(List.of(none, tf.constant(new float[][] {{1, 2, 3}})), 0)))
                .isEqualTo(Tensor.of(new float[][] {{1, 2, 3}}));
        assertThat(run(tf.tile(tf.constant(new int[] {1, 2}), 0)).shape()).isEqualTo(Shape.of(0));
        assertThat(run(tf.reshape(none, 0, -1)).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(run(tf.zeros(Shape.of(0, 2))).shape()).isEqualTo(Shape.of(0, 2));
        assertThat(run(tf.split(none, 3, 1).get(2)).shape()).isEqualTo(Shape.of(0, 1));
    }

    @Test
    void sizesThatOverflowAreErrors() {
        Output big = tf.placeholder(INT32, Shape.of(1L << 40), "big");
        assertThatThrownBy(() -> tf.tile(big, 1 << 30)).hasMessageContaining("more than a long can count");
        assertThatThrownBy(() -> tf.shape(big)).isInstanceOf(InvalidArgumentException.class);
    }
}
