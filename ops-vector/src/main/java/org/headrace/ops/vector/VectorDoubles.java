package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.GT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.headrace.ops.kernels.DoubleFunctions;
import org.headrace.ops.kernels.Primitives;
import org.headrace.ops.kernels.ScalarDoubles;
import org.jspecify.annotations.Nullable;

/**
 * Formulas of float64 on the Vector API: the operations of {@link ScalarDoubles} in the same order, so the same bits. Each
 * loop is a method by itself, which the JIT compiles once; what is left over at the end is computed one element at a time.
 */
final class VectorDoubles implements Primitives<double[]> {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    /** From here on all numbers are whole. */
    private static final double WHOLE = 0x1p52;

    private static final long SIGN = Long.MIN_VALUE;

    private final ScalarDoubles scalar = new ScalarDoubles();

    @Override
    public @Nullable Unary<double[]> unary(UnaryPrimitive op) {
        return switch (op) {
            case NEG -> VectorDoubles::neg;
            case ABS -> VectorDoubles::abs;
            case SIGN -> VectorDoubles::sign;
            case SQRT -> VectorDoubles::sqrt;
            case RSQRT -> VectorDoubles::rsqrt;
            case RECIPROCAL -> VectorDoubles::reciprocal;
            case FLOOR -> VectorDoubles::floor;
            case CEIL -> VectorDoubles::ceil;
            case RINT -> VectorDoubles::rint;
            case EXP -> DoubleExponentials::exp;
            case EXPM1 -> new DoubleInSteps(DoubleExponentials::expm1Part, DoubleExponentials::expm1);
            case TANH -> DoubleExponentials::tanh;
            case SIGMOID -> DoubleExponentials::sigmoid;
            case LOG -> DoubleLogarithms::log;
            case LOG1P -> new DoubleInSteps(DoubleLogarithms::log1pPart, DoubleLogarithms::log1p);
            default -> scalar.unary(op);
        };
    }

    @Override
    public @Nullable Test<double[]> test(UnaryPrimitive op) {
        return scalar.test(op);
    }

    @Override
    public @Nullable Binary<double[]> binary(BinaryPrimitive op) {
        return switch (op) {
            case ADD -> VectorDoubles::add;
            case SUB -> VectorDoubles::sub;
            case MUL -> VectorDoubles::mul;
            case DIV -> VectorDoubles::div;
            case FLOOR_DIV -> VectorDoubles::floorDiv;
            case MAX -> VectorDoubles::max;
            case MIN -> VectorDoubles::min;
            default -> scalar.binary(op);
        };
    }

    @Override
    public @Nullable Chain<double[]> chain(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        return DoubleChains.of(first, second, left);
    }

    @Override
    public @Nullable Comparison<double[]> comparison(BinaryPrimitive op) {
        return scalar.comparison(op);
    }

    @Override
    public Select<double[]> select() {
        return scalar.select();
    }

    private static void neg(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            v.neg().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = -x[xAt + i];
        }
    }

    private static void abs(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            v.abs().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = Math.abs(x[xAt + i]);
        }
    }

    private static void sign(double[] x, int xAt, double[] y, int yAt, int n) {
        DoubleVector zero = DoubleVector.zero(S);
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            DoubleVector sign = zero.blend(1, v.compare(GT, 0));
            sign.blend(-1, v.lt(0)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = x[xAt + i] > 0 ? 1 : x[xAt + i] < 0 ? -1 : 0;
        }
    }

    private static void sqrt(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            v.sqrt().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = Math.sqrt(x[xAt + i]);
        }
    }

    private static void rsqrt(double[] x, int xAt, double[] y, int yAt, int n) {
        DoubleVector one = DoubleVector.broadcast(S, 1);
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            one.div(v.sqrt()).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = 1 / Math.sqrt(x[xAt + i]);
        }
    }

    private static void reciprocal(double[] x, int xAt, double[] y, int yAt, int n) {
        DoubleVector one = DoubleVector.broadcast(S, 1);
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            one.div(v).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = 1 / x[xAt + i];
        }
    }

    private static void rint(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            LongVector signs = v.reinterpretAsLongs().and(SIGN);
            DoubleVector magnitude = v.abs();
            DoubleVector whole = magnitude
                    .add(WHOLE)
                    .sub(WHOLE)
                    .reinterpretAsLongs()
                    .or(signs)
                    .reinterpretAsDoubles();
            whole = v.blend(whole, magnitude.lt(WHOLE));
            whole.intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = DoubleFunctions.rint(x[xAt + i]);
        }
    }

    private static void floor(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            LongVector signs = v.reinterpretAsLongs().and(SIGN);
            DoubleVector magnitude = v.abs();
            DoubleVector whole = magnitude
                    .add(WHOLE)
                    .sub(WHOLE)
                    .reinterpretAsLongs()
                    .or(signs)
                    .reinterpretAsDoubles();
            whole = v.blend(whole, magnitude.lt(WHOLE));
            whole.blend(whole.sub(1), whole.compare(GT, v)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = DoubleFunctions.floor(x[xAt + i]);
        }
    }

    private static void ceil(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            LongVector signs = v.reinterpretAsLongs().and(SIGN);
            DoubleVector magnitude = v.abs();
            DoubleVector whole = magnitude
                    .add(WHOLE)
                    .sub(WHOLE)
                    .reinterpretAsLongs()
                    .or(signs)
                    .reinterpretAsDoubles();
            whole = v.blend(whole, magnitude.lt(WHOLE));
            DoubleVector above = whole.add(1).reinterpretAsLongs().or(signs).reinterpretAsDoubles();
            whole.blend(above, whole.lt(v)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = DoubleFunctions.ceil(x[xAt + i]);
        }
    }

    private static void add(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            v.add(w).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    private static void sub(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            v.sub(w).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] - b[bAt + i];
        }
    }

    private static void mul(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            v.mul(w).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i];
        }
    }

    private static void div(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            v.div(w).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] / b[bAt + i];
        }
    }

    private static void floorDiv(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            v = v.div(w);
            LongVector signs = v.reinterpretAsLongs().and(SIGN);
            DoubleVector magnitude = v.abs();
            DoubleVector whole = magnitude
                    .add(WHOLE)
                    .sub(WHOLE)
                    .reinterpretAsLongs()
                    .or(signs)
                    .reinterpretAsDoubles();
            whole = v.blend(whole, magnitude.lt(WHOLE));
            whole.blend(whole.sub(1), whole.compare(GT, v)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = DoubleFunctions.floor(a[aAt + i] / b[bAt + i]);
        }
    }

    private static void max(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            v.blend(w, v.lt(w)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] < b[bAt + i] ? b[bAt + i] : a[aAt + i];
        }
    }

    private static void min(double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            v.blend(w, w.lt(v)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = b[bAt + i] < a[aAt + i] ? b[bAt + i] : a[aAt + i];
        }
    }
}
