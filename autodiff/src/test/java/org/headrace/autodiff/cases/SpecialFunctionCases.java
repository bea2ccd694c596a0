package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.math.IgammaGradA;
import org.headrace.ops.random.RandomGammaGrad;

/** Rows of the gamma, zeta, Bessel and error functions. */
final class SpecialFunctionCases {
    private static final float[] SPECIAL = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f, 1, 2, -1, -2
    };
    private static final float[] A = {0.3f, 1, 2.5f, 7, 20};
    private static final float[][] X = {{0.2f}, {1.5f}, {6}, {15}, {40}};

    private final List<OpCase> rows = new ArrayList<>();

    private SpecialFunctionCases() {}

    static List<OpCase> rows() {
        SpecialFunctionCases cases = new SpecialFunctionCases();
        cases.ofOne();
        cases.ofTwo();
        return cases.rows;
    }

    private static OpCase row(String name, Function<Ops, UnaryOperator<Output>> op, Object x) {
        return OpCase.of(name, (tf, in) -> op.apply(tf).apply(in.get(0)), x);
    }

    private void ofOne() {
        float[][] positive = {{0.1f, 0.7f, 1.2f, 1.9f, 2.4f}, {3.3f, 7.5f, 11.25f, 40, 123.5f}};
        float[][] negative = {{-0.3f, -0.75f, -1.4f}, {-2.6f, -5.1f, -10.25f}};
        rows.add(row("Lgamma", tf -> tf.math::lgamma, positive));
        rows.add(row("Lgamma/negative", tf -> tf.math::lgamma, negative)
                .within(64)); // zeros lie between the negative whole numbers
        // TensorFlow's float32 kernels of the next ones compute in float32, ours in float64: near zeros theirs are far
        // off
        rows.add(row("Digamma", tf -> tf.math::digamma, positive).within(16));
        rows.add(row("Digamma/negative", tf -> tf.math::digamma, negative).within(128));
        rows.add(row(
                "Erfc", tf -> tf.math::erfc, new float[][] {{-3, -0.7f, -0.2f, 0.1f}, {0.46875f, 1.3f, 3.9f, 5.5f}}));
        rows.add(row("BesselI0e", tf -> tf.math::besselI0e, new float[][] {{-30, -7, -0.5f, 0.25f}, {1, 8, 19, 100}})
                .within(8));
        rows.add(row("BesselI1e", tf -> tf.math::besselI1e, new float[][] {{-30, -7, -0.5f, 0.25f}, {1, 8, 19, 100}})
                .within(16));
        rows.add(
                row("BesselI1e/0", tf -> tf.math::besselI1e, new float[] {0, 1}).notDifferentiable());
        rows.add(row("besselI0", tf -> tf.math::besselI0, new float[] {-3, 0.5f, 7}));
        rows.add(row("besselI1", tf -> tf.math::besselI1, new float[] {-3, 0.5f, 7})
                .within(16));
        rows.add(row("lbeta", tf -> tf.math::lbeta, positive).within(32));
        rows.add(row("Lgamma/special", tf -> tf.math::lgamma, SPECIAL).notDifferentiable());
        rows.add(row("Digamma/special", tf -> tf.math::digamma, SPECIAL)
                .within(16)
                .between(2, 20) // not beside the zero at 1.46
                .notDifferentiable());
        rows.add(row("Erfc/special", tf -> tf.math::erfc, SPECIAL).notDifferentiable());
        rows.add(row("BesselI0e/special", tf -> tf.math::besselI0e, SPECIAL).notDifferentiable());
        rows.add(row("BesselI1e/special", tf -> tf.math::besselI1e, SPECIAL)
                .within(16)
                .notDifferentiable());
        rows.add(row("Lgamma/empty", tf -> tf.math::lgamma, new float[0]).notDifferentiable());
        rows.add(row("Lgamma/scalar", tf -> tf.math::lgamma, 3.5f));
    }

    private static OpCase row(String name, OpCase.One build, Object a, Object b) {
        return OpCase.of(name, build, a, b);
    }

    private static Output order(Ops tf, Output x, double... values) {
        return tf.cast(tf.constant(values), x.dtype());
    }

    private void ofTwo() {
        rows.add(row("Igamma", (tf, in) -> tf.math.igamma(in.get(0), in.get(1)), A, X)
                .within(512)
                .onceDifferentiable());
        rows.add(row("Igammac", (tf, in) -> tf.math.igammac(in.get(0), in.get(1)), A, X)
                .within(512)
                .onceDifferentiable());
        rows.add(row("IgammaGradA", (tf, in) -> tf.add(new IgammaGradA(), in.get(0), in.get(1)), A, X)
                .within(512)
                .notDifferentiable());
        rows.add(row("RandomGammaGrad", (tf, in) -> tf.add(new RandomGammaGrad(), in.get(0), in.get(1)), A, X)
                .within(512)
                .notDifferentiable());
        // no gradient flows to the first operand
        float[] q = {0.25f, 1, 3.75f, 40};
        rows.add(row("Zeta/gradient", tf -> x -> tf.math.zeta(order(tf, x, 2, 3.5, 2.5, 9), x), q)
                .within(16));
        rows.add(row("Polygamma/gradient", tf -> x -> tf.math.polygamma(order(tf, x, 0, 1, 2, 5), x), q));
        float[] a = {1, 1, 0, -1, 1, 2, Float.NaN, 1, 3};
        float[] x = {0, -1, 1, 1, Float.POSITIVE_INFINITY, 0.5f, 1, Float.NaN, 1e10f};
        rows.add(row("Igamma/special", (tf, in) -> tf.math.igamma(in.get(0), in.get(1)), a, x)
                .within(64)
                .notDifferentiable());
        rows.add(row("Igammac/special", (tf, in) -> tf.math.igammac(in.get(0), in.get(1)), a, x)
                .within(64)
                .notDifferentiable());
        rows.add(row(
                        "Zeta",
                        (tf, in) -> tf.math.zeta(in.get(0), in.get(1)),
                        new float[] {1.2f, 2, 3.5f, 9},
                        new float[][] {{0.25f}, {1}, {3.75f}, {40}})
                .notDifferentiable());
        rows.add(row(
                        "Zeta/special",
                        (tf, in) -> tf.math.zeta(in.get(0), in.get(1)),
                        new float[] {1, 0.5f, 2, 3, 2, 3, 2.5f, 3, Float.NaN, 2},
                        new float[] {1, 1, 0, -1, -2, -0.5f, -0.5f, -2.5f, 1, Float.NaN})
                .within(32)
                .notDifferentiable());
        rows.add(row(
                        "Polygamma",
                        (tf, in) -> tf.math.polygamma(in.get(0), in.get(1)),
                        new float[] {0, 1, 2, 5},
                        new float[][] {{0.25f}, {1}, {3.75f}, {40}})
                .notDifferentiable());
        rows.add(row(
                        "Polygamma/special",
                        (tf, in) -> tf.math.polygamma(in.get(0), in.get(1)),
                        new float[] {-1, 0.5f, 0, 1, 2, 1, Float.NaN, 1},
                        new float[] {1, 1, 0, -1, -1, -1.5f, 1, Float.NaN})
                .within(16)
                .notDifferentiable());
        rows.add(row(
                        "NextAfter",
                        (tf, in) -> tf.math.nextafter(in.get(0), in.get(1)),
                        new float[][] {{1, -1, 0.1f}, {3, 2, 1e10f}},
                        new float[] {2, 2, -1})
                .exact()
                .notDifferentiable());
        rows.add(row(
                        "NextAfter/special",
                        (tf, in) -> tf.math.nextafter(in.get(0), in.get(1)),
                        new float[] {Float.NaN, 1, Float.POSITIVE_INFINITY, Float.MAX_VALUE, 1, 0, -0f},
                        new float[] {1, Float.NaN, 0, Float.POSITIVE_INFINITY, 1, -0f, 0})
                .exact()
                .notDifferentiable());
        rows.add(row("Igamma/scalar and vector", (tf, in) -> tf.math.igamma(in.get(0), in.get(1)), 2f, A)
                .onceDifferentiable());
        Tensor empty = Tensor.zeros(DType.FLOAT32, Shape.of(0, 3));
        rows.add(row("Zeta/empty", (tf, in) -> tf.math.zeta(in.get(0), in.get(1)), empty, 2f)
                .notDifferentiable());
    }
}
