package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;

/**
 * A complex number that formulas are computed with, in place: the primitives of {@link Expr} in double precision, by the
 * textbook identities. Principal values; branch cuts as in C99.
 */
final class ComplexNumber {
    private double re;
    private double im;

    double real() {
        return re;
    }

    double imaginary() {
        return im;
    }

    boolean isZero() {
        return re == 0 && im == 0;
    }

    void set(double real, double imaginary) {
        re = real;
        im = imaginary;
    }

    /** Whether {@link #compute} knows an expression's outermost primitive. */
    static boolean has(Expr expr) {
        if (expr instanceof Expr.UnaryExpr unary) {
            return switch (unary.op()) {
                case ERF, FLOOR, CEIL, RINT, IS_NAN -> false;
                default -> true;
            };
        } else if (expr instanceof Expr.BinaryExpr binary) {
            return switch (binary.op()) {
                case ADD, SUB, MUL, DIV, POW, LESS, EQUAL, NOT_EQUAL, AND, OR -> true;
                default -> false;
            };
        }
        return true;
    }

    /** Takes the value of an expression's outermost primitive for these arguments, of which this is none. */
    void compute(Expr expr, int[] arguments, ComplexNumber[] values) {
        if (expr instanceof Expr.Constant constant) {
            set(constant.value(), 0);
            return;
        }
        ComplexNumber x = values[arguments[0]];
        if (expr instanceof Expr.UnaryExpr unary) {
            apply(unary.op(), x);
        } else if (expr instanceof Expr.BinaryExpr binary) {
            apply(binary.op(), x, values[arguments[1]]);
        } else if (expr instanceof Expr.SelectExpr) {
            ComplexNumber chosen = values[arguments[x.isZero() ? 2 : 1]];
            set(chosen.re, chosen.im);
        } else {
            set(x.re, x.im);
        }
    }

    /** Rounds to what {@code dtype} can hold; real numbers lose the imaginary part. */
    void round(DType dtype) {
        switch (dtype) {
            case COMPLEX64 -> set((float) re, (float) im);
            case COMPLEX128 -> {}
            case FLOAT32 -> set((float) re, 0);
            case BOOL -> set(isZero() ? 0 : 1, 0);
            default -> set(re, 0);
        }
    }

    private void apply(UnaryPrimitive op, ComplexNumber x) {
        double a = x.re;
        double b = x.im;
        switch (op) {
            case NEG -> set(-a, -b);
            case CONJ -> set(a, -b);
            case NOT -> set(x.isZero() ? 1 : 0, 0);
            case ABS -> set(Math.hypot(a, b), 0);
            case SIGN -> {
                double size = Math.hypot(a, b);
                set(size == 0 ? 0 : a / size, size == 0 ? 0 : b / size);
            }
            case RECIPROCAL -> divide(1, 0, a, b);
            case SQRT -> sqrt(a, b);
            case RSQRT -> {
                sqrt(a, b);
                divide(1, 0, re, im);
            }
            case EXP -> exp(a, b);
            case EXPM1 -> {
                double half = Math.sin(b / 2);
                set(Math.expm1(a) * Math.cos(b) - 2 * half * half, Math.exp(a) * Math.sin(b));
            }
            case LOG -> log(a, b);
            case LOG1P -> set(0.5 * Math.log1p(2 * a + a * a + b * b), Math.atan2(b, 1 + a));
            case SINH -> set(Math.sinh(a) * Math.cos(b), Math.cosh(a) * Math.sin(b));
            case COSH -> set(Math.cosh(a) * Math.cos(b), Math.sinh(a) * Math.sin(b));
            case TANH -> tanh(a, b);
            case SIN -> set(Math.sin(a) * Math.cosh(b), Math.cos(a) * Math.sinh(b));
            case COS -> set(Math.cos(a) * Math.cosh(b), -Math.sin(a) * Math.sinh(b));
            case TAN -> { // -i tanh(iz)
                tanh(-b, a);
                set(im, -re);
            }
            case ASINH -> asinh(a, b);
            case ACOSH -> acosh(a, b);
            case ATANH -> atanh(a, b);
            case ASIN -> { // -i asinh(iz)
                asinh(-b, a);
                set(im, -re);
            }
            case ACOS -> {
                asinh(-b, a);
                set(Math.PI / 2 - im, re);
            }
            case ATAN -> { // -i atanh(iz)
                atanh(-b, a);
                set(im, -re);
            }
            case SIGMOID -> {
                exp(-a, -b);
                divide(1, 0, 1 + re, im);
            }
            default -> throw new IllegalStateException("no complex " + op);
        }
    }

    private void apply(BinaryPrimitive op, ComplexNumber x, ComplexNumber y) {
        switch (op) {
            case ADD -> set(x.re + y.re, x.im + y.im);
            case SUB -> set(x.re - y.re, x.im - y.im);
            case MUL -> multiply(x.re, x.im, y.re, y.im);
            case DIV -> divide(x.re, x.im, y.re, y.im);
            case POW -> power(x, y);
            case LESS -> set(x.re < y.re ? 1 : 0, 0); // of absolute values
            case EQUAL -> set(x.re == y.re && x.im == y.im ? 1 : 0, 0);
            case NOT_EQUAL -> set(x.re == y.re && x.im == y.im ? 0 : 1, 0);
            case AND -> set(x.isZero() || y.isZero() ? 0 : 1, 0);
            case OR -> set(x.isZero() && y.isZero() ? 0 : 1, 0);
            default -> throw new IllegalStateException("no complex " + op);
        }
    }

    private void multiply(double a, double b, double c, double d) {
        set(a * c - b * d, a * d + b * c);
    }

    /** {@code (a + bi) / (c + di)}, without overflow on the way: Smith's method. */
    private void divide(double a, double b, double c, double d) {
        if (Math.abs(c) >= Math.abs(d)) {
            double ratio = d / c;
            double scale = c + d * ratio;
            set((a + b * ratio) / scale, (b - a * ratio) / scale);
        } else {
            double ratio = c / d;
            double scale = c * ratio + d;
            set((a * ratio + b) / scale, (b * ratio - a) / scale);
        }
    }

    private void exp(double a, double b) {
        double size = Math.exp(a);
        set(b == 0 ? size : size * Math.cos(b), b == 0 ? b : size * Math.sin(b));
    }

    private void log(double a, double b) {
        set(Math.log(Math.hypot(a, b)), Math.atan2(b, a));
    }

    private void sqrt(double a, double b) {
        if (a == 0 && b == 0) {
            set(0, b);
            return;
        }
        double t = Math.sqrt((Math.abs(a) + Math.hypot(a, b)) / 2);
        if (a >= 0) {
            set(t, b / (2 * t));
        } else {
            set(Math.abs(b) / (2 * t), Math.copySign(t, b));
        }
    }

    private void tanh(double a, double b) {
        if (Math.abs(a) > 20) { // 1 - |tanh| is below the precision
            set(
                    Math.copySign(1, a),
                    Math.copySign(4 * Math.exp(-2 * Math.abs(a)) * Math.sin(b) * Math.cos(b), Math.sin(2 * b)));
            return;
        }
        double sinh = Math.sinh(a);
        double scale = sinh * sinh + Math.cos(b) * Math.cos(b);
        set(sinh * Math.cosh(a) / scale, Math.sin(b) * Math.cos(b) / scale);
    }

    /** {@code log(z + sqrt(z^2 + 1))}, of {@code -z} for negative ones, where nothing cancels. */
    private void asinh(double a, double b) {
        boolean negative = a < 0;
        double x = negative ? -a : a;
        double y = negative ? -b : b;
        sqrt(1 + (x - y) * (x + y), 2 * x * y);
        log(x + re, y + im);
        if (negative) {
            set(-re, -im);
        }
    }

    /** {@code log(z + sqrt(z + 1) sqrt(z - 1))}. */
    private void acosh(double a, double b) {
        sqrt(a + 1, b);
        double c = re;
        double d = im;
        sqrt(a - 1, b);
        multiply(c, d, re, im);
        log(a + re, b + im);
    }

    /** {@code (log(1 + z) - log(1 - z)) / 2}. */
    private void atanh(double a, double b) {
        double b2 = b * b;
        double real = 0.25 * Math.log1p(4 * a / ((1 - a) * (1 - a) + b2));
        set(real, 0.5 * Math.atan2(2 * b, (1 - a) * (1 + a) - b2));
    }

    private void power(ComplexNumber x, ComplexNumber y) {
        if (y.isZero()) {
            set(1, 0);
        } else if (x.isZero()) {
            set(0, 0);
        } else {
            log(x.re, x.im);
            multiply(re, im, y.re, y.im);
            exp(re, im);
        }
    }
}
