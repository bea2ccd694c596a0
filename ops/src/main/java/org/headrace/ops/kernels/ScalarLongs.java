package org.headrace.ops.kernels;

import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.jspecify.annotations.Nullable;

/** Formulas of int64 in plain Java. Overflow wraps around. */
class ScalarLongs implements Primitives<long[]> {
    @Override
    public @Nullable Unary<long[]> unary(UnaryPrimitive op) {
        return switch (op) {
            case NEG -> ScalarLongs::neg;
            case ABS -> ScalarLongs::abs;
            case SIGN -> ScalarLongs::sign;
            case FLOOR, CEIL, RINT -> ScalarLongs::same;
            default -> null;
        };
    }

    @Override
    public @Nullable Test<long[]> test(UnaryPrimitive op) {
        return op == UnaryPrimitive.NOT ? ScalarLongs::not : null;
    }

    @Override
    public @Nullable Binary<long[]> binary(BinaryPrimitive op) {
        return switch (op) {
            case ADD -> ScalarLongs::add;
            case SUB -> ScalarLongs::sub;
            case MUL -> ScalarLongs::mul;
            case DIV -> ScalarLongs::div;
            case FLOOR_DIV -> ScalarLongs::floorDiv;
            case FLOOR_MOD -> ScalarLongs::floorMod;
            case TRUNCATE_MOD -> ScalarLongs::truncateMod;
            case BIT_AND -> ScalarLongs::bitAnd;
            case BIT_OR -> ScalarLongs::bitOr;
            case BIT_XOR -> ScalarLongs::bitXor;
            case MAX -> ScalarLongs::max;
            case MIN -> ScalarLongs::min;
            case POW -> ScalarLongs::pow;
            default -> null;
        };
    }

    @Override
    public @Nullable Comparison<long[]> comparison(BinaryPrimitive op) {
        return switch (op) {
            case LESS -> ScalarLongs::less;
            case LESS_EQUAL -> ScalarLongs::lessEqual;
            case EQUAL -> ScalarLongs::equal;
            case NOT_EQUAL -> ScalarLongs::notEqual;
            default -> null;
        };
    }

    /** The loop of a shift of numbers of {@code bits} bits, by at least 0 and less than that many. */
    static Binary<long[]> shift(BinaryPrimitive op, int bits) {
        return op == BinaryPrimitive.SHIFT_LEFT
                ? (a, aAt, b, bAt, y, yAt, n) -> {
                    for (int i = 0; i < n; i++) {
                        y[yAt + i] = a[aAt + i] << (int) Math.max(0, Math.min(b[bAt + i], bits - 1));
                    }
                }
                : (a, aAt, b, bAt, y, yAt, n) -> {
                    for (int i = 0; i < n; i++) {
                        y[yAt + i] = a[aAt + i] >> (int) Math.max(0, Math.min(b[bAt + i], bits - 1));
                    }
                };
    }

    @Override
    public Select<long[]> select() {
        return ScalarLongs::select;
    }

    private static void same(long[] x, int xAt, long[] y, int yAt, int n) {
        System.arraycopy(x, xAt, y, yAt, n);
    }

    private static void neg(long[] x, int xAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = -x[xAt + i];
        }
    }

    private static void abs(long[] x, int xAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.abs(x[xAt + i]);
        }
    }

    private static void sign(long[] x, int xAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Long.signum(x[xAt + i]);
        }
    }

    private static void not(long[] x, int xAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = x[xAt + i] == 0 ? 1 : 0;
        }
    }

    private static void add(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    private static void sub(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] - b[bAt + i];
        }
    }

    private static void mul(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i];
        }
    }

    private static void div(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] / divisor(b[bAt + i]);
        }
    }

    private static void floorDiv(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.floorDiv(a[aAt + i], divisor(b[bAt + i]));
        }
    }

    private static void floorMod(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.floorMod(a[aAt + i], divisor(b[bAt + i]));
        }
    }

    private static void truncateMod(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] % divisor(b[bAt + i]);
        }
    }

    private static void bitAnd(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] & b[bAt + i];
        }
    }

    private static void bitOr(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] | b[bAt + i];
        }
    }

    private static void bitXor(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] ^ b[bAt + i];
        }
    }

    private static void max(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.max(a[aAt + i], b[bAt + i]);
        }
    }

    private static void min(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.min(a[aAt + i], b[bAt + i]);
        }
    }

    private static void pow(long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Power.of(a[aAt + i], b[bAt + i]);
        }
    }

    private static long divisor(long b) {
        if (b == 0) {
            throw new ArithmeticException("Integer division by zero");
        }
        return b;
    }

    private static void less(long[] a, int aAt, long[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] < b[bAt + i] ? 1 : 0;
        }
    }

    private static void lessEqual(long[] a, int aAt, long[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] <= b[bAt + i] ? 1 : 0;
        }
    }

    private static void equal(long[] a, int aAt, long[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] == b[bAt + i] ? 1 : 0;
        }
    }

    private static void notEqual(long[] a, int aAt, long[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] != b[bAt + i] ? 1 : 0;
        }
    }

    private static void select(int[] c, int cAt, long[] a, int aAt, long[] b, int bAt, long[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = c[cAt + i] != 0 ? a[aAt + i] : b[bAt + i];
        }
    }
}
