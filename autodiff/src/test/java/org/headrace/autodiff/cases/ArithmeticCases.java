package org.headrace.autodiff.cases;

import static org.headrace.core.DType.BOOL;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT16;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.INT8;
import static org.headrace.core.DType.UINT16;
import static org.headrace.core.DType.UINT32;
import static org.headrace.core.DType.UINT64;
import static org.headrace.core.DType.UINT8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.math.Div;
import org.headrace.ops.math.Inv;
import org.headrace.ops.math.Mod;

/** Rows of the element-wise ops: functions of one number, arithmetic, comparisons, logic. */
final class ArithmeticCases {
    /** Away from 0, 1 and whole numbers, where some functions have kinks. */
    private static final float[][] X = {{-2.3f, -1.2f, -0.7f, -0.1f}, {0.2f, 0.6f, 1.3f, 2.7f}};

    private static final float[][] POSITIVE = {{0.01f, 0.3f, 0.8f, 1.4f}, {2.2f, 3.7f, 10.5f, 99.5f}};
    private static final float[][] UNIT = {{-0.95f, -0.6f, -0.2f, -0.01f}, {0.1f, 0.4f, 0.7f, 0.9f}};
    private static final float[][] ABOVE_ONE = {{1.1f, 1.3f, 1.9f, 2.4f}, {4.2f, 7.7f, 10.5f, 99.5f}};
    private static final float[] SPECIAL = {
        0f,
        -0f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.MIN_NORMAL,
        1e-20f,
        -80f,
        80f
    };
    /** Without infinity, of which TensorFlow's float32 square roots are NaN. */
    private static final float[] FINITE = {0f, -0f, Float.NaN, Float.NEGATIVE_INFINITY, 1e-20f, 1e20f, -80f, 80f};
    /** Without those whose logistic function TensorFlow's float32 kernel takes for 0. */
    private static final float[] MODERATE = {
        0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, 1e-20f, -3f, 80f
    };

    private static final Tensor NONE = Tensor.zeros(FLOAT32, Shape.of(0, 3));
    private static final float[][] A = {{-2.5f, 1.5f, 3.2f}, {0.7f, -4.1f, 2.3f}};
    private static final float[][] B = {{1.1f, -2.4f, 0.6f}, {5.3f, 1.9f, -0.8f}};
    private static final int[] SEVEN = {7, -7, 7, -7, 0, 6, -1, Integer.MIN_VALUE, Integer.MAX_VALUE};
    private static final DType[] INTEGERS = {INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64};
    private static final int LARGE = Integer.MAX_VALUE - 1000;
    private static final int[] TWO = {2, 2, -2, -2, 5, 3, 4, 1, 7};

    private final List<OpCase> rows = new ArrayList<>();

    private ArithmeticCases() {}

    static List<OpCase> rows() {
        ArithmeticCases cases = new ArithmeticCases();
        cases.functions();
        cases.arithmetic();
        cases.comparisons();
        cases.bits();
        cases.others();
        return cases.rows;
    }

    /** A function of which gradients exist: on ordinary numbers, on special ones, on none and on a scalar. */
    private void function(String name, float[][] sample, OpCase.One function) {
        function(name, sample, SPECIAL, 4, function);
    }

    private void function(String name, float[][] sample, float[] special, double ulps, OpCase.One function) {
        rows.add(OpCase.of(name, function, (Object) sample).within(ulps));
        rows.add(OpCase.of(name + "/special", function, (Object) special)
                .within(ulps)
                .notDifferentiable()
                .real());
        rows.add(OpCase.of(name + "/empty", function, (Object) NONE).notDifferentiable());
        rows.add(OpCase.of(name + "/scalar", function, sample[1][1]));
    }

    private void functions() {
        function("Neg", X, (tf, in) -> tf.neg(in.get(0)));
        function("Abs", X, (tf, in) -> tf.abs(in.get(0)));
        function("Square", X, (tf, in) -> tf.square(in.get(0)));
        function("Sqrt", POSITIVE, FINITE, 4, (tf, in) -> tf.sqrt(in.get(0)));
        function("Exp", X, (tf, in) -> tf.exp(in.get(0)));
        function("Log", POSITIVE, (tf, in) -> tf.log(in.get(0)));
        function("Sigmoid", X, MODERATE, 8, (tf, in) -> tf.sigmoid(in.get(0)));
        function("Tanh", X, (tf, in) -> tf.tanh(in.get(0)));
        function("Rsqrt", POSITIVE, FINITE, 4, (tf, in) -> tf.math.rsqrt(in.get(0)));
        function("Reciprocal", POSITIVE, (tf, in) -> tf.math.reciprocal(in.get(0)));
        function("Expm1", X, (tf, in) -> tf.math.expm1(in.get(0)));
        function("Log1p", POSITIVE, (tf, in) -> tf.math.log1p(in.get(0)));
        function("Sin", X, (tf, in) -> tf.math.sin(in.get(0)));
        function("Cos", X, (tf, in) -> tf.math.cos(in.get(0)));
        function("Tan", X, (tf, in) -> tf.math.tan(in.get(0)));
        function("Inv", POSITIVE, (tf, in) -> tf.add(new Inv(), in.get(0)));
        function("Asin", UNIT, (tf, in) -> tf.math.asin(in.get(0)));
        function("Acos", UNIT, (tf, in) -> tf.math.acos(in.get(0)));
        function("Atan", X, (tf, in) -> tf.math.atan(in.get(0)));
        function("Sinh", X, (tf, in) -> tf.math.sinh(in.get(0)));
        function("Cosh", X, (tf, in) -> tf.math.cosh(in.get(0)));
        function("Asinh", X, (tf, in) -> tf.math.asinh(in.get(0)));
        function("Acosh", ABOVE_ONE, (tf, in) -> tf.math.acosh(in.get(0)));
        function("Atanh", UNIT, (tf, in) -> tf.math.atanh(in.get(0)));
        function("Erf", X, (tf, in) -> tf.math.erf(in.get(0)));
        function("Sign", X, (tf, in) -> tf.math.sign(in.get(0)));
        function("Floor", X, (tf, in) -> tf.math.floor(in.get(0)));
        function("Ceil", X, (tf, in) -> tf.math.ceil(in.get(0)));
        function("Rint", X, (tf, in) -> tf.math.rint(in.get(0)));
        function("Round", X, (tf, in) -> tf.math.round(in.get(0)));
        integers("Neg", tf -> tf::neg);
        integers("Abs", tf -> tf::abs);
        integers("Square", tf -> tf::square);
        integers("Sign", tf -> tf.math::sign);
        rows.add(plain("IsNan", (tf, in) -> tf.math.isNan(in.get(0)), (Object) SPECIAL));
        rows.add(plain("IsInf", (tf, in) -> tf.math.isInf(in.get(0)), (Object) SPECIAL));
        rows.add(plain("IsFinite", (tf, in) -> tf.math.isFinite(in.get(0)), (Object) SPECIAL));
    }

    private static OpCase plain(String name, OpCase.One build, Object... inputs) {
        return OpCase.of(name, build, inputs).notDifferentiable().exact();
    }

    /** A method of {@code tf}, so that rows can be written as method references. */
    private interface Method<T> {
        T of(Ops tf);
    }

    private void integers(String name, Method<UnaryOperator<Output>> op) {
        rows.add(plain(name + "/integers", (tf, in) -> op.of(tf).apply(in.get(0)), (Object) SEVEN)
                .in(INT32, INT64));
    }

    /** Same shape, row, column, scalar against matrix, and matrix against vector the other way round. */
    private void broadcasting(String name, Method<BinaryOperator<Output>> op, float[][] a, float[][] b) {
        OpCase.One build = (tf, in) -> op.of(tf).apply(in.get(0), in.get(1));
        rows.add(OpCase.of(name, build, a, b));
        rows.add(OpCase.of(name + "/row", build, a, b[0]));
        rows.add(OpCase.of(name + "/column", build, a, new float[][] {{b[0][0]}, {b[1][1]}}));
        rows.add(OpCase.of(name + "/scalar", build, a, b[0][0]));
        rows.add(OpCase.of(name + "/both", build, new float[][] {{a[0][1]}, {a[0][2]}}, b[0]));
        rows.add(OpCase.of(name + "/outer scalar", build, a[0][1], b));
        rows.add(OpCase.of(name + "/empty", build, NONE, b[0]).notDifferentiable());
        rows.add(OpCase.of(name + "/special", build, SPECIAL, new float[][] {
                    {0}, {Float.NaN}, {-0.5f}, {1e30f}, {Float.NEGATIVE_INFINITY}
                })
                .notDifferentiable()
                .real());
    }

    private void integersOfTwo(String name, Method<BinaryOperator<Output>> op, DType... dtypes) {
        rows.add(plain(
                        name + "/integers",
                        (tf, in) -> op.of(tf)
                                .apply(in.get(0), tf.cast(in.get(1), in.get(0).dtype())),
                        SEVEN,
                        TWO)
                .in(dtypes)
                .seeded(ArithmeticCases::sevenAndTwo));
    }

    /**
     * Divisors are not 0, of which there is a test. No number is so large that it and its divisor are too large together: of
     * their quotient TensorFlow takes a wrong floor, and it crashes when the least integer is divided by -1.
     */
    private static List<Tensor> sevenAndTwo(RandomGenerator random) {
        int[] a = new int[SEVEN.length];
        int[] b = new int[TWO.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextBoolean() ? random.nextInt() : SEVEN[random.nextInt(SEVEN.length)];
            b[i] = random.nextBoolean() ? random.nextInt(2, 1000) : TWO[random.nextInt(TWO.length)];
            a[i] = Math.max(-LARGE, Math.min(LARGE, a[i]));
        }
        return List.of(Tensor.of(a), Tensor.of(b));
    }

    private void arithmetic() {
        broadcasting("Add", tf -> tf::add, A, B);
        broadcasting("AddV2", tf -> tf.math::addV2, A, B);
        broadcasting("Sub", tf -> tf::sub, A, B);
        broadcasting("Mul", tf -> tf::mul, A, B);
        broadcasting("RealDiv", tf -> tf::div, A, B);
        broadcasting("Div", tf -> (a, b) -> tf.add(new Div(), a, b), A, B);
        broadcasting("DivNoNan", tf -> tf.math::divNoNan, A, B);
        broadcasting("SquaredDifference", tf -> tf.math::squaredDifference, A, B);
        broadcasting("Maximum", tf -> tf::maximum, A, B);
        broadcasting("Minimum", tf -> tf::minimum, A, B);
        broadcasting("Pow", tf -> tf::pow, new float[][] {{0.3f, 1.7f, 2.2f}, {0.9f, 5.1f, 1.1f}}, B);
        broadcasting("FloorDiv", tf -> tf::floorDiv, A, B);
        broadcasting("FloorMod", tf -> tf::mod, A, B);
        broadcasting("MulNoNan", tf -> tf.math::multiplyNoNan, A, B);
        broadcasting("Xdivy", tf -> tf.math::xdivy, A, B);
        broadcasting("Xlogy", tf -> tf.math::xlogy, A, new float[][] {{1.1f, 2.4f, 0.6f}, {5.3f, 1.9f, 0.8f}});
        broadcasting("Atan2", tf -> tf.math::atan2, A, B);
        OpCase.One truncated = (tf, in) -> tf.math.truncateMod(in.get(0), in.get(1));
        rows.add(plain("TruncateMod", truncated, A, B));
        integersOfTwo("TruncateMod", tf -> tf.math::truncateMod, INT32, INT64);
        integersOfTwo("Mod", tf -> (a, b) -> tf.add(new Mod(), a, b), INT32, INT64);
        integersOfTwo("Add", tf -> tf::add, INT32, INT64);
        integersOfTwo("Sub", tf -> tf::sub, INT32, INT64);
        integersOfTwo("Mul", tf -> tf::mul, INT32, INT64);
        integersOfTwo("FloorDiv", tf -> tf::floorDiv, INT32, INT64);
        integersOfTwo("FloorMod", tf -> tf::mod, INT32, INT64);
        integersOfTwo("TruncateDiv", tf -> tf.math::truncateDiv, INT32, INT64);
        integersOfTwo("Div", tf -> (a, b) -> tf.add(new Div(), a, b), INT32, INT64);
        integersOfTwo("RealDiv", tf -> tf::div, INT32, INT64);
        integersOfTwo("Maximum", tf -> tf::maximum, INT32, INT64);
        integersOfTwo("Minimum", tf -> tf::minimum, INT32, INT64);
        integersOfTwo("SquaredDifference", tf -> tf.math::squaredDifference, INT32, INT64);
        rows.add(plain("Pow/integers", (tf, in) -> tf.pow(in.get(0), in.get(1)), new int[] {2, -3, 5, 0, 7}, new int[] {
                    10, 3, 0, 2, 1
                })
                .asGiven());
        rows.add(plain(
                        "Add/bytes wrap",
                        (tf, in) -> tf.add(in.get(0), in.get(1)),
                        Tensor.of(UINT8, new int[] {250, 3}),
                        Tensor.of(UINT8, new int[] {9, 4}))
                .asGiven());
        rows.add(plain("Add/strings", (tf, in) -> tf.add(in.get(0), in.get(1)), new String[] {"a", "b"}, "c")
                .asGiven());
    }

    private void comparisons() {
        comparison("Equal", tf -> tf::equal);
        comparison("NotEqual", tf -> tf::notEqual);
        comparison("Less", tf -> tf::less);
        comparison("LessEqual", tf -> tf::lessEqual);
        comparison("Greater", tf -> tf::greater);
        comparison("GreaterEqual", tf -> tf::greaterEqual);
        boolean[] p = {true, true, false, false};
        boolean[] q = {true, false, true, false};
        rows.add(plain("LogicalAnd", (tf, in) -> tf.logicalAnd(in.get(0), in.get(1)), p, q)
                .asGiven());
        rows.add(plain("LogicalOr", (tf, in) -> tf.logicalOr(in.get(0), in.get(1)), p, q)
                .asGiven());
        rows.add(plain("LogicalNot", (tf, in) -> tf.logicalNot(in.get(0)), (Object) p)
                .asGiven());
        rows.add(plain("Equal/bools", (tf, in) -> tf.equal(in.get(0), in.get(1)), p, q)
                .asGiven());
        rows.add(plain("NotEqual/strings", (tf, in) -> tf.notEqual(in.get(0), in.get(1)), new String[] {"a", "b"}, "a")
                .asGiven());
    }

    private void bits() {
        bits("BitwiseAnd", tf -> tf.bitwise::bitwiseAnd);
        bits("BitwiseOr", tf -> tf.bitwise::bitwiseOr);
        bits("BitwiseXor", tf -> tf.bitwise::bitwiseXor);
        bits("LeftShift", tf -> tf.bitwise::leftShift);
        bits("RightShift", tf -> tf.bitwise::rightShift);
        rows.add(plain("Invert", (tf, in) -> tf.bitwise.invert(in.get(0)), (Object) new int[] {0, 1, 2, 100, 127})
                .in(INTEGERS));
        OpCase.One near = (tf, in) -> tf.math.approximateEqual(in.get(0), in.get(1), 0.6f);
        rows.add(plain("ApproximateEqual", near, new float[] {1, 2, 7, -3}, new float[] {1.5f, 3, 2, -3}));
    }

    private void bits(String name, Method<BinaryOperator<Output>> op) {
        OpCase.One build = (tf, in) -> op.of(tf).apply(in.get(0), in.get(1));
        rows.add(plain(name, build, new int[] {0, 1, 2, 5, 100, 127, 85}, new int[] {3, 1, 2, 4, 7, 6, 0})
                .in(INTEGERS));
        rows.add(plain(name + "/row", build, new int[][] {{1}, {2}, {5}}, new int[] {3, 1, 6})
                .in(INTEGERS));
        rows.add(plain(name + "/negative", build, new int[] {-1, -2, -100, -128, 0}, new int[] {3, 1, 2, 7, 9})
                .in(INT8, INT16, INT32, INT64));
    }

    private void comparison(String name, Method<BinaryOperator<Output>> op) {
        OpCase.One build = (tf, in) -> op.of(tf).apply(in.get(0), in.get(1));
        rows.add(plain(name, build, SPECIAL, new float[][] {{0}, {Float.NaN}, {80}, {Float.POSITIVE_INFINITY}}));
        rows.add(plain(name + "/integers", build, SEVEN, TWO).asGiven());
    }

    private void others() {
        rows.add(OpCase.of("AddN", (tf, in) -> tf.addN(List.of(in.get(0), in.get(1), in.get(0))), A, B));
        rows.add(plain("AddN/integers", (tf, in) -> tf.addN(List.of(in.get(0), in.get(1))), SEVEN, TWO)
                .asGiven());
        OpCase.One select = (tf, in) -> tf.where(in.get(0), in.get(1), in.get(2));
        rows.add(OpCase.of("Select", select, new boolean[][] {{true, false, true}, {false, false, true}}, A, B));
        rows.add(OpCase.of("Select/rows", select, new boolean[] {true, false}, A, B));
        rows.add(OpCase.of("Select/scalar", select, false, A, B));
        rows.add(OpCase.of("clipByValue", (tf, in) -> tf.clipByValue(in.get(0), -1, 2), (Object) A));
        casts();
        narrowCasts();
        narrowArithmetic();
    }

    private void casts() {
        float[] numbers = {-2.7f, -0.5f, 0f, 0.5f, 1f, 2.5f, 200.9f};
        for (DType to : List.of(FLOAT32, FLOAT64, INT32, INT64, BOOL)) {
            OpCase.One cast = (tf, in) -> tf.cast(in.get(0), to);
            rows.add(plain("Cast/float to " + to, cast, (Object) numbers).in(except(to, FLOAT32, FLOAT64)));
            rows.add(plain("Cast/int to " + to, cast, (Object) SEVEN).in(except(to, INT32, INT64)));
            if (to != BOOL) {
                rows.add(plain("Cast/bool to " + to, cast, (Object) new boolean[] {true, false})
                        .asGiven());
            }
        }
    }

    /** What does not fit wraps around. */
    private void narrowArithmetic() {
        for (DType narrow : List.of(INT8, INT16, UINT8)) {
            Tensor a = Tensor.of(narrow, new int[] {100, 127, 50, 0, 7});
            Tensor b = Tensor.of(narrow, new int[] {100, 127, 3, 1, 2});
            rows.add(plain("Add/" + narrow, (tf, in) -> tf.add(in.get(0), in.get(1)), a, b)
                    .asGiven());
            rows.add(plain("Sub/" + narrow, (tf, in) -> tf.sub(in.get(1), in.get(0)), a, b)
                    .asGiven());
            rows.add(plain("Mul/" + narrow, (tf, in) -> tf.mul(in.get(0), in.get(1)), a, b)
                    .asGiven());
            rows.add(plain("FloorDiv/" + narrow, (tf, in) -> tf.floorDiv(in.get(0), in.get(1)), a, b)
                    .asGiven());
            rows.add(plain("Less/" + narrow, (tf, in) -> tf.less(in.get(0), in.get(1)), a, b)
                    .asGiven());
        }
    }

    /** To and from the narrow integers, out of their ranges too. */
    private void narrowCasts() {
        float[] numbers = {-2.7f, 1.9f, 127.5f, 300.5f, -300.5f, 70000, 3e9f, -3e9f, 1e19f, Float.NaN, -1 / 0f};
        for (DType narrow : List.of(INT8, INT16, UINT8, UINT16)) {
            OpCase.One cast = (tf, in) -> tf.cast(in.get(0), narrow);
            rows.add(plain("Cast/float to " + narrow, cast, (Object) numbers));
            rows.add(plain("Cast/int to " + narrow, cast, (Object) SEVEN).in(INT32, INT64));
            Tensor back = Tensor.of(narrow, new int[] {0, 1, 100, 127});
            rows.add(plain("Cast/" + narrow + " to float", (tf, in) -> tf.cast(in.get(0), FLOAT32), back)
                    .asGiven());
        }
    }

    /** The two dtypes but for the one that a cast would leave as it is. */
    private static DType[] except(DType to, DType... dtypes) {
        return Stream.of(dtypes).filter(dtype -> dtype != to).toArray(DType[]::new);
    }
}
