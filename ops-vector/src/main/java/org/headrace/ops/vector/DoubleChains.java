package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.ops.kernels.Primitives;
import org.jspecify.annotations.Nullable;

/** Two operations of float64 in one loop, each rounded: what lies between them stays in a register. */
final class DoubleChains {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private DoubleChains() {}

    static Primitives.@Nullable Chain<double[]> of(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        return switch (first) {
            case ADD ->
                switch (second) {
                    case ADD -> DoubleChains::addAdd;
                    case MUL -> DoubleChains::addMul;
                    case DIV -> left ? DoubleChains::addDiv : null;
                    case SUB -> left ? DoubleChains::addSub : DoubleChains::addSubFrom;
                    default -> null;
                };
            case SUB ->
                switch (second) {
                    case ADD -> DoubleChains::subAdd;
                    case MUL -> DoubleChains::subMul;
                    case DIV -> left ? DoubleChains::subDiv : null;
                    case SUB -> left ? DoubleChains::subSub : DoubleChains::subSubFrom;
                    default -> null;
                };
            case MUL ->
                switch (second) {
                    case ADD -> DoubleChains::mulAdd;
                    case MUL -> DoubleChains::mulMul;
                    case DIV -> left ? DoubleChains::mulDiv : null;
                    case SUB -> left ? DoubleChains::mulSub : DoubleChains::mulSubFrom;
                    default -> null;
                };
            case LESS -> second == BinaryPrimitive.MUL ? DoubleChains::lessMul : null;
            default -> null;
        };
    }

    private static void lessMul(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        DoubleVector no = DoubleVector.zero(S);
        DoubleVector yes = DoubleVector.broadcast(S, 1);
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            VectorMask<Double> holds =
                    DoubleVector.fromArray(S, a, aAt + i).compare(LT, DoubleVector.fromArray(S, b, bAt + i));
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            no.blend(yes, holds).mul(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = (a[aAt + i] < b[bAt + i] ? 1 : 0) * c[cAt + i];
        }
    }

    private static void addAdd(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            v.add(w).add(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i] + c[cAt + i];
        }
    }

    private static void addMul(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            v.add(w).mul(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = (a[aAt + i] + b[bAt + i]) * c[cAt + i];
        }
    }

    private static void addSub(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            v.add(w).sub(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i] - c[cAt + i];
        }
    }

    private static void addDiv(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            v.add(w).div(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = (a[aAt + i] + b[bAt + i]) / c[cAt + i];
        }
    }

    private static void addSubFrom(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            u.sub(v.add(w)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = c[cAt + i] - (a[aAt + i] + b[bAt + i]);
        }
    }

    private static void subAdd(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            v.sub(w).add(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] - b[bAt + i] + c[cAt + i];
        }
    }

    private static void subMul(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            v.sub(w).mul(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = (a[aAt + i] - b[bAt + i]) * c[cAt + i];
        }
    }

    private static void subSub(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            v.sub(w).sub(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] - b[bAt + i] - c[cAt + i];
        }
    }

    private static void subDiv(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            v.sub(w).div(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = (a[aAt + i] - b[bAt + i]) / c[cAt + i];
        }
    }

    private static void subSubFrom(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            u.sub(v.sub(w)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = c[cAt + i] - (a[aAt + i] - b[bAt + i]);
        }
    }

    private static void mulAdd(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            v.mul(w).add(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i] + c[cAt + i];
        }
    }

    private static void mulMul(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            v.mul(w).mul(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i] * c[cAt + i];
        }
    }

    private static void mulSub(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            v.mul(w).sub(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i] - c[cAt + i];
        }
    }

    private static void mulDiv(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            v.mul(w).div(u).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i] / c[cAt + i];
        }
    }

    private static void mulSubFrom(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, a, aAt + i);
            DoubleVector w = DoubleVector.fromArray(S, b, bAt + i);
            DoubleVector u = DoubleVector.fromArray(S, c, cAt + i);
            u.sub(v.mul(w)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = c[cAt + i] - a[aAt + i] * b[bAt + i];
        }
    }
}
