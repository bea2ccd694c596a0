package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.ops.kernels.Primitives;
import org.jspecify.annotations.Nullable;

/** Two operations of float32 in one loop, each rounded: what lies between them stays in a register. */
final class FloatChains {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private FloatChains() {}

    static Primitives.@Nullable Chain<float[]> of(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        return switch (first) {
            case ADD ->
                switch (second) {
                    case ADD -> FloatChains::addAdd;
                    case MUL -> FloatChains::addMul;
                    case DIV -> left ? FloatChains::addDiv : null;
                    case SUB -> left ? FloatChains::addSub : FloatChains::addSubFrom;
                    default -> null;
                };
            case SUB ->
                switch (second) {
                    case ADD -> FloatChains::subAdd;
                    case MUL -> FloatChains::subMul;
                    case DIV -> left ? FloatChains::subDiv : null;
                    case SUB -> left ? FloatChains::subSub : FloatChains::subSubFrom;
                    default -> null;
                };
            case MUL ->
                switch (second) {
                    case ADD -> FloatChains::mulAdd;
                    case MUL -> FloatChains::mulMul;
                    case DIV -> left ? FloatChains::mulDiv : null;
                    case SUB -> left ? FloatChains::mulSub : FloatChains::mulSubFrom;
                    default -> null;
                };
            case LESS -> second == BinaryPrimitive.MUL ? FloatChains::lessMul : null;
            default -> null;
        };
    }

    private static void lessMul(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        FloatVector no = FloatVector.zero(S);
        FloatVector yes = FloatVector.broadcast(S, 1);
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            VectorMask<Float> holds =
                    FloatVector.fromArray(S, a, aAt + i).compare(LT, FloatVector.fromArray(S, b, bAt + i));
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            no.blend(yes, holds).mul(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = (a[aAt + i] < b[bAt + i] ? 1 : 0) * c[cAt + i];
        }
    }

    private static void addAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            v.add(w).add(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i] + c[cAt + i];
        }
    }

    private static void addMul(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            v.add(w).mul(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = (a[aAt + i] + b[bAt + i]) * c[cAt + i];
        }
    }

    private static void addSub(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            v.add(w).sub(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i] - c[cAt + i];
        }
    }

    private static void addDiv(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            v.add(w).div(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = (a[aAt + i] + b[bAt + i]) / c[cAt + i];
        }
    }

    private static void addSubFrom(
            float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            u.sub(v.add(w)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = c[cAt + i] - (a[aAt + i] + b[bAt + i]);
        }
    }

    private static void subAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            v.sub(w).add(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] - b[bAt + i] + c[cAt + i];
        }
    }

    private static void subMul(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            v.sub(w).mul(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = (a[aAt + i] - b[bAt + i]) * c[cAt + i];
        }
    }

    private static void subSub(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            v.sub(w).sub(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] - b[bAt + i] - c[cAt + i];
        }
    }

    private static void subDiv(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            v.sub(w).div(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = (a[aAt + i] - b[bAt + i]) / c[cAt + i];
        }
    }

    private static void subSubFrom(
            float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            u.sub(v.sub(w)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = c[cAt + i] - (a[aAt + i] - b[bAt + i]);
        }
    }

    private static void mulAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            v.mul(w).add(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i] + c[cAt + i];
        }
    }

    private static void mulMul(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            v.mul(w).mul(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i] * c[cAt + i];
        }
    }

    private static void mulSub(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            v.mul(w).sub(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i] - c[cAt + i];
        }
    }

    private static void mulDiv(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            v.mul(w).div(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i] / c[cAt + i];
        }
    }

    private static void mulSubFrom(
            float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, a, aAt + i);
            FloatVector w = FloatVector.fromArray(S, b, bAt + i);
            FloatVector u = FloatVector.fromArray(S, c, cAt + i);
            u.sub(v.mul(w)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = c[cAt + i] - a[aAt + i] * b[bAt + i];
        }
    }
}
