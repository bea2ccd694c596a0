package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headrace.core.Workers;
import org.headrace.ops.jblas.JblasGemm;
import org.headrace.ops.kernels.Gemm;
import org.headrace.ops.kernels.Product;
import org.headrace.ops.kernels.ProductSizes;
import org.headrace.ops.kernels.ScalarGemm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@link Gemm} against the definition of the product, summed in double; jblas where its library loads. */
class GemmTest {

    private static final int PAD = 3;
    private static final double FLOAT_EPSILON = Math.ulp(1f);
    private static final double DOUBLE_EPSILON = Math.ulp(1d);

    private record Size(int m, int n, int k) {}

    static Stream<Gemm> gemms() {
        Stream<Gemm> ours = Stream.of(new ScalarGemm(), VectorGemm.atOnce(), VectorGemm.warmingUp());
        return Stream.concat(ours, JblasGemm.probe().gemm().stream());
    }

    static List<Size> sizes() {
        var sizes = new ArrayList<>(List.of(
                new Size(0, 3, 4),
                new Size(3, 0, 4),
                new Size(3, 4, 0),
                new Size(1, 1, 1),
                new Size(1, 200, 300),
                new Size(200, 1, 300),
                new Size(2, 600, 5),
                new Size(600, 2, 700),
                new Size(3, 70, 20),
                new Size(40, 79, 33),
                new Size(66, 10, 40),
                new Size(16, 200, 90),
                new Size(32, 64, 64),
                new Size(6, 32, 256),
                new Size(7, 33, 257),
                new Size(250, 70, 130),
                new Size(13, 1100, 9),
                new Size(25, 32, 1500),
                new Size(50, 530, 300)));
        var random = new Random(11);
        for (int i = 0; i < 40; i++) {
            int largest = i < 20 ? 12 : 90;
            sizes.add(new Size(1 + random.nextInt(largest), 1 + random.nextInt(largest), 1 + random.nextInt(largest)));
        }
        return sizes;
    }

    @ParameterizedTest
    @MethodSource("gemms")
    void multipliesFloats(Gemm gemm) {
        var random = new Random(5);
        forEachCase((s, sizes) -> {
            double[] a = random(random, s.m() * s.k());
            double[] b = random(random, s.k() * s.n());
            float[] c = floats(random(random, s.m() * s.n()));
            float[] before = c.clone();
            gemm.floats(sizes, Workers.ONE, Product.Finish.NONE).run(floats(a), PAD, floats(b), PAD, c, PAD);
            assertThat(edges(widen(c))).as("around C").isEqualTo(edges(widen(before)));
            check(what(gemm, sizes), sizes, a, b, widen(before), widen(c), FLOAT_EPSILON);
        });
    }

    @ParameterizedTest
    @MethodSource("gemms")
    void multipliesDoubles(Gemm gemm) {
        var random = new Random(6);
        forEachCase((s, sizes) -> {
            double[] a = random(random, s.m() * s.k());
            double[] b = random(random, s.k() * s.n());
            double[] c = random(random, s.m() * s.n());
            double[] before = c.clone();
            gemm.doubles(sizes, Workers.ONE, Product.Finish.NONE).run(a, PAD, b, PAD, c, PAD);
            assertThat(edges(c)).as("around C").isEqualTo(edges(before));
            check(what(gemm, sizes), sizes, a, b, before, c, DOUBLE_EPSILON);
        });
    }

    @Test
    void plainCodeBeforeTheWarmUpGivesTheSameBits() {
        var random = new Random(8);
        forEachCase((s, sizes) -> {
            double[] a = random(random, s.m() * s.k());
            double[] b = random(random, s.k() * s.n());
            double[] before = random(random, s.m() * s.n());
            List<float[]> floats = new ArrayList<>();
            List<double[]> doubles = new ArrayList<>();
            for (Gemm gemm : List.of(VectorGemm.atOnce(), VectorGemm.warmingUp())) {
                floats.add(floats(before));
                doubles.add(before.clone());
                gemm.floats(sizes, Workers.ONE, Product.Finish.NONE)
                        .run(floats(a), PAD, floats(b), PAD, floats.get(floats.size() - 1), PAD);
                gemm.doubles(sizes, Workers.ONE, Product.Finish.NONE)
                        .run(a, PAD, b, PAD, doubles.get(doubles.size() - 1), PAD);
            }
            assertThat(floats.get(1)).as("%s", sizes).isEqualTo(floats.get(0));
            assertThat(doubles.get(1)).as("%s", sizes).isEqualTo(doubles.get(0));
        });
    }

    /** Sizes that are cut into blocks, into parts of sums, and not at all. */
    static Stream<ProductSizes> sharedSizes() {
        return Stream.of(
                new ProductSizes(false, false, 129, 257, 131, false),
                new ProductSizes(false, true, 129, 257, 131, false),
                new ProductSizes(true, false, 257, 70, 301, true),
                new ProductSizes(true, true, 67, 300, 210, false),
                new ProductSizes(false, false, 100, 500, 784, false),
                new ProductSizes(true, false, 523, 210, 100, true),
                new ProductSizes(false, false, 32, 25, 6000, true),
                new ProductSizes(false, true, 5, 3, 20_001, false),
                new ProductSizes(false, false, 1, 4000, 1100, false),
                new ProductSizes(false, false, 64, 64, 64, false),
                new ProductSizes(true, false, 75, 131, 40, true),
                new ProductSizes(false, true, 33, 190, 99, false),
                new ProductSizes(true, false, 8, 9, 10, false));
    }

    @ParameterizedTest
    @MethodSource("sharedSizes")
    void anyNumberOfThreadsGivesTheSameBits(ProductSizes sizes) {
        var random = new Random(7);
        double[] a = random(random, sizes.m() * sizes.k());
        double[] b = random(random, sizes.k() * sizes.n());
        double[] c = random(random, sizes.m() * sizes.n());
        gemms().forEach(gemm -> {
            List<float[]> floats = new ArrayList<>();
            List<double[]> doubles = new ArrayList<>();
            for (int threads : new int[] {1, 2, 4, 7}) {
                try (var workers = new Threads(threads)) {
                    float[] narrow = floats(c);
                    gemm.floats(sizes, workers, Product.Finish.NONE).run(floats(a), PAD, floats(b), PAD, narrow, PAD);
                    floats.add(narrow);
                    double[] wide = c.clone();
                    gemm.doubles(sizes, workers, Product.Finish.NONE).run(a, PAD, b, PAD, wide, PAD);
                    doubles.add(wide);
                }
            }
            check(what(gemm, sizes), sizes, a, b, c, widen(floats.get(0)), FLOAT_EPSILON);
            check(what(gemm, sizes), sizes, a, b, c, doubles.get(0), DOUBLE_EPSILON);
            assertThat(floats).as(what(gemm, sizes)).allMatch(result -> Arrays.equals(result, floats.get(0)));
            assertThat(doubles).as(what(gemm, sizes)).allMatch(result -> Arrays.equals(result, doubles.get(0)));
        });
    }

    /** Shapes where the code for blocks changes, and large ones, which a sum may cut in other places than a product. */
    static Stream<ProductSizes> terms() {
        var random = new Random(9);
        Stream<Size> edges = Stream.of(1, 2, 3, 4, 5, 47, 48, 95, 193)
                .flatMap(m -> Stream.of(1, 2, 8, 15, 16, 31, 47, 48, 95, 193, 577)
                        .map(n -> new Size(m, n, 1 + random.nextInt(random.nextBoolean() ? 8 : 256))));
        Stream<Size> large = Stream.of(new Size(97, 193, 256), new Size(5, 1025, 200), new Size(700, 20, 80));
        return Stream.concat(edges, large).flatMap(s -> Stream.of(false, true)
                .map(transA -> new ProductSizes(transA, random.nextBoolean(), s.m(), s.n(), s.k(), false)));
    }

    @ParameterizedTest
    @MethodSource("gemms")
    void sumsHaveTheBitsOfProductsThatAreAdded(Gemm gemm) {
        var random = new Random(10);
        List<ProductSizes> sums = terms().filter(gemm::sums).toList();
        assertThat(sums).hasSizeGreaterThanOrEqualTo(gemm instanceof JblasGemm ? 0 : 40);
        try (var workers = new Threads(7)) {
            sums.forEach(term -> sumHasTheBitsOfProductsThatAreAdded(gemm, term, workers, random));
        }
    }

    private static void sumHasTheBitsOfProductsThatAreAdded(
            Gemm gemm, ProductSizes term, Workers workers, Random random) {
        int terms = 2 + random.nextInt(term.work() > 1 << 20 ? 4 : 30);
        int[] depths = new int[terms];
        Arrays.fill(depths, term.k());
        var sizes = new ProductSizes(term.transA(), term.transB(), term.m(), term.n(), terms * term.k(), false);
        Product.Sum<float[]> floatSum = gemm.floatSum(sizes, depths, workers, Product.Finish.NONE);
        Product.Sum<double[]> doubleSum = gemm.doubleSum(sizes, depths, workers, Product.Finish.NONE);
        float[] floats = new float[term.m() * term.n()];
        double[] doubles = new double[term.m() * term.n()];
        for (int i = 0; i < terms; i++) {
            double[] a = random(random, term.m() * term.k());
            double[] b = random(random, term.k() * term.n());
            float[] narrow = new float[floats.length];
            gemm.floats(term, Workers.ONE, Product.Finish.NONE).run(floats(a), PAD, floats(b), PAD, narrow, 0);
            double[] wide = new double[doubles.length];
            gemm.doubles(term, Workers.ONE, Product.Finish.NONE).run(a, PAD, b, PAD, wide, 0);
            for (int j = 0; j < floats.length; j++) {
                floats[j] = i == 0 ? narrow[j] : floats[j] + narrow[j];
                doubles[j] = i == 0 ? wide[j] : doubles[j] + wide[j];
            }
            floatSum.term(i, inner(floats(a)), inner(floats(b)));
            doubleSum.term(i, Arrays.copyOfRange(a, PAD, a.length), Arrays.copyOfRange(b, PAD, b.length));
        }
        float[] floatTotal = new float[floats.length];
        floatSum.run(floatTotal);
        assertThat(Arrays.equals(floatTotal, floats))
                .as("%d of %s", terms, term)
                .isTrue();
        double[] doubleTotal = new double[doubles.length];
        doubleSum.run(doubleTotal);
        assertThat(Arrays.equals(doubleTotal, doubles))
                .as("%d of %s", terms, term)
                .isTrue();
    }

    private static float[] inner(float[] padded) {
        return Arrays.copyOfRange(padded, PAD, padded.length);
    }

    @ParameterizedTest
    @MethodSource("gemms")
    void givesTheSameBitsEachTime(Gemm gemm) {
        var random = new Random(7);
        for (ProductSizes sizes : List.of(
                new ProductSizes(false, false, 37, 75, 300, false),
                new ProductSizes(false, true, 37, 75, 300, false),
                new ProductSizes(false, true, 1, 75, 300, false))) {
            float[] a = floats(random(random, sizes.m() * sizes.k()));
            float[] b = floats(random(random, sizes.k() * sizes.n()));
            float[] first = new float[sizes.m() * sizes.n()];
            float[] second = new float[sizes.m() * sizes.n()];
            Product<float[]> product = gemm.floats(sizes, Workers.ONE, Product.Finish.NONE);
            product.run(a, 0, b, 0, first, 0);
            for (int i = 0; i < 300; i++) {
                product.run(a, 0, b, 0, second, 0);
                assertThat(Arrays.equals(second, first)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("gemms")
    void eachElementIsFinishedOnce(Gemm gemm) {
        try (var workers = new Threads(3)) {
            for (ProductSizes sizes : sharedSizes().toList()) {
                int size = sizes.m() * sizes.n();
                var finished = new AtomicIntegerArray(size);
                float[] a = new float[sizes.m() * sizes.k()];
                float[] b = new float[sizes.k() * sizes.n()];
                Arrays.fill(a, 1);
                Arrays.fill(b, 1);
                float[] c = new float[size];
                float[] seen = new float[size];
                gemm.floats(sizes, workers, (from, to, worker) -> {
                            assertThat(worker).isBetween(0, 2);
                            for (int i = from; i < to; i++) {
                                finished.incrementAndGet(i);
                                seen[i] = c[i];
                            }
                        })
                        .run(a, 0, b, 0, c, 0);
                float[] expected = new float[size];
                Arrays.fill(expected, sizes.k());
                assertThat(seen).isEqualTo(expected);
                assertThat(IntStream.range(0, size).map(finished::get)).containsOnly(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("gemms")
    void nothingIsSkippedForAZero(Gemm gemm) {
        for (int transposes = 0; transposes < 4; transposes++) {
            for (Size s : List.of(new Size(3, 5, 7), new Size(40, 70, 30), new Size(1, 90, 50), new Size(90, 1, 50))) {
                var sizes = new ProductSizes((transposes & 1) != 0, (transposes & 2) != 0, s.m(), s.n(), s.k(), false);
                float[] a = new float[s.m() * s.k()];
                float[] b = new float[s.k() * s.n()];
                float[] c = new float[s.m() * s.n()];
                // op(A)[0, 2] = inf, and op(B) is 0 in column 0 and 1 elsewhere.
                a[sizes.transA() ? 2 * s.m() : 2] = Float.POSITIVE_INFINITY;
                for (int p = 0; p < s.k(); p++) {
                    for (int j = 1; j < s.n(); j++) {
                        b[sizes.transB() ? j * s.k() + p : p * s.n() + j] = 1;
                    }
                }
                gemm.floats(sizes, Workers.ONE, Product.Finish.NONE).run(a, 0, b, 0, c, 0);
                for (int i = 0; i < s.m(); i++) {
                    for (int j = 0; j < s.n(); j++) {
                        float expected = i > 0 ? 0 : j == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
                        if (Float.compare(c[i * s.n() + j], expected) != 0) {
                            assertThat(c[i * s.n() + j])
                                    .as(what(gemm, sizes) + " element " + i + ", " + j)
                                    .isEqualTo(Float.valueOf(expected));
                        }
                    }
                }
            }
        }
    }

    private static void forEachCase(BiConsumer<Size, ProductSizes> test) {
        int number = 0;
        for (Size s : sizes()) {
            for (int transposes = 0; transposes < 4; transposes++) {
                boolean transA = (transposes & 1) != 0;
                boolean transB = (transposes & 2) != 0;
                test.accept(s, new ProductSizes(transA, transB, s.m(), s.n(), s.k(), number++ % 3 == 0));
            }
        }
    }

    /** Threads of this test that share pieces, in an order that changes. */
    private static final class Threads implements Workers, AutoCloseable {
        private final int threads;
        private final ExecutorService executor;

        Threads(int threads) {
            this.threads = threads;
            this.executor = Executors.newFixedThreadPool(threads);
        }

        @Override
        public int threads() {
            return threads;
        }

        @Override
        public void run(int pieces, Piece piece) {
            var next = new AtomicInteger(pieces);
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int worker = i;
                parts.add(executor.submit(() -> {
                    for (int p = next.decrementAndGet(); p >= 0; p = next.decrementAndGet()) {
                        piece.run(p, worker);
                    }
                }));
            }
            for (Future<?> part : parts) {
                try {
                    part.get();
                } catch (ExecutionException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void close() {
            executor.shutdown();
        }
    }

    private static String what(Gemm gemm, ProductSizes sizes) {
        return gemm.getClass().getSimpleName() + " " + sizes;
    }

    /** Each element within {@code (k + 2) eps} of the sum of magnitudes, the bound for any order of summation. */
    private static void check(
            String what, ProductSizes s, double[] a, double[] b, double[] before, double[] c, double epsilon) {
        for (int i = 0; i < s.m(); i++) {
            for (int j = 0; j < s.n(); j++) {
                double sum = s.add() ? before[PAD + i * s.n() + j] : 0;
                double magnitude = Math.abs(sum);
                for (int p = 0; p < s.k(); p++) {
                    double product = a[PAD + (s.transA() ? p * s.m() + i : i * s.k() + p)]
                            * b[PAD + (s.transB() ? j * s.k() + p : p * s.n() + j)];
                    sum += product;
                    magnitude += Math.abs(product);
                }
                double error = Math.abs(c[PAD + i * s.n() + j] - sum);
                if (!(error <= (s.k() + 2) * epsilon * magnitude)) {
                    assertThat(c[PAD + i * s.n() + j])
                            .as(what + " element " + i + ", " + j)
                            .isEqualTo(sum);
                }
            }
        }
    }

    /** Numbers that float holds exactly, with {@link #PAD} more on either side of the matrix. */
    private static double[] random(Random random, int length) {
        return random.doubles(length + 2L * PAD).map(x -> (float) (2 * x - 1)).toArray();
    }

    private static double[] edges(double[] padded) {
        double[] edges = new double[2 * PAD];
        System.arraycopy(padded, 0, edges, 0, PAD);
        System.arraycopy(padded, padded.length - PAD, edges, PAD, PAD);
        return edges;
    }

    private static float[] floats(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
