package org.headrace.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions against a plain walk over the elements, in double; and against themselves, cut and computed in other ways. */
class ReductionKernelTest {
    private static final int[] THREADS = {2, 4, 7};

    /** Shapes, and the axes that are reduced. */
    static Stream<Arguments> reductions() {
        return Stream.of(
                Arguments.of(Shape.of(7), "r"),
                Arguments.of(Shape.of(64), "r"),
                Arguments.of(Shape.of(1000), "r"),
                Arguments.of(Shape.of(4096 + 70), "r"),
                Arguments.of(Shape.of(300_001), "r"),
                Arguments.of(Shape.of(100, 10), "kr"),
                Arguments.of(Shape.of(100, 10), "rk"),
                Arguments.of(Shape.of(3, 5000), "kr"),
                Arguments.of(Shape.of(70, 3000), "rk"),
                Arguments.of(Shape.of(5, 70_000), "rk"),
                Arguments.of(Shape.of(9001, 17), "rk"),
                Arguments.of(Shape.of(9001, 17), "kr"),
                Arguments.of(Shape.of(3, 90_000), "kr"),
                Arguments.of(Shape.of(40, 31, 50), "rkr"),
                Arguments.of(Shape.of(40, 31, 50), "krk"),
                Arguments.of(Shape.of(700, 3, 80), "rkr"),
                Arguments.of(Shape.of(6, 5, 7, 1100), "rkrk"),
                Arguments.of(Shape.of(60, 2, 7, 300), "rkrk"),
                Arguments.of(Shape.of(5, 6, 7, 8, 9), "krkrk"),
                Arguments.of(Shape.of(5, 6, 7, 8, 9), "rkrkr"),
                Arguments.of(Shape.of(2, 2, 3000, 1), "rkkr"),
                Arguments.of(Shape.of(0, 3), "rk"),
                Arguments.of(Shape.of(0, 3), "kr"),
                Arguments.of(Shape.of(3, 0), "rk"),
                Arguments.of(Shape.of(3, 0), "kr"),
                Arguments.of(Shape.of(0, 3, 4), "rkr"),
                Arguments.of(Shape.of(2, 3, 0, 4), "rkrk"),
                Arguments.of(Shape.of(3, 2, 0), "rkr"));
    }

    private static boolean[] reduced(String axes) {
        boolean[] reduced = new boolean[axes.length()];
        for (int i = 0; i < reduced.length; i++) {
            reduced[i] = axes.charAt(i) == 'r';
        }
        return reduced;
    }

    private static Shape kept(Shape shape, boolean[] reduced) {
        long[] dims = new long[shape.rank()];
        int rank = 0;
        for (int i = 0; i < reduced.length; i++) {
            if (!reduced[i]) {
                dims[rank++] = shape.dim(i);
            }
        }
        return Shape.of(Arrays.copyOf(dims, rank));
    }

    private static Tensor random(DType dtype, Shape shape) {
        Random random = new Random(shape.size());
        Tensor tensor = Tensor.zeros(dtype, shape);
        for (int i = 0; i < shape.size(); i++) {
            switch (dtype) {
                case FLOAT32 -> tensor.floats()[i] = (float) random.nextGaussian() + 0.3f;
                case FLOAT64 -> tensor.doubles()[i] = random.nextGaussian() + 0.3;
                default -> tensor.ints()[i] = random.nextInt(2001) - 1000;
            }
        }
        return tensor;
    }

    /** The definition; the sums of magnitudes are what rounding is measured by. */
    private static double[][] walk(Fold fold, Tensor x, boolean[] reduced) {
        Shape kept = kept(x.shape(), reduced);
        double[] totals = new double[kept.size()];
        double[] magnitudes = new double[kept.size()];
        Arrays.fill(
                totals, fold == Fold.MAX ? Double.NEGATIVE_INFINITY : fold == Fold.MIN ? Double.POSITIVE_INFINITY : 0);
        for (int i = 0; i < x.size(); i++) {
            int rest = i;
            int o = 0;
            int stride = 1;
            for (int axis = reduced.length - 1; axis >= 0; axis--) {
                int dim = (int) x.shape().dim(axis);
                if (!reduced[axis]) {
                    o += rest % dim * stride;
                    stride *= dim;
                }
                rest /= dim;
            }
            double value = x.doubleAt(i);
            totals[o] = switch (fold) {
                case MAX -> Math.max(totals[o], value);
                case MIN -> Math.min(totals[o], value);
                default -> totals[o] + value;
            };
            magnitudes[o] += Math.abs(value);
        }
        return new double[][] {totals, magnitudes};
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void foldsAllThatIsReduced(Shape shape, String axes) {
        boolean[] reduced = reduced(axes);
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
            Tensor x = random(dtype, shape);
            double epsilon = dtype == DType.FLOAT32 ? 1e-6 : 1e-14;
            for (Fold fold : List.of(Fold.SUM, Fold.MAX, Fold.MIN)) {
                if (dtype == DType.INT32 && fold != Fold.SUM) {
                    continue; // of nothing their identity is not infinite
                }
                KernelRun run = KernelRun.of(x, dtype, kept(shape, reduced));
                Tensor y = run.first(signature -> ReductionKernel.of(fold, signature, reduced));
                double[][] expected = walk(fold, x, reduced);
                for (int i = 0; i < y.size(); i++) {
                    double tolerance = fold == Fold.SUM ? epsilon * expected[1][i] : 0;
                    if (Double.isInfinite(expected[0][i])) {
                        assertThat(y.doubleAt(i)).isEqualTo(expected[0][i]);
                    } else {
                        assertThat(y.doubleAt(i))
                                .as("%s %s of %s", fold, i, dtype)
                                .isCloseTo(expected[0][i], within(tolerance));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void givesTheSameBitsForAnyNumberOfThreads(Shape shape, String axes) {
        boolean[] reduced = reduced(axes);
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
            KernelRun run = KernelRun.of(random(dtype, shape), dtype, kept(shape, reduced));
            Tensor alone = run.first(signature -> ReductionKernel.of(Fold.SUM, signature, reduced));
            for (int threads : THREADS) {
                assertThat(run.withThreads(threads)
                                .first(signature -> ReductionKernel.of(Fold.SUM, signature, reduced)))
                        .isEqualTo(alone);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void givesTheSameBitsForWhatAFormulaComputesAsForWhatLiesInMemory(Shape shape, String axes) {
        boolean[] reduced = reduced(axes);
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Tensor a = random(dtype, shape);
            Tensor b = random(dtype, shape.slice(shape.rank() - 1, shape.rank()));
            Expr expr = Expr.input(0).times(Expr.input(1)).plus(Expr.input(0));
            Formula formula = new Formula(
                    List.of(expr),
                    List.of(dtype),
                    shape,
                    List.of(new TensorSpec(dtype, a.shape()), new TensorSpec(dtype, b.shape())));
            Tensor values = new KernelRun(List.of(a, b), 2, List.of(new TensorSpec(dtype, shape)), 1)
                    .first(signature -> FormulaKernel.of(formula, signature));
            for (Fold fold : Fold.values()) {
                Tensor direct = KernelRun.of(values, dtype, kept(shape, reduced))
                        .first(signature -> ReductionKernel.of(fold, signature, reduced));
                Tensor unread = Tensor.zeros(dtype, shape);
                for (int threads : new int[] {1, 4}) {
                    assertThat(KernelRun.of(unread, dtype, kept(shape, reduced))
                                    .withThreads(threads)
                                    .withOperands(List.of(a, b))
                                    .first(signature -> ReductionKernel.of(fold, signature, reduced, formula)))
                            .as("%s of %s", fold, dtype)
                            .isEqualTo(direct);
                }
            }
        }
    }

    @Test
    void theMeanOfMillionsIsGoodToAMillionth() {
        int n = 1 << 22;
        Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(n));
        Random random = new Random(3);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            x.floats()[i] = random.nextFloat() * 0.1f + 100;
            sum += x.floats()[i];
        }
        Tensor mean = KernelRun.of(x, DType.FLOAT32, Shape.scalar())
                .first(signature -> ReductionKernel.of(Fold.MEAN, signature, new boolean[] {true}));
        assertThat((double) mean.toFloat() / (sum / n)).isCloseTo(1, within(1e-7));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fold.class,
            names = {"MAX", "MIN", "SUM"})
    void oneNotANumberMakesTheResultOne(Fold fold) {
        for (int at : new int[] {0, 17, 4095, 4100, 4999}) {
            Tensor x = random(DType.FLOAT32, Shape.of(5000));
            x.floats()[at] = Float.NaN;
            Tensor rows = KernelRun.of(x, DType.FLOAT32, Shape.scalar())
                    .first(signature -> ReductionKernel.of(fold, signature, new boolean[] {true}));
            assertThat(rows.toFloat()).isNaN();
            Tensor columns = KernelRun.of(Tensor.wrap(Shape.of(50, 100), x.floats()), DType.FLOAT32, Shape.of(100))
                    .first(signature -> ReductionKernel.of(fold, signature, new boolean[] {true, false}));
            for (int j = 0; j < 100; j++) {
                assertThat(Float.isNaN(columns.floats()[j])).isEqualTo(j == at % 100);
            }
        }
    }
}
