package org.headrace.ops.kernels;

import java.util.function.DoubleUnaryOperator;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.jspecify.annotations.Nullable;

/** Formulas of float64 in plain Java: functions are those of {@link DoubleFunctions}, or of {@link Math}. */
public final class ScalarDoubles implements Primitives<double[]> {
    /** Without state. */
    public ScalarDoubles() {}

    @Override
    public @Nullable Unary<double[]> unary(UnaryPrimitive op) {
        return switch (op) {
            case NEG -> ScalarDoubles::neg;
            case ABS -> ScalarDoubles::abs;
            case SIGN -> ScalarDoubles::sign;
            case SQRT -> ScalarDoubles::sqrt;
            case RSQRT -> ScalarDoubles::rsqrt;
            case RECIPROCAL -> ScalarDoubles::reciprocal;
            case EXP -> ScalarDoubles::exp;
            case EXPM1 -> ScalarDoubles::expm1;
            case LOG -> ScalarDoubles::log;
            case LOG1P -> ScalarDoubles::log1p;
            case SIN -> ScalarDoubles::sin;
            case COS -> ScalarDoubles::cos;
            case TAN -> ScalarDoubles::tan;
            case ASIN -> each(StrictMath::asin);
            case ACOS -> each(StrictMath::acos);
            case ATAN -> each(StrictMath::atan);
            case SINH -> each(StrictMath::sinh);
            case COSH -> each(StrictMath::cosh);
            case ASINH -> each(AreaFunctions::asinh);
            case ACOSH -> each(AreaFunctions::acosh);
            case ATANH -> each(AreaFunctions::atanh);
            case TANH -> ScalarDoubles::tanh;
            case SIGMOID -> ScalarDoubles::sigmoid;
            case ERF -> ScalarDoubles::erf;
            case FLOOR -> ScalarDoubles::floor;
            case CEIL -> ScalarDoubles::ceil;
            case RINT -> ScalarDoubles::rint;
            case NOT, IS_NAN, CONJ -> null;
        };
    }

    @Override
    public @Nullable Test<double[]> test(UnaryPrimitive op) {
        return op == UnaryPrimitive.IS_NAN ? ScalarDoubles::isNan : null;
    }

    @Override
    public @Nullable Binary<double[]> binary(BinaryPrimitive op) {
        return switch (op) {
            case ADD -> ScalarDoubles::add;
            case SUB -> ScalarDoubles::sub;
            case MUL -> ScalarDoubles::mul;
            case DIV -> ScalarDoubles::div;
            case FLOOR_DIV -> ScalarDoubles::floorDiv;
            case FLOOR_MOD -> ScalarDoubles::floorMod;
            case MAX -> ScalarDoubles::max;
            case MIN -> ScalarDoubles::min;
            case POW -> ScalarDoubles::pow;
            case TRUNCATE_MOD -> ScalarDoubles::truncateMod;
            case ATAN2 -> ScalarDoubles::atan2;
            default -> null;
        };
    }

    /** The gradient of relu has this one, which takes three loops otherwise. */
    @Override
    public @Nullable Chain<double[]> chain(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        return first == BinaryPrimitive.LESS && second == BinaryPrimitive.MUL ? ScalarDoubles::lessMul : null;
    }

    @Override
    public @Nullable Comparison<double[]> comparison(BinaryPrimitive op) {
        return switch (op) {
            case LESS -> ScalarDoubles::less;
            case LESS_EQUAL -> ScalarDoubles::lessEqual;
            case EQUAL -> ScalarDoubles::equal;
            case NOT_EQUAL -> ScalarDoubles::notEqual;
            default -> null;
        };
    }

    @Override
    public Select<double[]> select() {
        return ScalarDoubles::select;
    }

    /** The loop of a function that is too seldom used to have one of its own, computed in double precision. */
    private static Unary<double[]> each(DoubleUnaryOperator function) {
        return (x, xAt, y, yAt, n) -> {
            for (int i = 0; i < n; i++) {
                y[yAt + i] = function.applyAsDouble(x[xAt + i]);
            }
        };
    }

    private static void neg(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = -x[xAt + i];
        }
    }

    private static void abs(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.abs(x[xAt + i]);
        }
    }

    private static void sign(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = x[xAt + i] > 0 ? 1 : x[xAt + i] < 0 ? -1 : 0;
        }
    }

    private static void sqrt(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.sqrt(x[xAt + i]);
        }
    }

    private static void rsqrt(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = 1 / Math.sqrt(x[xAt + i]);
        }
    }

    private static void reciprocal(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = 1 / x[xAt + i];
        }
    }

    private static void exp(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = DoubleFunctions.exp(x[xAt + i]);
        }
    }

    private static void expm1(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = DoubleFunctions.expm1(x[xAt + i]);
        }
    }

    private static void log(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = DoubleFunctions.log(x[xAt + i]);
        }
    }

    private static void log1p(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = DoubleFunctions.log1p(x[xAt + i]);
        }
    }

    private static void sin(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.sin(x[xAt + i]);
        }
    }

    private static void cos(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.cos(x[xAt + i]);
        }
    }

    private static void tan(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.tan(x[xAt + i]);
        }
    }

    private static void tanh(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = DoubleFunctions.tanh(x[xAt + i]);
        }
    }

    private static void sigmoid(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = DoubleFunctions.sigmoid(x[xAt + i]);
        }
    }

    private static void erf(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = ErrorFunction.erf(x[xAt + i]);
        }
    }

    private static void floor(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = DoubleFunctions.floor(x[xAt + i]);
        }
    }

    private static void ceil(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = DoubleFunctions.ceil(x[xAt + i]);
        }
    }

    private static void rint(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = DoubleFunctions.rint(x[xAt + i]);
        }
    }

    private static void isNan(double[] x, int xAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Double.isNaN(x[xAt + i]) ? 1 : 0;
        }
    }

    private static void add(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    private static void sub(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] - b[bAt + i];
        }
    }

    private static void mul(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i];
        }
    }

    private static void div(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] / b[bAt + i];
        }
    }

    private static void floorDiv(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = DoubleFunctions.floor(a[aAt + i] / b[bAt + i]);
        }
    }

    private static void floorMod(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = DoubleFunctions.floorMod(a[aAt + i], b[bAt + i]);
        }
    }

    private static void max(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] < b[bAt + i] ? b[bAt + i] : a[aAt + i];
        }
    }

    private static void min(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = b[bAt + i] < a[aAt + i] ? b[bAt + i] : a[aAt + i];
        }
    }

    private static void pow(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Power.of(a[aAt + i], b[bAt + i]);
        }
    }

    private static void truncateMod(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] % b[bAt + i];
        }
    }

    private static void atan2(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = StrictMath.atan2(a[aAt + i], b[bAt + i]);
        }
    }

    private static void less(double[] a, int aAt, double[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] < b[bAt + i] ? 1 : 0;
        }
    }

    private static void lessMul(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = (a[aAt + i] < b[bAt + i] ? 1 : 0) * c[cAt + i];
        }
    }

    private static void lessEqual(double[] a, int aAt, double[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] <= b[bAt + i] ? 1 : 0;
        }
    }

    private static void equal(double[] a, int aAt, double[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] == b[bAt + i] ? 1 : 0;
        }
    }

    private static void notEqual(double[] a, int aAt, double[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] != b[bAt + i] ? 1 : 0;
        }
    }

    private static void select(int[] c, int cAt, double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = c[cAt + i] != 0 ? a[aAt + i] : b[bAt + i];
        }
    }
}
