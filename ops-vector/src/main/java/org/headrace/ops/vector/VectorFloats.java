package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.headrace.ops.kernels.FloatFunctions;
import org.headrace.ops.kernels.Primitives;
import org.headrace.ops.kernels.ScalarFloats;
import org.jspecify.annotations.Nullable;

/**
 * Formulas of float32 on the Vector API: the operations of {@link ScalarFloats} in the same order, so the same bits. Each
 * loop is a method by itself, which the JIT compiles once; what is left over at the end is computed one element at a time.
 */
final class VectorFloats implements Primitives<float[]> {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;

    /** From here on all numbers are whole. */
    private static final float WHOLE = 0x1p23f;

    private static final int SIGN = Integer.MIN_VALUE;

    private final ScalarFloats scalar = new ScalarFloats();
    private final FloatPowers powers = new FloatPowers();

    @Override
    public @Nullable Unary<float[]> unary(UnaryPrimitive op) {
        return switch (op) {
            case NEG -> VectorFloats::neg;
            case ABS -> VectorFloats::abs;
            case SIGN -> VectorFloats::sign;
            case SQRT -> VectorFloats::sqrt;
            case RSQRT -> VectorFloats::rsqrt;
            case RECIPROCAL -> VectorFloats::reciprocal;
            case FLOOR -> VectorFloats::floor;
            case CEIL -> VectorFloats::ceil;
            case RINT -> VectorFloats::rint;
            case EXP -> FloatExponentials::exp;
            case EXPM1 -> FloatExponentials::expm1;
            case TANH -> FloatExponentials::tanh;
            case SIGMOID -> FloatExponentials::sigmoid;
            case ERF -> new FloatInSteps(FloatExponentials::erfPart, FloatExponentials::erf);
            case LOG -> FloatLogarithms::log;
            case LOG1P -> new FloatInSteps(FloatLogarithms::log1pPart, FloatLogarithms::log1p);
            case SIN -> FloatAngles::sin;
            case COS -> FloatAngles::cos;
            case TAN -> new FloatInSteps(FloatAngles::tanPart, FloatAngles::tan);
            default -> scalar.unary(op);
        };
    }

    @Override
    public @Nullable Test<float[]> test(UnaryPrimitive op) {
        return op == UnaryPrimitive.IS_NAN ? VectorFloats::isNan : scalar.test(op);
    }

    @Override
    public @Nullable Binary<float[]> binary(BinaryPrimitive op) {
        return switch (op) {
            case ADD -> VectorFloats::add;
            case SUB -> VectorFloats::sub;
            case MUL -> VectorFloats::mul;
            case DIV -> VectorFloats::div;
            case FLOOR_DIV -> VectorFloats::floorDiv;
            case MAX -> VectorFloats::max;
            case MIN -> VectorFloats::min;
            case POW -> powers::pow;
            default -> scalar.binary(op);
        };
    }

    @Override
    public @Nullable Chain<float[]> chain(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        return FloatChains.of(first, second, left);
    }

    @Override
    public @Nullable Comparison<float[]> comparison(BinaryPrimitive op) {
        return switch (op) {
            case LESS -> VectorFloats::less;
            case LESS_EQUAL -> VectorFloats::lessEqual;
            case EQUAL -> VectorFloats::equal;
            case NOT_EQUAL -> VectorFloats::notEqual;
            default -> scalar.comparison(op);
        };
    }

    @Override
    public Select<float[]> select() {
        return VectorFloats::select;
    }

    private static void neg(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            v.neg().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = -x[xAt + i];
        }
    }

    private static void abs(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            v.abs().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = Math.abs(x[xAt + i]);
        }
    }

    private static void sign(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector zero = FloatVector.zero(S);
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            FloatVector sign = zero.blend(1, v.compare(GT, 0));
            sign.blend(-1, v.lt(0)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = x[xAt + i] > 0 ? 1 : x[xAt + i] < 0 ? -1 : 0;
        }
    }

    private static void sqrt(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            v.sqrt().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = (float) Math.sqrt(x[xAt + i]);
        }
    }

    private static void rsqrt(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector one = FloatVector.broadcast(S, 1);
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            one.div(v.sqrt()).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = 1 / (float) Math.sqrt(x[xAt + i]);
        }
    }

    private static void reciprocal(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector one = FloatVector.broadcast(S, 1);
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            one.div(v).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = 1 / x[xAt + i];
        }
    }

    private static void rint(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            IntVector signs = v.reinterpretAsInts().and(SIGN);
            FloatVector magnitude = v.abs();
            FloatVector whole = magnitude
                    .add(WHOLE)
                    .sub(WHOLE)
                    .reinterpretAsInts()
                    .or(signs)
                    .reinterpretAsFloats();
            whole = v.blend(whole, magnitude.lt(WHOLE));
            whole.intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.rint(x[xAt + i]);
        }
    }

    private static void floor(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            IntVector signs = v.reinterpretAsInts().and(SIGN);
            FloatVector magnitude = v.abs();
            FloatVector whole = magnitude
                    .add(WHOLE)
                    .sub(WHOLE)
                    .reinterpretAsInts()
                    .or(signs)
                    .reinterpretAsFloats();
            whole = v.blend(whole, magnitude.lt(WHOLE));
            whole.blend(whole.sub(1), whole.compare(GT, v)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.floor(x[xAt + i]);
        }
    }

    private static void ceil(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            IntVector signs = v.reinterpretAsInts().and(SIGN);
            FloatVector magnitude = v.abs();
            FloatVector whole = magnitude
                    .add(WHOLE)
                    .sub(WHOLE)
                    .reinterpretAsInts()
                    .or(signs)
                    .reinterpretAsFloats();
            whole = v.blend(whole, magnitude.lt(WHOLE));
            FloatVector above = whole.add(1).reinterpretAsInts().or(signs).reinterpretAsFloats();
            whole.blend(above, whole.lt(v)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.ceil(x[xAt + i]);
        }
    }

    private static void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            v.add(w).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    private static void sub(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            v.sub(w).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] - b[bAt + i];
        }
    }

    private static void mul(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            v.mul(w).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i];
        }
    }

    private static void div(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            v.div(w).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] / b[bAt + i];
        }
    }

    private static void floorDiv(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            v = v.div(w);
            IntVector signs = v.reinterpretAsInts().and(SIGN);
            FloatVector magnitude = v.abs();
            FloatVector whole = magnitude
                    .add(WHOLE)
                    .sub(WHOLE)
                    .reinterpretAsInts()
                    .or(signs)
                    .reinterpretAsFloats();
            whole = v.blend(whole, magnitude.lt(WHOLE));
            whole.blend(whole.sub(1), whole.compare(GT, v)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.floor(a[aAt + i] / b[bAt + i]);
        }
    }

    private static void max(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            v.blend(w, v.lt(w)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] < b[bAt + i] ? b[bAt + i] : a[aAt + i];
        }
    }

    private static void min(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            v.blend(w, w.lt(v)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = b[bAt + i] < a[aAt + i] ? b[bAt + i] : a[aAt + i];
        }
    }

    private static void isNan(float[] x, int xAt, int[] y, int yAt, int n) {
        FloatVector no = FloatVector.zero(S);
        FloatVector yes = FloatVector.broadcast(S, Float.intBitsToFloat(1)); // the integer 1 in its bits
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            VectorMask<Float> holds = v.compare(NE, v);
            no.blend(yes, holds).reinterpretAsInts().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = Float.isNaN(x[xAt + i]) ? 1 : 0;
        }
    }

    private static void less(float[] a, int aAt, float[] b, int bAt, int[] y, int yAt, int n) {
        FloatVector no = FloatVector.zero(S);
        FloatVector yes = FloatVector.broadcast(S, Float.intBitsToFloat(1)); // the integer 1 in its bits
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            VectorMask<Float> holds =
                    FloatVector.fromArray(S, a, aAt + i).compare(LT, FloatVector.fromArray(S, b, bAt + i));
            no.blend(yes, holds).reinterpretAsInts().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] < b[bAt + i] ? 1 : 0;
        }
    }

    private static void lessEqual(float[] a, int aAt, float[] b, int bAt, int[] y, int yAt, int n) {
        FloatVector no = FloatVector.zero(S);
        FloatVector yes = FloatVector.broadcast(S, Float.intBitsToFloat(1)); // the integer 1 in its bits
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            VectorMask<Float> holds =
                    FloatVector.fromArray(S, a, aAt + i).compare(LE, FloatVector.fromArray(S, b, bAt + i));
            no.blend(yes, holds).reinterpretAsInts().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] <= b[bAt + i] ? 1 : 0;
        }
    }

    private static void equal(float[] a, int aAt, float[] b, int bAt, int[] y, int yAt, int n) {
        FloatVector no = FloatVector.zero(S);
        FloatVector yes = FloatVector.broadcast(S, Float.intBitsToFloat(1)); // the integer 1 in its bits
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            VectorMask<Float> holds =
                    FloatVector.fromArray(S, a, aAt + i).compare(EQ, FloatVector.fromArray(S, b, bAt + i));
            no.blend(yes, holds).reinterpretAsInts().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] == b[bAt + i] ? 1 : 0;
        }
    }

    private static void notEqual(float[] a, int aAt, float[] b, int bAt, int[] y, int yAt, int n) {
        FloatVector no = FloatVector.zero(S);
        FloatVector yes = FloatVector.broadcast(S, Float.intBitsToFloat(1)); // the integer 1 in its bits
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            VectorMask<Float> holds =
                    FloatVector.fromArray(S, a, aAt + i).compare(NE, FloatVector.fromArray(S, b, bAt + i));
            no.blend(yes, holds).reinterpretAsInts().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] != b[bAt + i] ? 1 : 0;
        }
    }

    private static void select(int[] c, int cAt, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            VectorMask<Integer> chosen = IntVector.fromArray(I, c, cAt + i).compare(NE, 0);
            IntVector v = FloatVector.fromArray(S, a, aAt + i).reinterpretAsInts();
            IntVector w = FloatVector.fromArray(S, b, bAt + i).reinterpretAsInts();
            w.blend(v, chosen).reinterpretAsFloats().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = c[cAt + i] != 0 ? a[aAt + i] : b[bAt + i];
        }
    }
}
