package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.headrace.ops.jblas.JblasGemm;
import org.headrace.ops.kernels.Gemm;
import org.headrace.ops.kernels.ScalarGemm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@link Gemm} against the definition of the product, summed in double; jblas where its library loads. */
class GemmTest {

    private static final int PAD = 3;
    private static final double FLOAT_EPSILON = Math.ulp(1f);
    private static final double DOUBLE_EPSILON = Math.ulp(1d);

    private record Size(int m, int n, int k) {}

    static Stream<Gemm> gemms() {
        Stream<Gemm> ours = Stream.of(new ScalarGemm(), new VectorGemm());
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
        for (Size s : sizes()) {
            for (int transposes = 0; transposes < 4; transposes++) {
                boolean transA = (transposes & 1) != 0;
                boolean transB = (transposes & 2) != 0;
                double[] a = random(random, s.m() * s.k());
                double[] b = random(random, s.k() * s.n());
                float[] c = floats(random(random, s.m() * s.n()));
                float[] before = c.clone();
                gemm.sgemm(transA, transB, s.m(), s.n(), s.k(), floats(a), PAD, floats(b), PAD, c, PAD);
                assertThat(edges(widen(c))).as("around C").containsExactly(edges(widen(before)));
                check(what(gemm, s, transA, transB), s, transA, transB, a, b, widen(c), FLOAT_EPSILON);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("gemms")
    void multipliesDoubles(Gemm gemm) {
        var random = new Random(6);
        for (Size s : sizes()) {
            for (int transposes = 0; transposes < 4; transposes++) {
                boolean transA = (transposes & 1) != 0;
                boolean transB = (transposes & 2) != 0;
                double[] a = random(random, s.m() * s.k());
                double[] b = random(random, s.k() * s.n());
                double[] c = random(random, s.m() * s.n());
                double[] before = c.clone();
                gemm.dgemm(transA, transB, s.m(), s.n(), s.k(), a, PAD, b, PAD, c, PAD);
                assertThat(edges(c)).as("around C").containsExactly(edges(before));
                check(what(gemm, s, transA, transB), s, transA, transB, a, b, c, DOUBLE_EPSILON);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("gemms")
    void givesTheSameBitsEachTime(Gemm gemm) {
        var random = new Random(7);
        Size s = new Size(37, 75, 300);
        float[] a = floats(random(random, s.m() * s.k()));
        float[] b = floats(random(random, s.k() * s.n()));
        float[] first = new float[s.m() * s.n()];
        float[] second = new float[s.m() * s.n()];
        gemm.sgemm(false, false, s.m(), s.n(), s.k(), a, 0, b, 0, first, 0);
        for (int i = 0; i < 300; i++) {
            gemm.sgemm(false, false, s.m(), s.n(), s.k(), a, 0, b, 0, second, 0);
            assertThat(second).containsExactly(first);
        }
    }

    private static String what(Gemm gemm, Size s, boolean transA, boolean transB) {
        return gemm.getClass().getSimpleName() + " " + s + (transA ? " A'" : " A") + (transB ? " B'" : " B");
    }

    /** Each element within {@code (k + 1) eps} of the sum of magnitudes, the bound for any order of summation. */
    private static void check(
            String what, Size s, boolean transA, boolean transB, double[] a, double[] b, double[] c, double epsilon) {
        for (int i = 0; i < s.m(); i++) {
            for (int j = 0; j < s.n(); j++) {
                double sum = 0;
                double magnitude = 0;
                for (int p = 0; p < s.k(); p++) {
                    double product = a[PAD + (transA ? p * s.m() + i : i * s.k() + p)]
                            * b[PAD + (transB ? j * s.k() + p : p * s.n() + j)];
                    sum += product;
                    magnitude += Math.abs(product);
                }
                double error = Math.abs(c[PAD + i * s.n() + j] - sum);
                if (!(error <= (s.k() + 1) * epsilon * magnitude)) {
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
