package org.headrace.core;

import java.util.List;

/**
 * A formula for one element of an output from the elements of the inputs, over some fifty primitives. Immutable, free of
 * control flow; {@code x.neg().exp().plus(1).reciprocal()} is the logistic function.
 *
 * <p>A formula is computed in the dtype of its numeric operands, and every primitive means what TensorFlow's op of that
 * name means for that dtype. Comparisons and logic give bool, which counts as 0 or 1 where a number is
 * wanted; {@link #select} takes any non-zero value as true.
 */
public sealed interface Expr {
    /** Element of input {@code index}. */
    record Input(int index) implements Expr {}

    /** The same number for each element, rounded to the formula's dtype. */
    record Constant(double value) implements Expr {}

    /** {@code op(x)}. */
    record UnaryExpr(UnaryPrimitive op, Expr x) implements Expr {}

    /** {@code op(a, b)}. */
    record BinaryExpr(BinaryPrimitive op, Expr a, Expr b) implements Expr {}

    /** {@code x} converted to another dtype as TensorFlow's {@code Cast} does. */
    record CastExpr(Expr x, DType to) implements Expr {}

    /** {@code condition != 0 ? then : otherwise}. */
    record SelectExpr(Expr condition, Expr then, Expr otherwise) implements Expr {}

    /** Primitives of one operand. */
    enum UnaryPrimitive {
        NEG,
        ABS,
        SIGN,
        SQRT,
        RSQRT,
        RECIPROCAL,
        EXP,
        EXPM1,
        LOG,
        LOG1P,
        SIN,
        COS,
        TAN,
        ASIN,
        ACOS,
        ATAN,
        SINH,
        COSH,
        TANH,
        ASINH,
        ACOSH,
        ATANH,
        SIGMOID,
        ERF,
        FLOOR,
        CEIL,
        RINT,
        NOT,
        IS_NAN,
        CONJ
    }

    /** Primitives of two operands. */
    enum BinaryPrimitive {
        ADD,
        SUB,
        MUL,
        DIV,
        FLOOR_DIV,
        FLOOR_MOD,
        TRUNCATE_MOD,
        MAX,
        MIN,
        POW,
        ATAN2,
        BIT_AND,
        BIT_OR,
        BIT_XOR,
        SHIFT_LEFT,
        SHIFT_RIGHT,
        LESS,
        LESS_EQUAL,
        EQUAL,
        NOT_EQUAL,
        AND,
        OR
    }

    static Expr input(int index) {
        return new Input(index);
    }

    static Expr constant(double value) {
        return new Constant(value);
    }

    /** The inputs' elements, in order: what a formula is made of. */
    static List<Expr> inputs(int count) {
        return java.util.stream.IntStream.range(0, count).mapToObj(Expr::input).toList();
    }

    default Expr apply(UnaryPrimitive op) {
        return new UnaryExpr(op, this);
    }

    default Expr apply(BinaryPrimitive op, Expr b) {
        return new BinaryExpr(op, this, b);
    }

    default Expr neg() {
        return apply(UnaryPrimitive.NEG);
    }

    default Expr abs() {
        return apply(UnaryPrimitive.ABS);
    }

    /** -1, 0 or 1; 0 of NaN. */
    default Expr sign() {
        return apply(UnaryPrimitive.SIGN);
    }

    default Expr sqrt() {
        return apply(UnaryPrimitive.SQRT);
    }

    default Expr rsqrt() {
        return apply(UnaryPrimitive.RSQRT);
    }

    default Expr reciprocal() {
        return apply(UnaryPrimitive.RECIPROCAL);
    }

    default Expr exp() {
        return apply(UnaryPrimitive.EXP);
    }

    default Expr expm1() {
        return apply(UnaryPrimitive.EXPM1);
    }

    default Expr log() {
        return apply(UnaryPrimitive.LOG);
    }

    default Expr log1p() {
        return apply(UnaryPrimitive.LOG1P);
    }

    default Expr sin() {
        return apply(UnaryPrimitive.SIN);
    }

    default Expr cos() {
        return apply(UnaryPrimitive.COS);
    }

    default Expr tan() {
        return apply(UnaryPrimitive.TAN);
    }

    default Expr asin() {
        return apply(UnaryPrimitive.ASIN);
    }

    default Expr acos() {
        return apply(UnaryPrimitive.ACOS);
    }

    default Expr atan() {
        return apply(UnaryPrimitive.ATAN);
    }

    default Expr sinh() {
        return apply(UnaryPrimitive.SINH);
    }

    default Expr cosh() {
        return apply(UnaryPrimitive.COSH);
    }

    default Expr asinh() {
        return apply(UnaryPrimitive.ASINH);
    }

    default Expr acosh() {
        return apply(UnaryPrimitive.ACOSH);
    }

    default Expr atanh() {
        return apply(UnaryPrimitive.ATANH);
    }

    default Expr tanh() {
        return apply(UnaryPrimitive.TANH);
    }

    /** {@code 1 / (1 + exp(-x))}. */
    default Expr sigmoid() {
        return apply(UnaryPrimitive.SIGMOID);
    }

    default Expr erf() {
        return apply(UnaryPrimitive.ERF);
    }

    default Expr floor() {
        return apply(UnaryPrimitive.FLOOR);
    }

    default Expr ceil() {
        return apply(UnaryPrimitive.CEIL);
    }

    /** Rounds to the nearest integer, ties to even. */
    default Expr rint() {
        return apply(UnaryPrimitive.RINT);
    }

    default Expr not() {
        return apply(UnaryPrimitive.NOT);
    }

    default Expr isNan() {
        return apply(UnaryPrimitive.IS_NAN);
    }

    /** The complex conjugate; of a real number, itself. */
    default Expr conj() {
        return apply(UnaryPrimitive.CONJ);
    }

    default Expr plus(Expr b) {
        return apply(BinaryPrimitive.ADD, b);
    }

    default Expr plus(double b) {
        return plus(constant(b));
    }

    default Expr minus(Expr b) {
        return apply(BinaryPrimitive.SUB, b);
    }

    default Expr minus(double b) {
        return minus(constant(b));
    }

    default Expr times(Expr b) {
        return apply(BinaryPrimitive.MUL, b);
    }

    default Expr times(double b) {
        return times(constant(b));
    }

    /** Real division; of integers, division that truncates toward zero. */
    default Expr div(Expr b) {
        return apply(BinaryPrimitive.DIV, b);
    }

    /** The quotient rounded toward negative infinity. */
    default Expr floorDiv(Expr b) {
        return apply(BinaryPrimitive.FLOOR_DIV, b);
    }

    /** The remainder with the divisor's sign. */
    default Expr floorMod(Expr b) {
        return apply(BinaryPrimitive.FLOOR_MOD, b);
    }

    /** The remainder with the dividend's sign. */
    default Expr truncateMod(Expr b) {
        return apply(BinaryPrimitive.TRUNCATE_MOD, b);
    }

    default Expr max(Expr b) {
        return apply(BinaryPrimitive.MAX, b);
    }

    default Expr max(double b) {
        return max(constant(b));
    }

    default Expr min(Expr b) {
        return apply(BinaryPrimitive.MIN, b);
    }

    default Expr min(double b) {
        return min(constant(b));
    }

    default Expr pow(Expr b) {
        return apply(BinaryPrimitive.POW, b);
    }

    /** The angle of the point (b, this), between -pi and pi. */
    default Expr atan2(Expr b) {
        return apply(BinaryPrimitive.ATAN2, b);
    }

    default Expr bitAnd(Expr b) {
        return apply(BinaryPrimitive.BIT_AND, b);
    }

    default Expr bitOr(Expr b) {
        return apply(BinaryPrimitive.BIT_OR, b);
    }

    default Expr bitXor(Expr b) {
        return apply(BinaryPrimitive.BIT_XOR, b);
    }

    /** Shifted left by {@code b}, which counts as 0 if it is less, and as the dtype's bits less one if it is more. */
    default Expr shiftLeft(Expr b) {
        return apply(BinaryPrimitive.SHIFT_LEFT, b);
    }

    /** Shifted right by as many bits, keeping the sign. */
    default Expr shiftRight(Expr b) {
        return apply(BinaryPrimitive.SHIFT_RIGHT, b);
    }

    default Expr lt(Expr b) {
        return apply(BinaryPrimitive.LESS, b);
    }

    default Expr le(Expr b) {
        return apply(BinaryPrimitive.LESS_EQUAL, b);
    }

    default Expr gt(Expr b) {
        return b.lt(this);
    }

    default Expr ge(Expr b) {
        return b.le(this);
    }

    default Expr eq(Expr b) {
        return apply(BinaryPrimitive.EQUAL, b);
    }

    default Expr ne(Expr b) {
        return apply(BinaryPrimitive.NOT_EQUAL, b);
    }

    default Expr and(Expr b) {
        return apply(BinaryPrimitive.AND, b);
    }

    default Expr or(Expr b) {
        return apply(BinaryPrimitive.OR, b);
    }

    /** Converted to {@code to}: toward zero to integers, wrapping around; to bool, whether it is not zero. */
    default Expr cast(DType to) {
        return new CastExpr(this, to);
    }

    /** {@code this != 0 ? then : otherwise}. */
    default Expr select(Expr then, Expr otherwise) {
        return new SelectExpr(this, then, otherwise);
    }
}
