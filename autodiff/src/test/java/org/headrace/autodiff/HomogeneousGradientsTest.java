package org.headrace.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.math.SparseMatMul;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients of ops that compute in float32 alone, so that differences would be too coarse, at random shapes. These functions
 * are homogeneous, and so Euler's theorem holds: {@code sum(x * df/dx) = k f(x)}, {@code k} being the degree.
 */
class HomogeneousGradientsTest {
    private static final int SEEDS = 20;

    /**
     * A function.
     *
     * @param inputs makes inputs, of random shapes
     */
    private record Case(String name, int degree, Inputs inputs, Function function) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface Inputs {
        List<Tensor> draw(Random random);
    }

    private interface Function {
        Output apply(Ops tf, List<Output> in, Random random);
    }

    private static Tensor normal(Random random, int... dims) {
        Shape shape = Shape.of(IntStream.of(dims).asLongStream().toArray());
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.wrap(shape, values);
    }

    private static int dim(Random random) {
        return 1 + random.nextInt(6);
    }

    private static List<Tensor> images(Random random) {
        return List.of(normal(random, dim(random), dim(random), dim(random), dim(random)));
    }

    private static Output size(Ops tf, Random random) {
        return tf.constant(new int[] {dim(random), dim(random)});
    }

    static Stream<Arguments> cases() {
        List<Case> cases = new ArrayList<>();
        for (int mode = 0; mode < 3; mode++) {
            boolean align = mode == 1;
            boolean half = mode == 2;
            String how = align ? ", aligned" : half ? ", half-pixel" : "";
            cases.add(new Case(
                    "ResizeBilinear" + how,
                    1,
                    HomogeneousGradientsTest::images,
                    (tf, in, random) -> tf.image.resizeBilinear(in.get(0), size(tf, random), align, half)));
            cases.add(new Case(
                    "ResizeBicubic" + how,
                    1,
                    HomogeneousGradientsTest::images,
                    (tf, in, random) -> tf.image.resizeBicubic(in.get(0), size(tf, random), align, half)));
            cases.add(new Case(
                    "ResizeNearestNeighbor" + how,
                    1,
                    HomogeneousGradientsTest::images,
                    (tf, in, random) -> tf.image.resizeNearestNeighbor(in.get(0), size(tf, random), align, half)));
        }
        for (String method : List.of("bilinear", "nearest")) {
            cases.add(new Case(
                    "CropAndResize, " + method,
                    1,
                    HomogeneousGradientsTest::images,
                    (tf, in, random) -> tf.image.cropAndResize(
                            in.get(0),
                            tf.constant(new float[][] {{0.1f, 0.2f, 0.9f, 0.7f}, {-0.3f, 0.8f, 1.2f, 0.1f}}),
                            tf.constant(new int[2]),
                            size(tf, random),
                            method,
                            0)));
        }
        Inputs signals = random -> List.of(normal(random, dim(random), dim(random), dim(random)));
        cases.add(new Case("RFFT", 1, signals, (tf, in, random) -> parts(tf, tf.signal.rfft(in.get(0)))));
        cases.add(new Case("RFFT2D", 1, signals, (tf, in, random) -> parts(tf, tf.signal.rfft2d(in.get(0)))));
        Inputs spectra = random -> {
            int[] dims = {dim(random), dim(random), 1 + dim(random)};
            return List.of(normal(random, dims), normal(random, dims));
        };
        cases.add(new Case("IRFFT", 1, spectra, (tf, in, random) -> tf.signal.irfft(tf.complex(in.get(0), in.get(1)))));
        cases.add(new Case(
                "IRFFT2D", 1, spectra, (tf, in, random) -> tf.signal.irfft2d(tf.complex(in.get(0), in.get(1)))));
        for (boolean a : new boolean[] {false, true}) {
            for (boolean b : new boolean[] {false, true}) {
                cases.add(new Case(
                        "SparseMatMul, " + a + ", " + b,
                        2,
                        random -> matrices(random, a, b),
                        (tf, in, random) -> tf.add(new SparseMatMul(a, b, a, !b), in.get(0), in.get(1))));
            }
        }
        return cases.stream().flatMap(c -> IntStream.range(0, SEEDS).mapToObj(seed -> Arguments.of(c, seed)));
    }

    private static Output parts(Ops tf, Output x) {
        return tf.stack(List.of(tf.real(x), tf.imag(x)));
    }

    private static List<Tensor> matrices(Random random, boolean transposeA, boolean transposeB) {
        int rows = dim(random);
        int inner = dim(random);
        int columns = dim(random);
        return List.of(
                transposeA ? normal(random, inner, rows) : normal(random, rows, inner),
                transposeB ? normal(random, columns, inner) : normal(random, inner, columns));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("cases")
    void gradientsTimesInputsAreTheFunction(Case c, int seed) {
        Random random = new Random(seed);
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Map<Output, Tensor> feeds = new LinkedHashMap<>();
        List<Tensor> inputs = c.inputs.draw(random);
        for (Tensor value : inputs) {
            feeds.put(tf.placeholder(DType.FLOAT32, value.shape()), value);
        }
        List<Output> xs = List.copyOf(feeds.keySet());
        Output y = c.function.apply(tf, xs, random);
        try (Session session = new Session(graph)) {
            Tensor value = session.run(y, feeds);
            Tensor weights = normal(
                    random,
                    value.shape().toList().stream().mapToInt(Math::toIntExact).toArray());
            double[] expected = products(value, weights);
            List<Gradient> gradients =
                    Gradients.of(tf, y).gradYs(List.of(tf.constant(weights))).withRespectTo(xs);
            double sum = 0;
            double size = expected[1];
            for (int i = 0; i < xs.size(); i++) {
                Tensor dx = session.run(((Gradient.Dense) gradients.get(i)).value(), feeds);
                double[] terms = products(dx, inputs.get(i));
                sum += terms[0];
                size += terms[1];
            }
            assertThat(sum).isCloseTo(c.degree * expected[0], within(1e-6 * Math.max(1, size)));
        }
    }

    /** The sum of the products, and of their sizes. */
    private static double[] products(Tensor a, Tensor b) {
        double[] sums = new double[2];
        for (int i = 0; i < a.size(); i++) {
            double product = a.doubleAt(i) * b.doubleAt(i);
            sums[0] += product;
            sums[1] += Math.abs(product);
        }
        return sums;
    }
}
