package org.headrace.ops.kernels;

import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.jspecify.annotations.Nullable;

/** Formulas of int32 and of narrower integers and bool, widened, in plain Java. Overflow wraps around. */
class ScalarInts implements Primitives<int[]> {
    @Override
    public @Nullable Unary<int[]> unary(UnaryPrimitive op) {
        return switch (op) {
            case NEG -> ScalarInts::neg;
            case ABS -> ScalarInts::abs;
            case SIGN -> ScalarInts::sign;
            case FLOOR, CEIL, RINT -> ScalarInts::same;
            default -> null;
        };
    }

    @Override
    public @Nullable Test<int[]> test(UnaryPrimitive op) {
        return op == UnaryPrimitive.NOT ? ScalarInts::not : null;
    }

    @Override
    public @Nullable Binary<int[]> binary(BinaryPrimitive op) {
        return switch (op) {
            case ADD -> ScalarInts::add;
            case SUB -> ScalarInts::sub;
            case MUL -> ScalarInts::mul;
            case DIV -> ScalarInts::div;
            case FLOOR_DIV -> ScalarInts::floorDiv;
            case FLOOR_MOD -> ScalarInts::floorMod;
            case TRUNCATE_MOD -> ScalarInts::truncateMod;
            case BIT_AND -> ScalarInts::bitAnd;
            case BIT_OR -> ScalarInts::bitOr;
            case BIT_XOR -> ScalarInts::bitXor;
            case MAX -> ScalarInts::max;
            case MIN -> ScalarInts::min;
            case POW -> ScalarInts::pow;
            default -> null;
        };
    }

    @Override
    public @Nullable Comparison<int[]> comparison(BinaryPrimitive op) {
        return switch (op) {
            case LESS -> ScalarInts::less;
            case LESS_EQUAL -> ScalarInts::lessEqual;
            case EQUAL -> ScalarInts::equal;
            case NOT_EQUAL -> ScalarInts::notEqual;
            case AND -> ScalarInts::and;
            case OR -> ScalarInts::or;
            default -> null;
        };
    }

    /** The loop of a shift of numbers of {@code bits} bits, by at least 0 and less than that many. */
    static Binary<int[]> shift(BinaryPrimitive op, int bits) {
        return op == BinaryPrimitive.SHIFT_LEFT
                ? (a, aAt, b, bAt, y, yAt, n) -> {
                    for (int i = 0; i < n; i++) {
                        y[yAt + i] = a[aAt + i] << Math.max(0, Math.min(b[bAt + i], bits - 1));
                    }
                }
                : (a, aAt, b, bAt, y, yAt, n) -> {
                    for (int i = 0; i < n; i++) {
                        y[yAt + i] = a[aAt + i] >> Math.max(0, Math.min(b[bAt + i], bits - 1));
                    }
                };
    }

    @Override
    public Select<int[]> select() {
        return ScalarInts::select;
    }

    private static void same(int[] x, int xAt, int[] y, int yAt, int n) {
        System.arraycopy(x, xAt, y, yAt, n);
    }

    private static void neg(int[] x, int xAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = -x[xAt + i];
        }
    }

    private static void abs(int[] x, int xAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.abs(x[xAt + i]);
        }
    }

    private static void sign(int[] x, int xAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Integer.signum(x[xAt + i]);
        }
    }

    private static void not(int[] x, int xAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = x[xAt + i] == 0 ? 1 : 0;
        }
    }

    private static void add(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    private static void sub(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] - b[bAt + i];
        }
    }

    private static void mul(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i];
        }
    }

    private static void div(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] / divisor(b[bAt + i]);
        }
    }

    private static void floorDiv(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.floorDiv(a[aAt + i], divisor(b[bAt + i]));
        }
    }

    private static void floorMod(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.floorMod(a[aAt + i], divisor(b[bAt + i]));
        }
    }

    private static void truncateMod(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] % divisor(b[bAt + i]);
        }
    }

    private static void bitAnd(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] & b[bAt + i];
        }
    }

    private static void bitOr(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] | b[bAt + i];
        }
    }

    private static void bitXor(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] ^ b[bAt + i];
        }
    }

    private static void max(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.max(a[aAt + i], b[bAt + i]);
        }
    }

    private static void min(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.min(a[aAt + i], b[bAt + i]);
        }
    }

    private static void pow(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Power.of(a[aAt + i], b[bAt + i]);
        }
    }

    private static int divisor(int b) {
        if (b == 0) {
            throw new ArithmeticException("Integer division by zero");
        }
        return b;
    }

    private static void less(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] < b[bAt + i] ? 1 : 0;
        }
    }

    private static void lessEqual(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] <= b[bAt + i] ? 1 : 0;
        }
    }

    private static void equal(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] == b[bAt + i] ? 1 : 0;
        }
    }

    private static void notEqual(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] != b[bAt + i] ? 1 : 0;
        }
    }

    private static void select(int[] c, int cAt, int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = c[cAt + i] != 0 ? a[aAt + i] : b[bAt + i];
        }
    }

    private static void and(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] & b[bAt + i];
        }
    }

    private static void or(int[] a, int aAt, int[] b, int bAt, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] | b[bAt + i];
        }
    }
}
