package org.headrace.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The loops, one primitive at a time, against formulas; special values as TensorFlow 1.15 gives them. */
class PrimitivesTest {
    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;

    private static final ScalarFloats FLOATS = new ScalarFloats();
    private static final ScalarDoubles DOUBLES = new ScalarDoubles();
    private static final ScalarInts INTS = new ScalarInts();

    static Stream<Arguments> functions() {
        return Stream.of(
                function(UnaryPrimitive.SQRT, Math::sqrt),
                function(UnaryPrimitive.RSQRT, x -> 1 / Math.sqrt(x)),
                function(UnaryPrimitive.RECIPROCAL, x -> 1 / x),
                function(UnaryPrimitive.EXP, Math::exp),
                function(UnaryPrimitive.EXPM1, Math::expm1),
                function(UnaryPrimitive.LOG, Math::log),
                function(UnaryPrimitive.LOG1P, Math::log1p),
                function(UnaryPrimitive.SIN, Math::sin),
                function(UnaryPrimitive.COS, Math::cos),
                function(UnaryPrimitive.TAN, Math::tan),
                function(UnaryPrimitive.TANH, Math::tanh),
                function(UnaryPrimitive.SIGMOID, x -> 1 / (1 + Math.exp(-x))),
                function(UnaryPrimitive.FLOOR, Math::floor),
                function(UnaryPrimitive.CEIL, Math::ceil),
                function(UnaryPrimitive.RINT, Math::rint),
                function(UnaryPrimitive.NEG, x -> -x),
                function(UnaryPrimitive.ABS, Math::abs));
    }

    private static Arguments function(UnaryPrimitive op, DoubleUnaryOperator formula) {
        return Arguments.of(op, formula);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void functionsFollowTheirFormulas(UnaryPrimitive op, DoubleUnaryOperator formula) {
        float[] x = {-INF, -200, -20.5f, -1.5f, -1, -0.5f, -1e-7f, -0f, 0, 1e-30f, 0.3f, 0.5f, 2.5f, 20, 300, INF, NAN};
        float[] y = new float[x.length];
        Objects.requireNonNull(FLOATS.unary(op)).apply(x, 0, y, 0, x.length);
        double[] xs = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            xs[i] = x[i];
            float expected = (float) formula.applyAsDouble(x[i]);
            assertClose(op, x[i], y[i], expected, 1.01 * Math.ulp(expected));
        }
        double[] ys = new double[x.length];
        Objects.requireNonNull(DOUBLES.unary(op)).apply(xs, 0, ys, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            double expected = formula.applyAsDouble(xs[i]);
            assertClose(op, xs[i], ys[i], expected, 2 * Math.ulp(expected));
        }
    }

    private static void assertClose(UnaryPrimitive op, double x, double y, double expected, double tolerance) {
        if (Double.isFinite(expected)) {
            assertThat(y).as("%s(%s)", op, x).isCloseTo(expected, within(tolerance));
        } else {
            assertThat(y).as("%s(%s)", op, x).isEqualTo(Double.valueOf(expected));
        }
    }

    @Test
    void theErrorFunctionSumsItsSeries() {
        MathContext digits = new MathContext(60);
        for (double x = -6.5; x <= 6.5; x += 0.0625) {
            BigDecimal power = new BigDecimal(x);
            BigDecimal square = power.multiply(power).negate();
            BigDecimal sum = BigDecimal.ZERO;
            for (int n = 0; n < 250; n++) { // (-1)^n x^(2n+1) / n! / (2n+1)
                sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), digits));
                power = power.multiply(square).divide(BigDecimal.valueOf(n + 1L), digits);
            }
            double expected = sum.doubleValue() * 2 / Math.sqrt(Math.PI);
            assertThat(ErrorFunction.erf(x)).as("erf(%s)", x).isCloseTo(expected, within(4 * Math.ulp(expected)));
        }
        assertThat(ErrorFunction.erf(Double.NaN)).isNaN();
        assertThat(ErrorFunction.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(ErrorFunction.erf(1e-300)).isCloseTo(1.1283791670955126e-300, within(1e-315));
    }

    @Test
    void theSignOfNothingIsZero() {
        float[] y = new float[5];
        Objects.requireNonNull(FLOATS.unary(UnaryPrimitive.SIGN)).apply(new float[] {NAN, -0f, 3, -INF, 0}, 0, y, 0, 5);
        assertThat(y).containsExactly(0, 0, 1, -1, 0);
    }

    @Test
    void maximumAndMinimumGiveTheFirstIfEitherIsNan() {
        float[] a = {NAN, 1, 0, -0f, 2};
        float[] b = {1, NAN, -0f, 0, 3};
        assertThat(floats(BinaryPrimitive.MAX, a, b)).containsExactly(NAN, 1, 0, -0f, 3);
        assertThat(floats(BinaryPrimitive.MIN, a, b)).containsExactly(NAN, 1, 0, -0f, 2);
    }

    @Test
    void floorDivisionRoundsDownAndItsRemainderHasTheDivisorsSign() {
        float[] a = {-6, -6, 6, -7, 7, -7.5f, 1, -1, 5, INF};
        float[] b = {3, -3, -3, 2, -2, 2, 0, INF, INF, INF};
        assertThat(floats(BinaryPrimitive.FLOOR_DIV, a, b)).containsExactly(-2, 2, -2, -4, -4, -4, INF, -0f, 0, NAN);
        assertThat(floats(BinaryPrimitive.FLOOR_MOD, a, b)).containsExactly(-0f, -0f, 0, 1, -1, 0.5f, NAN, INF, 5, NAN);
        int[] x = {7, -7, 7, -7, Integer.MIN_VALUE};
        int[] y = {2, 2, -2, -2, 3};
        assertThat(ints(BinaryPrimitive.DIV, x, y)).containsExactly(3, -3, -3, 3, -715827882);
        assertThat(ints(BinaryPrimitive.FLOOR_DIV, x, y)).containsExactly(3, -4, -4, 3, -715827883);
        assertThat(ints(BinaryPrimitive.FLOOR_MOD, x, y)).containsExactly(1, 1, -1, -1, 1);
    }

    @Test
    void powersAreThoseOfC() {
        float[] a = {1, NAN, NAN, 0, -6, -1, -1, 2, -8};
        float[] b = {NAN, 0, 1, -0f, -3, INF, NAN, INF, 1 / 3f};
        assertThat(floats(BinaryPrimitive.POW, a, b)).containsExactly(1, 1, NAN, 1, -0.0046296297f, 1, NAN, INF, NAN);
        int[] x = {7, 7, -7, 3, -2, 0, 2, 46341};
        int[] y = {2, 5, 3, 40, 3, 0, 40, 46341};
        assertThat(ints(BinaryPrimitive.POW, x, y)).containsExactly(49, 16807, -343, 689956897, -8, 1, 0, -1732435659);
    }

    @Test
    void integersHaveNoQuotientByZeroAndNoNegativePower() {
        assertThatThrownBy(() -> ints(BinaryPrimitive.DIV, new int[] {1}, new int[] {0}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("Integer division by zero");
        assertThatThrownBy(() -> ints(BinaryPrimitive.POW, new int[] {2}, new int[] {-1}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("Integers to negative integer powers are not allowed");
    }

    @Test
    void comparisonsWithNanAreFalseButForDifference() {
        float[] a = {NAN, 1, 1, 2, -0f};
        float[] b = {NAN, NAN, 2, 1, 0};
        assertThat(compare(BinaryPrimitive.LESS, a, b)).containsExactly(0, 0, 1, 0, 0);
        assertThat(compare(BinaryPrimitive.LESS_EQUAL, a, b)).containsExactly(0, 0, 1, 0, 1);
        assertThat(compare(BinaryPrimitive.EQUAL, a, b)).containsExactly(0, 0, 0, 0, 1);
        assertThat(compare(BinaryPrimitive.NOT_EQUAL, a, b)).containsExactly(1, 1, 1, 1, 0);
    }

    private static float[] floats(BinaryPrimitive op, float[] a, float[] b) {
        float[] y = new float[a.length];
        Objects.requireNonNull(FLOATS.binary(op)).apply(a, 0, b, 0, y, 0, a.length);
        return y;
    }

    private static int[] ints(BinaryPrimitive op, int[] a, int[] b) {
        int[] y = new int[a.length];
        Objects.requireNonNull(INTS.binary(op)).apply(a, 0, b, 0, y, 0, a.length);
        return y;
    }

    private static int[] compare(BinaryPrimitive op, float[] a, float[] b) {
        int[] y = new int[a.length];
        Objects.requireNonNull(FLOATS.comparison(op)).apply(a, 0, b, 0, y, 0, a.length);
        return y;
    }
}
