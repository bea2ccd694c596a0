package org.headrace.ops.random;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.PreparedRun;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void aRunAllocatesNothing(DType dtype) {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Output shape = tf.constant(Tensor.of(new int[] {40}));
        var integers = new RandomUniformInt(3, 5);
        List<Op> draws = List.of(
                tf.addOp(new RandomUniform(dtype, 3, 5), shape),
                tf.addOp(new RandomStandardNormal(dtype, 3, 5), shape),
                tf.addOp(new RandomTruncatedNormal(dtype, 3, 5), shape),
                tf.addOp(integers, shape, tf.constant(1), tf.constant(9)),
                tf.addOp(integers, shape, tf.constant(1L), tf.constant(9L)));
        List<Op> targets = draws.stream().map(draw -> tf.group(draw)).toList();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        int runs = 2000;
        try (Session session = new Session(graph, SessionConfig.defaults().withThreads(1))) {
            PreparedRun run = session.prepare(targets, List.of());
            for (int i = 0; i < runs; i++) {
                run.run();
            }
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < runs; i++) {
                run.run();
            }
            long bytes = threads.getThreadAllocatedBytes(thread) - before;
            assertThat(bytes).as("one object a run would be 16 bytes a run").isLessThan(8L * runs);
        }
    }
}
