package org.headrace.ops.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** {@code tf.random}: names and seeds are those of TensorFlow 1.14; that the bits are TensorFlow's is {@link RandomTest}'s. */
class RandomOpsTest {
    private final Ops tf = Ops.on(new Graph());

    private List<String> names() {
        return tf.graph().ops().stream().map(Op::name).toList();
    }

    @Test
    void uniformHasTensorFlowsOps() {
        Output x = tf.random.uniform(Shape.of(2, 3), -1, 1);
        assertThat(names())
                .containsExactly(
                        "random_uniform/shape",
                        "random_uniform/min",
                        "random_uniform/max",
                        "random_uniform/RandomUniform",
                        "random_uniform/sub",
                        "random_uniform/mul",
                        "random_uniform");
        assertThat(x.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(x.op().type().name()).isEqualTo("Add");
    }

    @Test
    void normalHasTensorFlowsOps() {
        tf.random.normal(Shape.of(2));
        tf.random.truncatedNormal(Shape.of(2), 0, .1);
        assertThat(names())
                .containsExactly(
                        "random_normal/shape",
                        "random_normal/mean",
                        "random_normal/stddev",
                        "random_normal/RandomStandardNormal",
                        "random_normal/mul",
                        "random_normal",
                        "truncated_normal/shape",
                        "truncated_normal/mean",
                        "truncated_normal/stddev",
                        "truncated_normal/TruncatedNormal",
                        "truncated_normal/mul",
                        "truncated_normal");
    }

    @Test
    void integersAreDrawnByOneOp() {
        Output x = tf.random.uniform(Shape.of(4), 3, 9, DType.INT64, 7L);
        assertThat(names())
                .containsExactly("random_uniform/shape", "random_uniform/min", "random_uniform/max", "random_uniform");
        assertThat(x.op().type().attributes(x.op()))
                .containsEntry("T", DType.INT32)
                .containsEntry("Tout", DType.INT64)
                .containsEntry("seed", 87654321L)
                .containsEntry("seed2", 7L)
                .hasSize(4);
    }

    @Test
    void hasTensorFlowsAttributes() {
        Op uniform =
                tf.random.uniform(Shape.of(4), 0, 1, DType.FLOAT64, 7L).graph().op("random_uniform/RandomUniform");
        assertThat(uniform.type().attributes(uniform))
                .containsEntry("T", DType.INT32)
                .containsEntry("dtype", DType.FLOAT64)
                .containsEntry("seed", 87654321L)
                .containsEntry("seed2", 7L)
                .hasSize(4);
    }

    @Test
    void startsWithTensorFlowsKnownValues() {
        tf.setRandomSeed(1);
        Output x = tf.random.uniform(Shape.of(8), 0, 1, DType.FLOAT32, 1L);
        try (var session = new Session(tf.graph())) {
            float[] values = session.run(x).toFloatArray();
            assertThat(Arrays.copyOf(values, 4)).containsExactly(0.055544138f, 0.018698454f, 0.07080972f, 0.27141213f);
        }
    }

    @Test
    void goesOnFromRunToRunAndStartsAnewInEachSession() {
        // tf-random.csv: RandomUniform, float32, seeds 1 and 1, size 1: 3d638240, then 3f56bd9c
        Output x = tf.add(new RandomUniform(DType.FLOAT32, 1, 1), tf.constant(new int[] {1}));
        for (int i = 0; i < 2; i++) {
            try (var session = new Session(tf.graph())) {
                assertThat(session.run(x).toFloatArray()).containsExactly(Float.intBitsToFloat(0x3d638240));
                assertThat(session.run(x).toFloatArray()).containsExactly(Float.intBitsToFloat(0x3f56bd9c));
            }
        }
    }

    @Test
    void theGraphsSeedComesWithThePlaceInTheGraph() {
        tf.setRandomSeed(42);
        // three constants are there when TensorFlow asks for the seed
        assertThat(uniformIn(tf)).isEqualTo(new RandomUniform(DType.FLOAT32, 42, 3));
        // and now seven ops and three more
        assertThat(uniformIn(tf)).isEqualTo(new RandomUniform(DType.FLOAT32, 42, 10));
    }

    @Test
    void theOpsSeedComesWithTheGraphsOrANumber() {
        assertThat(uniformIn(tf, 5)).isEqualTo(new RandomUniform(DType.FLOAT32, 87654321, 5));
        tf.setRandomSeed(42);
        assertThat(uniformIn(tf, 5)).isEqualTo(new RandomUniform(DType.FLOAT32, 42, 5));
        tf.setRandomSeed(0);
        assertThat(uniformIn(tf, 0)).isEqualTo(new RandomUniform(DType.FLOAT32, 0, Integer.MAX_VALUE));
        // Python: -1 % (2**31 - 1), (2**31 + 4) % (2**31 - 1)
        tf.setRandomSeed(-1);
        assertThat(uniformIn(tf, (1L << 31) + 4)).isEqualTo(new RandomUniform(DType.FLOAT32, 2147483646, 5));
    }

    @Test
    void differsWithoutSeeds() {
        assertThat(uniformIn(tf)).isEqualTo(new RandomUniform(DType.FLOAT32, 0, 0));
        Output x = tf.random.uniform(Shape.of(4));
        try (var first = new Session(tf.graph());
                var second = new Session(tf.graph())) {
            assertThat(first.run(x)).isNotEqualTo(second.run(x)).isNotEqualTo(first.run(x));
        }
    }

    private static Object uniformIn(Ops tf) {
        return tf.random.uniform(Shape.of(1)).op().input(0).op().input(0).op().type();
    }

    private static Object uniformIn(Ops tf, long seed) {
        Output sum = tf.random.uniform(Shape.of(1), 0, 1, DType.FLOAT32, seed);
        return sum.op().input(0).op().input(0).op().type();
    }

    @Test
    void runsInParallelDrawDifferentNumbers() {
        Output x = tf.random.uniform(Shape.of(2), 0, Long.MAX_VALUE, DType.INT64, 1L);
        var drawn = new ConcurrentLinkedQueue<Long>();
        try (var session = new Session(tf.graph())) {
            IntStream.range(0, 500).parallel().forEach(i -> {
                for (long value : session.run(x).toLongArray()) {
                    drawn.add(value);
                }
            });
        }
        assertThat(drawn).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void drawsInTheRange() {
        Output x = tf.random.uniform(Shape.of(1000), 3, 6, DType.INT32, 1L);
        Output y = tf.random.uniform(Shape.of(1000), -2, .5, DType.FLOAT64, 1L);
        try (var session = new Session(tf.graph())) {
            Set<Integer> values = new HashSet<>();
            Arrays.stream(session.run(x).toIntArray()).forEach(values::add);
            assertThat(values).containsExactlyInAnyOrder(3, 4, 5);
            double[] reals = session.run(y).toDoubleArray();
            assertThat(Arrays.stream(reals).min().orElseThrow()).isBetween(-2.0, -1.9);
            assertThat(Arrays.stream(reals).max().orElseThrow()).isBetween(.4, .5);
        }
    }

    @Test
    void hasTheMomentsAskedFor() {
        Output normal = tf.random.normal(Shape.of(100_000), 5, 2, DType.FLOAT32, 1L);
        Output truncated = tf.random.truncatedNormal(Shape.of(100_000), 5, 2, DType.FLOAT32, 1L);
        try (var session = new Session(tf.graph())) {
            double[] x = session.run(normal).toDoubleArray();
            assertThat(mean(x)).isCloseTo(5, within(.03));
            assertThat(deviation(x)).isCloseTo(2, within(.03));
            double[] cut = session.run(truncated).toDoubleArray();
            assertThat(Arrays.stream(cut).min().orElseThrow()).isBetween(1.0, 1.1);
            assertThat(Arrays.stream(cut).max().orElseThrow()).isBetween(8.9, 9.0);
            assertThat(deviation(cut)).isCloseTo(2 * .8796256610342398, within(.03));
        }
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    private static double deviation(double[] x) {
        double mean = mean(x);
        return Math.sqrt(
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }

    @Test
    void takesAComputedShape() {
        Output shape = tf.placeholder(DType.INT32, Shape.of(2), "shape");
        Output x = tf.random.normal(shape, 0, 1, DType.FLOAT32, 1L);
        assertThat(x.shape()).isEqualTo(Shape.of(-1, -1));
        try (var session = new Session(tf.graph())) {
            assertThat(session.feed(shape, new int[] {2, 3}).run(x).shape()).isEqualTo(Shape.of(2, 3));
            assertThat(session.feed(shape, new int[] {4, 0}).run(x).shape()).isEqualTo(Shape.of(4, 0));
            assertThatThrownBy(() -> session.feed(shape, new int[] {4, -2}).run(x))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("Dimension -2 must be >= 0");
        }
    }

    @Test
    void shufflesRowsWhole() {
        Output x = tf.constant(new int[][] {{1, 10}, {2, 20}, {3, 30}, {4, 40}, {5, 50}});
        Output shuffled = tf.random.shuffle(x, 3L);
        assertThat(shuffled.name()).isEqualTo("RandomShuffle:0");
        try (var session = new Session(tf.graph())) {
            int[] values = session.run(shuffled).toIntArray();
            for (int i = 0; i < values.length; i += 2) {
                assertThat(values[i + 1]).isEqualTo(10 * values[i]);
            }
            assertThat(IntStream.range(0, 5).map(i -> values[2 * i])).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        }
    }

    @Test
    void shufflesStringsAndLeavesScalars() {
        Output words = tf.random.shuffle(tf.constant(new String[] {"a", "b", "c"}));
        Output scalar = tf.random.shuffle(tf.constant(7));
        try (var session = new Session(tf.graph())) {
            assertThat((String[]) session.run(words).toArray()).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(session.run(scalar).toInt()).isEqualTo(7);
        }
    }

    @Test
    void refusesAnEmptyRange() {
        Output x = tf.random.uniform(Shape.of(2), 5, 5, DType.INT32);
        try (var session = new Session(tf.graph())) {
            assertThatThrownBy(() -> session.run(x))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("Need minval < maxval, got 5 >= 5");
        }
    }

    @Test
    void refusesWhatItCannotDraw() {
        assertThatThrownBy(() -> tf.random.uniform(Shape.of(-1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("random values need a complete shape, not (?,)");
        assertThatThrownBy(() -> tf.random.normal(Shape.of(2), 0, 1, DType.INT32))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("dtype is int32, not in list of allowed values: ");
        Output half = tf.add(new RandomUniform(DType.FLOAT16, 1, 1), tf.constant(new int[] {1}));
        try (var session = new Session(tf.graph())) {
            assertThatThrownBy(() -> session.run(half))
                    .isInstanceOf(UnimplementedException.class)
                    .hasMessageContaining("has no kernel for float16");
        }
    }

    @Test
    void isFetchedOnceARun() {
        Output x = tf.random.uniform(Shape.of(3));
        Output zero = tf.sub(x, x);
        try (var session = new Session(tf.graph())) {
            assertThat(session.run(zero)).isEqualTo(Tensor.of(0f, 0f, 0f));
        }
    }
}
