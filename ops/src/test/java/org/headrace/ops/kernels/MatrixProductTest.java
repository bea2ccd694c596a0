package org.headrace.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.math.BatchMatMulV2;
import org.headrace.ops.math.MatMul;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Products and the formulas after them, against sums in double. */
class MatrixProductTest {
    private static final Expr PRODUCT = new Expr.Input(0);
    private static final Expr BIAS = new Expr.Input(1);

    private final Random random = new Random(3);

    private Tensor random(DType dtype, long... dims) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(dims));
        for (int i = 0; i < tensor.size(); i++) {
            if (dtype == DType.FLOAT32) {
                tensor.floats()[i] = random.nextInt(9) - 4;
            } else {
                tensor.doubles()[i] = random.nextInt(9) - 4;
            }
        }
        return tensor;
    }

    /** Small integers, of which no sum is rounded: element {@code i, j} of each matrix, one after another. */
    private static double[] products(Tensor a, Tensor b, int count, int m, int n, int k, boolean oneB) {
        double[] c = new double[count * m * n];
        for (int q = 0; q < count; q++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    for (int p = 0; p < k; p++) {
                        c[(q * m + i) * n + j] +=
                                a.doubleAt((q * m + i) * k + p) * b.doubleAt(((oneB ? 0 : q) * k + p) * n + j);
                    }
                }
            }
        }
        return c;
    }

    private static void assertValues(Tensor actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.doubleAt(i)).as("element " + i).isCloseTo(expected[i], within(0.0));
        }
    }

    private enum Case {
        SMALL(3, 5, 4),
        SHARED(130, 260, 70),
        CUT_IN_DEPTH(20, 30, 4000);

        final int m;
        final int n;
        final int k;

        Case(int m, int n, int k) {
            this.m = m;
            this.n = n;
            this.k = k;
        }
    }

    private List<Tensor> run(Tensor a, Tensor b, Tensor bias, Formula formula, int threads, boolean batch) {
        List<TensorSpec> outputs = new ArrayList<>();
        for (DType dtype : formula.dtypes()) {
            outputs.add(new TensorSpec(dtype, formula.shape()));
        }
        return new KernelRun(List.of(a, b, bias), 2, outputs, threads)
                .all(signature -> batch
                        ? new BatchMatMulV2(false, false).kernel(signature, formula)
                        : new MatMul(false, false).kernel(signature, formula));
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void aFormulaFollowsInPlace(Case size) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (int threads : new int[] {1, 3}) {
                Tensor a = random(dtype, size.m, size.k);
                Tensor b = random(dtype, size.k, size.n);
                Tensor bias = random(dtype, size.n);
                Shape shape = Shape.of(size.m, size.n);
                Formula formula = new Formula(
                        List.of(PRODUCT.plus(BIAS).max(0)),
                        List.of(dtype),
                        shape,
                        List.of(new TensorSpec(dtype, shape), new TensorSpec(dtype, bias.shape())));
                double[] expected = products(a, b, 1, size.m, size.n, size.k, false);
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = Math.max(0, expected[i] + bias.doubleAt(i % size.n));
                }
                assertValues(run(a, b, bias, formula, threads, false).get(0), expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void severalOutputsMayHoldTheProductItselfOrNot(Case size) {
        Tensor a = random(DType.FLOAT32, size.m, size.k);
        Tensor b = random(DType.FLOAT32, size.k, size.n);
        Tensor bias = random(DType.FLOAT32, size.n);
        Shape shape = Shape.of(size.m, size.n);
        List<TensorSpec> operands =
                List.of(new TensorSpec(DType.FLOAT32, shape), new TensorSpec(DType.FLOAT32, bias.shape()));
        Expr sum = PRODUCT.plus(BIAS);
        double[] product = products(a, b, 1, size.m, size.n, size.k, false);
        double[] sums = new double[product.length];
        double[] products = new double[product.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = product[i] + bias.doubleAt(i % size.n);
            products[i] = product[i] * bias.doubleAt(i % size.n);
        }
        List<DType> two = List.of(DType.FLOAT32, DType.FLOAT32);
        List<Tensor> kept = run(a, b, bias, new Formula(List.of(sum, PRODUCT), two, shape, operands), 3, false);
        assertValues(kept.get(0), sums);
        assertValues(kept.get(1), product);
        List<Tensor> both =
                run(a, b, bias, new Formula(List.of(sum, PRODUCT.times(BIAS)), two, shape, operands), 3, false);
        assertValues(both.get(0), sums);
        assertValues(both.get(1), products);
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void batchesAreProductsOneAfterAnother(Case size) {
        for (boolean oneB : new boolean[] {false, true}) {
            Tensor a = random(DType.FLOAT32, 7, size.m, size.k);
            Tensor b = oneB ? random(DType.FLOAT32, size.k, size.n) : random(DType.FLOAT32, 7, size.k, size.n);
            Tensor bias = random(DType.FLOAT32, size.m, size.n);
            Shape shape = Shape.of(7, size.m, size.n);
            Formula formula = new Formula(
                    List.of(PRODUCT.plus(BIAS)),
                    List.of(DType.FLOAT32),
                    shape,
                    List.of(new TensorSpec(DType.FLOAT32, shape), new TensorSpec(DType.FLOAT32, bias.shape())));
            double[] expected = products(a, b, 7, size.m, size.n, size.k, oneB);
            for (int i = 0; i < expected.length; i++) {
                expected[i] += bias.doubleAt(i % bias.size());
            }
            assertValues(run(a, b, bias, formula, 3, true).get(0), expected);
        }
    }
}
