package org.headrace.ops.kernels;

import java.util.function.DoubleUnaryOperator;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.jspecify.annotations.Nullable;

/**
 * Formulas of float32 in plain Java. The four operations and the square root are rounded once, other functions are those of
 * {@link FloatFunctions}. Maximum and minimum give their first operand if either is NaN, as TensorFlow's do.
 */
public final class ScalarFloats implements Primitives<float[]> {
    /** Without state. */
    public ScalarFloats() {}

    @Override
    public @Nullable Unary<float[]> unary(UnaryPrimitive op) {
        return switch (op) {
            case NEG -> ScalarFloats::neg;
            case ABS -> ScalarFloats::abs;
            case SIGN -> ScalarFloats::sign;
            case SQRT -> ScalarFloats::sqrt;
            case RSQRT -> ScalarFloats::rsqrt;
            case RECIPROCAL -> ScalarFloats::reciprocal;
            case EXP -> ScalarFloats::exp;
            case EXPM1 -> ScalarFloats::expm1;
            case LOG -> ScalarFloats::log;
            case LOG1P -> ScalarFloats::log1p;
            case SIN -> ScalarFloats::sin;
            case COS -> ScalarFloats::cos;
            case TAN -> ScalarFloats::tan;
            case ASIN -> each(StrictMath::asin);
            case ACOS -> each(StrictMath::acos);
            case ATAN -> each(StrictMath::atan);
            case SINH -> each(StrictMath::sinh);
            case COSH -> each(StrictMath::cosh);
            case ASINH -> each(AreaFunctions::asinh);
            case ACOSH -> each(AreaFunctions::acosh);
            case ATANH -> each(AreaFunctions::atanh);
            case TANH -> ScalarFloats::tanh;
            case SIGMOID -> ScalarFloats::sigmoid;
            case ERF -> ScalarFloats::erf;
            case FLOOR -> ScalarFloats::floor;
            case CEIL -> ScalarFloats::ceil;
            case RINT -> ScalarFloats::rint;
            case NOT, IS_NAN, CONJ -> null;
        };
    }

    @Override
    public @Nullable Test<float[]> test(UnaryPrimitive op) {
        return op == UnaryPrimitive.IS_NAN ? ScalarFloats::isNan : null;
    }

    @Override
    public @Nullable Binary<float[]> binary(BinaryPrimitive op) {
        return switch (op) {
            case ADD -> ScalarFloats::add;
            case SUB -> ScalarFloats::sub;
            case MUL -> ScalarFloats::mul;
            case DIV -> ScalarFloats::div;
            case FLOOR_DIV -> ScalarFloats::floorDiv;
            case FLOOR_MOD -> ScalarFloats::floorMod;
            case MAX -> ScalarFloats::max;
            case MIN -> ScalarFloats::min;
            case POW -> ScalarFloats::pow;
            case TRUNCATE_MOD -> ScalarFloats::truncateMod;
            case ATAN2 -> ScalarFloats::atan2;
            default -> null;
        };
    }

    /** The gradient of relu has this one, which takes three loops otherwise. */
    @Override
    public @Nullable Chain<float[]> chain(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        return first == BinaryPrimitive.LESS && second == BinaryPrimitive.MUL ? ScalarFloats::lessMul : null;
    }

    @Override
    public @Nullable Comparison<float[]> comparison(BinaryPrimitive op) {
        return switch (op) {
            case LESS -> ScalarFloats::less;
            case LESS_EQUAL -> ScalarFloats::lessEqual;
            case EQUAL -> ScalarFloats::equal;
            case NOT_EQUAL -> ScalarFloats::notEqual;
            default -> null;
        };
    }

    @Override
    public Select<float[]> select() {
        return ScalarFloats::select;
    }

    /** The loop of a function that is too seldom used to have one of its own, computed in double precision. */
    private static Unary<float[]> each(DoubleUnaryOperator function) {
        return (x, xAt, y, yAt, n) -> {
            for (int i = 0; i < n; i++) {
                y[yAt + i] = (float) function.applyAsDouble(x[xAt + i]);
            }
        };
    }

    private static void neg(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = -x[xAt + i];
        }
    }

    private static void abs(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.abs(x[xAt + i]);
        }
    }

    private static void sign(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = x[xAt + i] > 0 ? 1 : x[xAt + i] < 0 ? -1 : 0;
        }
    }

    private static void sqrt(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = (float) Math.sqrt(x[xAt + i]);
        }
    }

    private static void rsqrt(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = 1 / (float) Math.sqrt(x[xAt + i]);
        }
    }

    private static void reciprocal(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = 1 / x[xAt + i];
        }
    }

    private static void exp(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.exp(x[xAt + i]);
        }
    }

    private static void expm1(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.expm1(x[xAt + i]);
        }
    }

    private static void log(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.log(x[xAt + i]);
        }
    }

    private static void log1p(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.log1p(x[xAt + i]);
        }
    }

    private static void sin(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.sin(x[xAt + i]);
        }
    }

    private static void cos(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.cos(x[xAt + i]);
        }
    }

    private static void tan(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.tan(x[xAt + i]);
        }
    }

    private static void tanh(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.tanh(x[xAt + i]);
        }
    }

    private static void sigmoid(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.sigmoid(x[xAt + i]);
        }
    }

    private static void erf(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.erf(x[xAt + i]);
        }
    }

    private static void floor(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.floor(x[xAt + i]);
        }
    }

    private static void ceil(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.ceil(x[xAt + i]);
        }
    }

    private static void rint(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.rint(x[xAt + i]);
        }
    }

    private static void isNan(float[] x, int xAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Float.isNaN(x[xAt + i]) ? 1 : 0;
        }
    }

    private static void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    private static void sub(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] - b[bAt + i];
        }
    }

    private static void mul(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i];
        }
    }

    private static void div(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] / b[bAt + i];
        }
    }

    private static void floorDiv(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.floor(a[aAt + i] / b[bAt + i]);
        }
    }

    private static void floorMod(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.floorMod(a[aAt + i], b[bAt + i]);
        }
    }

    private static void max(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] < b[bAt + i] ? b[bAt + i] : a[aAt + i];
        }
    }

    private static void min(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = b[bAt + i] < a[aAt + i] ? b[bAt + i] : a[aAt + i];
        }
    }

    private static void pow(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = FloatFunctions.pow(a[aAt + i], b[bAt + i]);
        }
    }

    private static void truncateMod(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] % b[bAt + i];
        }
    }

    private static void atan2(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = (float) StrictMath.atan2(a[aAt + i], b[bAt + i]);
        }
    }

    private static void less(float[] a, int aAt, float[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] < b[bAt + i] ? 1 : 0;
        }
    }

    private static void lessMul(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = (a[aAt + i] < b[bAt + i] ? 1 : 0) * c[cAt + i];
        }
    }

    private static void lessEqual(float[] a, int aAt, float[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] <= b[bAt + i] ? 1 : 0;
        }
    }

    private static void equal(float[] a, int aAt, float[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] == b[bAt + i] ? 1 : 0;
        }
    }

    private static void notEqual(float[] a, int aAt, float[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] != b[bAt + i] ? 1 : 0;
        }
    }

    private static void select(int[] c, int cAt, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = c[cAt + i] != 0 ? a[aAt + i] : b[bAt + i];
        }
    }
}
