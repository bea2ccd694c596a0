package org.headrace.ops.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawing in pieces gives what drawing all at once does. */
class DrawingKernelTest {
    private static final int SIZE = 20_003;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void manyNumbersAreThoseOfOneStream(int threads) {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        var uniform = tf.addOp(new RandomUniform(DType.FLOAT32, 3, 5), tf.constant(Tensor.of(new int[] {SIZE})));
        var normal = tf.addOp(new RandomStandardNormal(DType.FLOAT64, 3, 5), tf.constant(Tensor.of(new int[] {SIZE})));
        float[] floats = new float[SIZE];
        Uniform.fill(new Philox(3, 5), floats, 0, SIZE);
        float[] next = new float[SIZE];
        Philox behind = new Philox(3, 5);
        behind.skip(256L * SIZE);
        Uniform.fill(behind, next, 0, SIZE);
        double[] doubles = new double[SIZE];
        Normal.fill(new Philox(3, 5), doubles, 0, SIZE);
        try (Session session = new Session(graph, SessionConfig.defaults().withThreads(threads))) {
            assertThat(session.run(uniform.output(0))).isEqualTo(Tensor.wrap(Shape.of(SIZE), floats));
            assertThat(session.run(uniform.output(0))).isEqualTo(Tensor.wrap(Shape.of(SIZE), next));
            assertThat(session.run(normal.output(0))).isEqualTo(Tensor.wrap(Shape.of(SIZE), doubles));
        }
    }
}
