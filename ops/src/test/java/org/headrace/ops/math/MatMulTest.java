package org.headrace.ops.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;

import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

class MatMulTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    private Tensor run(Output y) {
        try (Session session = new Session(graph)) {
            return session.run(y);
        }
    }

    private Output placeholder(long... dims) {
        return tf.placeholder(FLOAT32, Shape.of(dims));
    }

    private Output unknown() {
        return tf.placeholder(FLOAT32, Shape.unknown());
    }

    private static String type(Output y) {
        return y.op().type().name();
    }

    @Test
    void innerDimensionsThatDifferAreNamed() {
        assertThatThrownBy(() -> tf.matmul(placeholder(-1, 784), placeholder(300, 10)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("[MatMul \"MatMul\" at MatMulTest.java")
                .hasMessageEndingWith("a is [?,784], b is [300,10]: a.dim(1) = 784 must equal b.dim(0) = 300");
        assertThatThrownBy(() -> tf.matmul(placeholder(4, 2), placeholder(5, 3), true, true))
                .hasMessageEndingWith("a is [4,2], b is [5,3]: a.dim(0) = 4 must equal b.dim(1) = 3");
        assertThatThrownBy(() -> tf.matmul(placeholder(7, 4, 2), placeholder(7, 3, 5)))
                .hasMessageContaining("x is [7,4,2], y is [7,3,5]: x.dim(-1) = 2 must equal y.dim(-2) = 3");
        assertThatThrownBy(() -> tf.matmul(placeholder(7, 4, 2), placeholder(6, 2, 5)))
                .hasMessageContaining("their batch dimensions [7] and [6] do not fit");
    }

    @Test
    void aVectorIsNoMatrix() {
        assertThatThrownBy(() -> tf.matmul(placeholder(3), placeholder(3, 2)))
                .hasMessageContaining("Shape must be rank 2 but is rank 1: a is [3]; tf.expandDims");
    }

    @Test
    void dtypesMustAgree() {
        assertThatThrownBy(() -> tf.matmul(placeholder(2, 2), tf.placeholder(DType.FLOAT64, Shape.of(2, 2))))
                .hasMessageContaining(
                        "Input 'b' of 'MatMul' Op has type float64 that does not match type float32 of argument 'a'");
        Output words = tf.placeholder(DType.STRING, Shape.of(2, 2));
        assertThatThrownBy(() -> tf.matmul(words, words)).hasMessageContaining("has DataType string not in list");
    }

    @Test
    void theOpFollowsFromTheRanks() {
        assertThat(type(tf.matmul(placeholder(2, 3), placeholder(3, 4)))).isEqualTo("MatMul");
        assertThat(type(tf.matmul(unknown(), placeholder(3, 1)))).isEqualTo("MatMul");
        assertThat(type(tf.matmul(placeholder(5, 2, 3), placeholder(5, 3, 4)))).isEqualTo("BatchMatMul");
        assertThat(type(tf.matmul(placeholder(-1, 2, 3), placeholder(-1, 3, 4))))
                .isEqualTo("BatchMatMul");
        assertThat(type(tf.matmul(placeholder(5, 2, 3), placeholder(3, 4)))).isEqualTo("BatchMatMulV2");
        assertThat(type(tf.matmul(placeholder(-1, 2, 3), placeholder(1, 3, 4)))).isEqualTo("BatchMatMulV2");
        assertThat(type(tf.matmul(unknown(), unknown()))).isEqualTo("BatchMatMulV2");
        assertThat(tf.matmul(unknown(), placeholder(3, 1)).shape()).isEqualTo(Shape.of(-1, 1));
        assertThat(tf.matmul(placeholder(6, 1, 2, 3), placeholder(5, 3, 4)).shape())
                .isEqualTo(Shape.of(6, 5, 2, 4));
        assertThat(graph.op("MatMul_3").type()).isEqualTo(new BatchMatMul(false, false));
    }

    @Test
    void nothingToSumGivesZeros() {
        Output a = tf.constant(Tensor.zeros(FLOAT32, Shape.of(2, 0)));
        Output b = tf.constant(Tensor.zeros(FLOAT32, Shape.of(0, 3)));
        assertThat(run(tf.matmul(a, b))).isEqualTo(Tensor.zeros(FLOAT32, Shape.of(2, 3)));
    }

    @Test
    void aFormulaFollowsAProductOfOneElement() {
        Output a = placeholder(1, 2);
        Output y = tf.neg(tf.add(tf.matmul(a, a, false, true), 1));
        try (Session session = new Session(graph)) {
            assertThat(session.feed(a, new float[][] {{3, 4}}).run(y))
                    .isEqualTo(Tensor.of((Object) new float[][] {{-26}}));
        }
    }

    @Test
    void integersMultiplyTransposedToo() {
        Output a = tf.constant(new int[][] {{1, 2}, {3, 4}, {5, 6}});
        Output b = tf.constant(new int[][] {{7, 8, 9}, {1, 0, -1}});
        assertThat(run(tf.matmul(a, b, true, true)).toString()).isEqualTo("[[ 76  -4]\n [100  -4]]");
        assertThat(run(tf.matmul(tf.cast(a, DType.INT64), tf.cast(b, DType.INT64)))
                        .toString())
                .isEqualTo("[[ 9  8  7]\n [25 24 23]\n [41 40 39]]");
    }

    @Test
    void batchesBroadcast() {
        float[][][][] a = {{{{1, 2}}, {{3, 4}}}, {{{5, 6}}, {{7, 8}}}}; // [2, 2, 1, 2]
        float[][][] b = {{{1}, {10}}, {{100}, {1000}}}; // [2, 2, 1]
        assertThat(run(tf.matmul(tf.constant(a), tf.constant(b))).toFloatArray())
                .containsExactly(21, 4300, 65, 8700);
        float[][] c = {{1, 0}, {0, 2}};
        assertThat(run(tf.matmul(tf.constant(a), tf.constant(c))).toFloatArray())
                .containsExactly(1, 4, 3, 8, 5, 12, 7, 16);
    }
}
