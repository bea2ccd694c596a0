package org.headrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.BOOL;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.STRING;

import java.util.List;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.ZerosLike;
import org.headrace.ops.state.Const;
import org.junit.jupiter.api.Test;

/** Constants, placeholders, zeros and ranges; the names are those that TensorFlow 1.14 gives. */
class SourceOpsTest {
    private final Ops tf = Ops.on(new Graph());

    private Tensor run(Output output) {
        try (Session session = new Session(tf.graph())) {
            return session.run(output);
        }
    }

    private List<String> names() {
        return tf.graph().ops().stream().map(Op::name).toList();
    }

    @Test
    void constantsTakeTheDTypeOfTheirJavaType() {
        assertThat(tf.constant(3).toString()).isEqualTo("Tensor(\"Const:0\", shape=(), dtype=int32)");
        assertThat(tf.constant(3f).dtype()).isEqualTo(FLOAT32);
        assertThat(tf.constant(new long[] {1}).dtype()).isEqualTo(INT64);
        assertThat(tf.constant("a").dtype()).isEqualTo(STRING);
        assertThat(tf.constant(FLOAT32, 3, "three").name()).isEqualTo("three:0");
        assertThat(names()).containsExactly("Const", "Const_1", "Const_2", "Const_3", "three");
    }

    @Test
    void oneValueFillsAShapeAndFewerRepeatTheLast() {
        assertThat(run(tf.constant(7, Shape.of(2, 2)))).isEqualTo(Tensor.of(new int[][] {{7, 7}, {7, 7}}));
        assertThat(run(tf.constant(new int[] {1, 2, 3}, Shape.of(5), "x"))).isEqualTo(Tensor.of(1, 2, 3, 3, 3));
        assertThatThrownBy(() -> tf.constant(new int[] {1, 2, 3}, Shape.of(2)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Too many elements provided. Needed at most 2, but received 3");
        assertThatThrownBy(() -> tf.constant(new int[0], Shape.of(2))).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void placeholdersMayHaveUnknownDimensions() {
        assertThat(tf.placeholder(FLOAT32)).hasToString("Tensor(\"Placeholder:0\", dtype=float32)");
        assertThat(tf.placeholder(FLOAT32, Shape.of(-1, 2), "x"))
                .hasToString("Tensor(\"x:0\", shape=(?, 2), dtype=float32)");
    }

    @Test
    void aPlaceholderWithDefaultNeedNotBeFed() {
        Output keep = tf.placeholderWithDefault(1f, Shape.scalar(), "keep");
        Output open = tf.placeholderWithDefault(new int[] {1, 2}, Shape.of(-1));
        Output more = tf.add(open, 1);
        assertThat(names()).startsWith("keep/input", "keep", "PlaceholderWithDefault/input");
        assertThat(open.shape()).isEqualTo(Shape.of(-1));
        try (Session session = new Session(tf.graph())) {
            assertThat(session.run(keep)).isEqualTo(Tensor.of(1f));
            assertThat(session.run(more)).isEqualTo(Tensor.of(2, 3));
            assertThat(session.feed(open, new int[] {5, 6, 7}).run(more)).isEqualTo(Tensor.of(6, 7, 8));
        }
        assertThatThrownBy(() -> tf.placeholderWithDefault(new int[] {1, 2}, Shape.of(3)))
                .hasMessageContaining("does not fit");
    }

    @Test
    void smallZerosAreAConstantAndLargeOnesAFill() {
        assertThat(run(tf.zeros(Shape.of(2)))).isEqualTo(Tensor.of(0f, 0f));
        assertThat(run(tf.ones(Shape.of(2), BOOL))).isEqualTo(Tensor.of(new boolean[] {true, true}));
        assertThat(run(tf.zeros(Shape.of(1), STRING))).isEqualTo(Tensor.of(new String[] {""}));
        tf.zeros(Shape.of(40, 25), INT32);
        tf.ones(4);
        assertThat(names())
                .containsExactly(
                        "zeros",
                        "ones",
                        "zeros_1",
                        "zeros_2/shape_as_tensor",
                        "zeros_2/Const",
                        "zeros_2",
                        "ones_1/shape_as_tensor",
                        "ones_1/Const",
                        "ones_1");
        assertThat(tf.graph().output("zeros_2:0").shape()).isEqualTo(Shape.of(40, 25));
        assertThat(run(tf.graph().output("ones_1:0"))).isEqualTo(Tensor.of(1f, 1f, 1f, 1f));
    }

    @Test
    void zerosLikeIsAConstantOnlyIfTheShapeIsKnown() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1), "x");
        Output zeros = tf.zerosLike(x);
        Output ones = tf.onesLike(x);
        tf.zerosLike(tf.constant(1, "one"));
        assertThat(names())
                .containsExactly(
                        "x", "zeros_like", "ones_like/Shape", "ones_like/Const", "ones_like", "one", "zeros_like_1");
        assertThat(tf.graph().op("zeros_like").type()).isEqualTo(new ZerosLike());
        assertThat(tf.graph().op("zeros_like_1").type()).isInstanceOf(Const.class);
        try (Session session = new Session(tf.graph())) {
            assertThat(session.feed(x, new float[] {4, 5}).run(zeros)).isEqualTo(Tensor.of(0f, 0f));
            assertThat(session.feed(x, new float[] {4, 5}).run(ones)).isEqualTo(Tensor.of(1f, 1f));
        }
    }

    @Test
    void fillsAComputedShape() {
        Output dims = tf.placeholder(INT32, Shape.of(2), "dims");
        Output filled = tf.fill(dims, tf.constant("x"));
        assertThat(filled.shape()).isEqualTo(Shape.of(-1, -1));
        assertThat(tf.fill(Shape.of(2, 3), 9).shape()).isEqualTo(Shape.of(2, 3));
        try (Session session = new Session(tf.graph())) {
            assertThat(session.feed(dims, new int[] {1, 2}).run(filled))
                    .isEqualTo(Tensor.of(new String[][] {{"x", "x"}}));
            assertThatThrownBy(() -> session.feed(dims, new int[] {1, -2}).run(filled))
                    .hasMessageContaining("Dimension -2 must be >= 0");
        }
    }

    @Test
    void rangesStopBeforeTheirLimit() {
        assertThat(run(tf.range(3, 18, 3))).isEqualTo(Tensor.of(3, 6, 9, 12, 15));
        assertThat(run(tf.range(3, 1, -0.5f))).isEqualTo(Tensor.of(3f, 2.5f, 2f, 1.5f));
        assertThat(run(tf.range(2L))).isEqualTo(Tensor.of(0L, 1L));
        assertThat(names()).startsWith("range/start", "range/limit", "range/delta", "range", "range_1/start");
        assertThat(tf.range(0, 10, 4).shape()).isEqualTo(Shape.of(3));
        assertThat(tf.range(tf.placeholder(INT32, Shape.scalar())).shape()).isEqualTo(Shape.of(-1));
        assertThatThrownBy(() -> tf.range(0, 5, 0)).hasMessageContaining("Requires delta != 0");
        assertThatThrownBy(() -> tf.range(5, 0, 1)).hasMessageContaining("Requires start <= limit when delta > 0: 5/0");
    }
}
