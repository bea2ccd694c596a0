package org.headrace.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.nn.FusedBatchNormV2;
import org.headrace.ops.nn.FusedBatchNormV3;
import org.junit.jupiter.api.Test;

/**
 * Gradients of ops that TensorFlow has in float32 alone, so that differences would be too coarse: held to those of their
 * definition in simple ops, in float64, first and second order.
 */
class FusedGradientsTest {
    private interface Function extends BiFunction<Ops, List<Output>, Output> {}

    private static Tensor random(int seed, double least, double most, long... dims) {
        Random random = new Random(seed);
        double[] values = new double[Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (least + (most - least) * random.nextDouble());
        }
        return Tensor.of(values).reshape(Shape.of(dims));
    }

    /** The derivatives of {@code sum(c * f)}, or of {@code sum(c * its derivatives)}, for fixed numbers c. */
    private static List<double[]> derivatives(Function f, DType dtype, int order, List<Tensor> values) {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Map<Output, Tensor> feeds = new LinkedHashMap<>();
        for (Tensor value : values) {
            Output input = tf.placeholder(dtype, value.shape());
            feeds.put(input, Tensor.of(dtype, value.toDoubleArray()).reshape(value.shape()));
        }
        List<Output> xs = List.copyOf(feeds.keySet());
        List<Output> ys = List.of(f.apply(tf, xs));
        for (int i = 0; i < order; i++) {
            Output sum = weighted(tf, ys);
            ys = Gradients.of(tf, sum).unconnected(Unconnected.ZERO).withRespectTo(xs).stream()
                    .map(gradient -> ((Gradient.Dense) gradient).value())
                    .toList();
        }
        try (Session session = new Session(graph)) {
            var fetched = session.run(ys, feeds);
            List<double[]> results = new ArrayList<>();
            for (Output y : ys) {
                results.add(fetched.get(y).toDoubleArray());
            }
            return results;
        }
    }

    private static Output weighted(Ops tf, List<Output> ys) {
        List<Output> sums = new ArrayList<>();
        for (int i = 0; i < ys.size(); i++) {
            Output y = ys.get(i);
            double[] weights = random(i, -1, 1, y.shape().dims()).toDoubleArray();
            Tensor c = Tensor.of(y.dtype(), weights).reshape(y.shape());
            sums.add(tf.reduceSum(tf.mul(y, tf.constant(c))));
        }
        return tf.addN(sums);
    }

    private static void assertSameDerivatives(Function fused, Function definition, Tensor... values) {
        for (int order = 1; order <= 2; order++) {
            assertSameDerivatives(order, fused, definition, values);
        }
    }

    private static void assertSameDerivatives(int order, Function fused, Function definition, Tensor... values) {
        List<double[]> actual = derivatives(fused, DType.FLOAT32, order, List.of(values));
        List<double[]> expected = derivatives(definition, DType.FLOAT64, order, List.of(values));
        for (int i = 0; i < expected.size(); i++) {
            double[] a = actual.get(i);
            double[] e = expected.get(i);
            assertThat(a).hasSameSizeAs(e);
            for (int j = 0; j < e.length; j++) {
                assertThat(a[j])
                        .as("order %d, input %d, element %d", order, i, j)
                        .isEqualTo(e[j], within(1e-4 * Math.max(1, Math.abs(e[j]))));
            }
        }
    }

    private static Output normalized(Ops tf, Output x, Output scale, Output offset, Output mean, Output variance) {
        Output deviation = tf.sqrt(tf.add(variance, 0.01));
        return tf.add(tf.mul(tf.div(tf.sub(x, mean), deviation), scale), offset);
    }

    private static Output byTheBatch(Ops tf, List<Output> in) {
        int[] axes = {0, 1, 2};
        Output mean = tf.reduceMean(in.get(0), axes, true);
        Output variance = tf.reduceMean(tf.square(tf.sub(in.get(0), mean)), axes, true);
        return normalized(tf, in.get(0), in.get(1), in.get(2), mean, variance);
    }

    private static final Tensor IMAGES = random(1, -2, 3, 2, 3, 2, 4);
    private static final Tensor SCALE = random(2, 0.5, 2, 4);
    private static final Tensor OFFSET = random(3, -1, 1, 4);

    @Test
    void batchNormalizationWhileTraining() {
        Function fused = (tf, in) ->
                tf.nn.fusedBatchNorm(in.get(0), in.get(1), in.get(2), 0.01).y();
        assertSameDerivatives(fused, FusedGradientsTest::byTheBatch, IMAGES, SCALE, OFFSET);
    }

    @Test
    void batchNormalizationOfTheLaterVersions() {
        for (boolean third : new boolean[] {false, true}) {
            Function fused = (tf, in) -> {
                Output none = tf.constant(new float[0]);
                var type =
                        third ? new FusedBatchNormV3(0.01f, "NHWC", true) : new FusedBatchNormV2(0.01f, "NHWC", true);
                return tf.add(type, in.get(0), in.get(1), in.get(2), none, none);
            };
            assertSameDerivatives(fused, FusedGradientsTest::byTheBatch, IMAGES, SCALE, OFFSET);
        }
    }

    /** TensorFlow's rule takes given means and variances for constants. */
    @Test
    void batchNormalizationByGivenMoments() {
        Tensor means = random(4, -1, 1, 4);
        Tensor variances = random(5, 0.5, 2, 4);
        Function fused = (tf, in) -> tf.nn.fusedBatchNorm(
                        in.get(0),
                        in.get(1),
                        in.get(2),
                        tf.constant(Tensor.of(DType.FLOAT32, means.toDoubleArray())),
                        tf.constant(Tensor.of(DType.FLOAT32, variances.toDoubleArray())),
                        0.01)
                .y();
        Function definition =
                (tf, in) -> normalized(tf, in.get(0), in.get(1), in.get(2), tf.constant(means), tf.constant(variances));
        assertSameDerivatives(fused, definition, IMAGES, SCALE, OFFSET);
    }

    /** Second derivatives TensorFlow does not have. */
    @Test
    void localResponseNormalization() {
        Tensor band = Tensor.of(
                new double[][] {{1, 1, 0, 0, 0}, {1, 1, 1, 0, 0}, {0, 1, 1, 1, 0}, {0, 0, 1, 1, 1}, {0, 0, 0, 1, 1}});
        for (double beta : new double[] {0.5, 0.75, 1}) {
            Function fused = (tf, in) -> tf.nn.lrn(in.get(0), 1, 1.5, 0.25, beta);
            Function definition = (tf, in) -> {
                Output rows = tf.reshape(in.get(0), -1, 5);
                Output sums = tf.matmul(tf.square(rows), tf.constant(band));
                Output norm = tf.pow(tf.add(tf.mul(sums, 0.25), 1.5), beta);
                return tf.reshape(tf.div(rows, norm), 2, 2, 3, 5);
            };
            assertSameDerivatives(1, fused, definition, random(6, -2, 2, 2, 2, 3, 5));
        }
    }

    /** Windows side by side, in which no two numbers are near each other. */
    @Test
    void poolingOfVolumes() {
        Function fused = (tf, in) ->
                tf.square(tf.nn.maxPool3d(in.get(0), new int[] {1, 2, 2, 2, 1}, new int[] {1, 2, 2, 2, 1}, "VALID"));
        Function definition = (tf, in) -> {
            Output blocks = tf.reshape(in.get(0), 1, 2, 2, 1, 2, 2, 2, 3);
            return tf.square(tf.reduceMax(blocks, 2, 4, 6));
        };
        assertSameDerivatives(fused, definition, random(7, -3, 3, 1, 4, 2, 4, 3));
    }
}
