package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.headrace.ops.linalg.CholeskyGrad;
import org.headrace.ops.linalg.MatrixSolveLs;

/** Rows of linear algebra. Complex matrices are given as their parts, and so taken. */
final class LinalgCases {
    private static final float[][] SQUARE = {{4, 1.5f, -0.5f}, {-1, 3, 0.75f}, {0.5f, 2, -2.5f}};
    private static final float[][] SQUARE_IM = {{0.5f, -1, 0.25f}, {0.75f, 1, -0.5f}, {1.5f, 0.25f, 2}};
    private static final float[][] TALL = {{1, 2, -0.5f}, {0.5f, -1.5f, 3}, {2.5f, 0.25f, 1}, {-1, 4, 0.75f}, {3, 1, -2}
    };
    private static final float[][] TALL_IM = {
        {0.5f, -1, 2}, {1.5f, 0.25f, -0.75f}, {-2, 1, 0.5f}, {0.25f, 3, 1}, {1, -0.5f, 1.25f}
    };
    private static final float[][] WIDE = {{1, 2, -0.5f, 3}, {0.5f, -1.5f, 3, 1}};
    private static final float[][] RIGHT = {{1, -2}, {0.5f, 3}, {2, 0.25f}};
    private static final float[][] RIGHT_IM = {{0.5f, 1}, {-1, 2}, {0.75f, -0.25f}};
    private static final float[][][] BATCH = {SQUARE, {{2, 0.5f, 1}, {0.25f, 5, -1}, {-0.5f, 1, 3}}};
    /** For matrices of 3 rows of a condition number of 2.5, as the samples and {@link #dominant} are. */
    private static final double ROUNDING = units(3, 2.5);
    /** The condition number of {@link #positive} matrices of 3 rows. */
    private static final double POSITIVE = 54;

    private final List<OpCase> rows = new ArrayList<>();

    private LinalgCases() {}

    static List<OpCase> rows() {
        LinalgCases cases = new LinalgCases();
        cases.cholesky();
        cases.equations();
        cases.large();
        cases.determinants();
        cases.leastSquares();
        cases.qr();
        cases.eigen();
        cases.svd();
        cases.functions();
        cases.compositions();
        // complex matrices have rows of their own
        return cases.rows.stream()
                .map(row -> row.in(DType.FLOAT32, DType.FLOAT64))
                .toList();
    }

    /**
     * The tolerance of what is computed from matrices of {@code n} rows: errors grow with the condition number and, as they
     * differ in sign, with the root of {@code n}. In 21 inputs a row, what was needed is three quarters of that at most.
     *
     * @param condition of what the result comes from: of {@code A = L L^H}, it is that of {@code L}, the root of {@code A}'s
     */
    private static double units(int n, double condition) {
        return 8 * Math.sqrt(n) * condition;
    }

    private interface OfOne {
        Output build(Ops tf, Output x);
    }

    private interface OfTwo {
        Output build(Ops tf, Output a, Output b);
    }

    private OpCase real(String name, OfOne build, Object x) {
        return OpCase.of(name, (tf, in) -> build.build(tf, in.get(0)), x).withinOfGreatest(ROUNDING);
    }

    private OpCase complex(String name, OfOne build, Object re, Object im) {
        OpCase.One parts = (tf, in) -> SignalCases.parts(tf, build.build(tf, tf.complex(in.get(0), in.get(1))));
        return OpCase.of(name, parts, re, im).withinOfGreatest(ROUNDING);
    }

    private OpCase complex(String name, OfTwo build, Object re, Object im, Object otherRe, Object otherIm) {
        OpCase.One parts = (tf, in) -> SignalCases.parts(
                tf, build.build(tf, tf.complex(in.get(0), in.get(1)), tf.complex(in.get(2), in.get(3))));
        return OpCase.of(name, parts, re, im, otherRe, otherIm).withinOfGreatest(ROUNDING);
    }

    /** {@code x x^H + I}, positive definite whatever {@code x} is. */
    private static Output positive(Ops tf, Output x) {
        Output product = tf.matmul(x, x, false, false, false, true);
        Output n = tf.stridedSlice(tf.shape(x), Slice.at(-1));
        return tf.add(product, tf.linalg.eye(n, tf.constant(new int[0]), x.dtype()));
    }

    /** {@code x} with 4 added to its diagonal's sizes: far from singular whatever a small {@code x} is. */
    private static List<Tensor> dominant(RandomGenerator random, int inputs, int n) {
        List<Tensor> drawn = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            float[] values = new float[n * n];
            for (int j = 0; j < values.length; j++) {
                values[j] = random.nextFloat(-1, 1) + (i == 0 && j % (n + 1) == 0 ? 4 : 0);
            }
            drawn.add(Tensor.wrap(Shape.of(n, n), values));
        }
        return drawn;
    }

    private static Tensor uniform(RandomGenerator random, int... dims) {
        long[] shape = new long[dims.length];
        int size = 1;
        for (int i = 0; i < dims.length; i++) {
            shape[i] = dims[i];
            size *= dims[i];
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
        return Tensor.wrap(Shape.of(shape), values);
    }

    private void cholesky() {
        double factor = units(3, Math.sqrt(POSITIVE));
        rows.add(real("Cholesky", (tf, x) -> tf.linalg.cholesky(positive(tf, x)), SQUARE)
                .withinOfGreatest(factor));
        rows.add(real("Cholesky/batch", (tf, x) -> tf.linalg.cholesky(positive(tf, x)), BATCH)
                .withinOfGreatest(factor));
        rows.add(real("Cholesky/of one", (tf, x) -> tf.linalg.cholesky(x), new float[][] {{2.25f}}));
        rows.add(real(
                "Cholesky/empty", (tf, x) -> tf.linalg.cholesky(x), Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 0))));
        rows.add(complex("Cholesky/complex", (tf, x) -> tf.linalg.cholesky(positive(tf, x)), SQUARE, SQUARE_IM)
                .withinOfGreatest(factor));
        rows.add(OpCase.of(
                        "CholeskyGrad",
                        (tf, in) -> tf.add(new CholeskyGrad(), tf.linalg.cholesky(positive(tf, in.get(0))), in.get(1)),
                        SQUARE,
                        SQUARE_IM)
                .withinOfGreatest(units(3, POSITIVE))
                .notDifferentiable());
        rows.add(OpCase.of(
                        "CholeskyGrad/batch",
                        (tf, in) -> tf.add(new CholeskyGrad(), tf.linalg.cholesky(positive(tf, in.get(0))), in.get(0)),
                        (Object) BATCH)
                .withinOfGreatest(units(3, POSITIVE))
                .notDifferentiable());
        rows.add(OpCase.of(
                        "choleskySolve",
                        (tf, in) -> tf.linalg.choleskySolve(tf.linalg.cholesky(positive(tf, in.get(0))), in.get(1)),
                        SQUARE,
                        RIGHT)
                .withinOfGreatest(units(3, POSITIVE)));
        rows.add(real("logdet", (tf, x) -> tf.linalg.logdet(positive(tf, x)), BATCH));
        rows.add(OpCase.of(
                        "logdet/complex",
                        (tf, in) -> tf.linalg.logdet(positive(tf, tf.complex(in.get(0), in.get(1)))),
                        SQUARE,
                        SQUARE_IM)
                .withinOfGreatest(ROUNDING));
    }

    private void equations() {
        rows.add(real("MatrixInverse", (tf, x) -> tf.linalg.inv(x), SQUARE).seeded(random -> dominant(random, 1, 3)));
        rows.add(real("MatrixInverse/adjoint, batch", (tf, x) -> tf.linalg.inv(x, true), BATCH)
                .seeded(random -> List.of(Tensor.of(BATCH))));
        rows.add(real(
                "MatrixInverse/empty", (tf, x) -> tf.linalg.inv(x), Tensor.zeros(DType.FLOAT32, Shape.of(0, 3, 3))));
        rows.add(real(
                "MatrixInverse/of nothing",
                (tf, x) -> tf.linalg.inv(x),
                Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 0))));
        rows.add(complex("MatrixInverse/complex", (tf, x) -> tf.linalg.inv(x), SQUARE, SQUARE_IM)
                .seeded(random -> dominant(random, 2, 3)));
        rows.add(complex("MatrixInverse/complex, adjoint", (tf, x) -> tf.linalg.inv(x, true), SQUARE, SQUARE_IM)
                .seeded(random -> dominant(random, 2, 3)));
        for (boolean adjoint : new boolean[] {false, true}) {
            String name = adjoint ? ", adjoint" : "";
            rows.add(OpCase.of(
                            "MatrixSolve/real" + name,
                            (tf, in) -> tf.linalg.solve(in.get(0), in.get(1), adjoint),
                            SQUARE,
                            RIGHT)
                    .withinOfGreatest(ROUNDING)
                    .seeded(random -> List.of(dominant(random, 1, 3).get(0), uniform(random, 3, 2))));
            rows.add(complex(
                            "MatrixSolve/complex" + name,
                            (tf, a, b) -> tf.linalg.solve(a, b, adjoint),
                            SQUARE,
                            SQUARE_IM,
                            RIGHT,
                            RIGHT_IM)
                    .seeded(random -> List.of(
                            dominant(random, 1, 3).get(0),
                            uniform(random, 3, 3),
                            uniform(random, 3, 2),
                            uniform(random, 3, 2))));
            for (boolean lower : new boolean[] {false, true}) {
                String half = (lower ? "/lower" : "/upper") + name;
                rows.add(OpCase.of(
                                "MatrixTriangularSolve" + half,
                                (tf, in) -> tf.linalg.triangularSolve(in.get(0), in.get(1), lower, adjoint),
                                SQUARE,
                                RIGHT)
                        .withinOfGreatest(ROUNDING)
                        .seeded(random -> List.of(dominant(random, 1, 3).get(0), uniform(random, 3, 2))));
                rows.add(complex(
                                "MatrixTriangularSolve" + half + ", complex",
                                (tf, a, b) -> tf.linalg.triangularSolve(a, b, lower, adjoint),
                                SQUARE,
                                SQUARE_IM,
                                RIGHT,
                                RIGHT_IM)
                        .seeded(random -> List.of(
                                dominant(random, 1, 3).get(0),
                                uniform(random, 3, 3),
                                uniform(random, 3, 2),
                                uniform(random, 3, 2))));
            }
        }
        rows.add(OpCase.of(
                        "MatrixSolve/batch", (tf, in) -> tf.linalg.solve(in.get(0), in.get(1)), BATCH, new float[][][] {
                            RIGHT, RIGHT_IM
                        })
                .withinOfGreatest(ROUNDING)
                .seeded(random -> List.of(Tensor.of(BATCH), uniform(random, 2, 3, 2))));
        rows.add(OpCase.of(
                "MatrixSolve/no right-hand sides",
                (tf, in) -> tf.linalg.solve(in.get(0), in.get(1)),
                SQUARE,
                Tensor.zeros(DType.FLOAT32, Shape.of(3, 0))));
        rows.add(OpCase.of(
                "MatrixTriangularSolve/empty",
                (tf, in) -> tf.linalg.triangularSolve(in.get(0), in.get(1)),
                Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 0)),
                Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 3))));
    }

    /** More rows and columns than the algorithms work on at a time. */
    private void large() {
        large("MatrixSolve/large", (tf, x) -> tf.linalg.solve(SampleMatrices.dominant(tf, x), x), 70, 70, 2.1);
        large("MatrixInverse/large", (tf, x) -> tf.linalg.inv(SampleMatrices.dominant(tf, x)), 70, 70, 2.1);
        large(
                "MatrixInverse/large, adjoint",
                (tf, x) -> tf.linalg.inv(SampleMatrices.dominant(tf, x), true),
                70,
                70,
                2.1);
        large("Cholesky/large", (tf, x) -> tf.linalg.cholesky(positive(tf, x)), 70, 70, Math.sqrt(7700));
        large(
                "CholeskyGrad/large",
                (tf, x) -> tf.add(new CholeskyGrad(), SampleMatrices.dominant(tf, x), x),
                70,
                70,
                2.1);
        large("Qr/large, tall", (tf, x) -> tf.linalg.qr(x).get(0), 90, 70, 95);
        large("Qr/large, tall r", (tf, x) -> tf.linalg.qr(x).get(1), 90, 70, 95);
        large(
                "Qr/large, wide",
                (tf, x) -> tf.linalg
                        .qr(tf.concat(List.of(SampleMatrices.dominant(tf, x), x), 1))
                        .get(1),
                70,
                70,
                2.1);
        large("Qr/large, full", (tf, x) -> tf.linalg.qr(x, true).get(0), 90, 70, 95);
    }

    private void large(String name, OfOne build, int height, int width, double condition) {
        rows.add(real(name, build, SampleMatrices.of(height, width))
                .withinOfGreatest(units(height, condition))
                .notDifferentiable()
                .seeded(random -> List.of(uniform(random, height, width))));
    }

    private void determinants() {
        rows.add(real("MatrixDeterminant", (tf, x) -> tf.linalg.det(x), SQUARE)
                .seeded(random -> dominant(random, 1, 3)));
        rows.add(real("MatrixDeterminant/batch", (tf, x) -> tf.linalg.det(x), BATCH)
                .seeded(random -> List.of(Tensor.of(BATCH))));
        rows.add(real("MatrixDeterminant/singular", (tf, x) -> tf.linalg.det(x), new float[][] {{1, 2}, {2, 4}})
                .notDifferentiable()
                .seeded(random -> List.of(Tensor.of(new float[][] {{1, 2}, {2, 4}}))));
        rows.add(real(
                "MatrixDeterminant/of nothing",
                (tf, x) -> tf.linalg.det(x),
                Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 0))));
        rows.add(complex("MatrixDeterminant/complex", (tf, x) -> tf.linalg.det(x), SQUARE, SQUARE_IM)
                .seeded(random -> dominant(random, 2, 3)));
        OpCase.Build both = (tf, in) -> List.of(
                tf.linalg.slogdet(in.get(0)).get(1),
                tf.linalg.slogdet(in.get(0)).get(0));
        rows.add(OpCase.many("LogMatrixDeterminant", both, (Object) SQUARE)
                .withinOfGreatest(ROUNDING)
                .seeded(random -> dominant(random, 1, 3)));
        rows.add(OpCase.many("LogMatrixDeterminant/batch", both, (Object) BATCH)
                .withinOfGreatest(ROUNDING)
                .seeded(random -> List.of(Tensor.of(BATCH))));
        rows.add(OpCase.many("LogMatrixDeterminant/singular", both, (Object) new float[][] {{1, 2}, {2, 4}})
                .notDifferentiable()
                .seeded(random -> List.of(Tensor.of(new float[][] {{1, 2}, {2, 4}}))));
        rows.add(OpCase.of(
                        "LogMatrixDeterminant/complex",
                        (tf, in) -> tf.real(tf.linalg
                                .slogdet(tf.complex(in.get(0), in.get(1)))
                                .get(1)),
                        SQUARE,
                        SQUARE_IM)
                .withinOfGreatest(ROUNDING)
                .seeded(random -> dominant(random, 2, 3)));
        rows.add(complex(
                        "LogMatrixDeterminant/complex sign",
                        (tf, x) -> tf.linalg.slogdet(x).get(0),
                        SQUARE,
                        SQUARE_IM)
                .notDifferentiable()
                .seeded(random -> dominant(random, 2, 3)));
        rows.add(OpCase.many("Lu", (tf, in) -> tf.linalg.lu(in.get(0)), (Object) SQUARE)
                .withinOfGreatest(ROUNDING)
                .notDifferentiable()
                .seeded(random -> dominant(random, 1, 3)));
        rows.add(OpCase.many("Lu/int64, batch", (tf, in) -> tf.linalg.lu(in.get(0), DType.INT64), (Object) BATCH)
                .withinOfGreatest(ROUNDING)
                .notDifferentiable()
                .seeded(random -> List.of(Tensor.of(BATCH))));
        rows.add(OpCase.many(
                        "Lu/complex",
                        (tf, in) -> {
                            List<Output> lu = tf.linalg.lu(tf.complex(in.get(0), in.get(1)));
                            return List.of(SignalCases.parts(tf, lu.get(0)), lu.get(1));
                        },
                        SQUARE,
                        SQUARE_IM)
                .withinOfGreatest(ROUNDING)
                .notDifferentiable()
                .seeded(random -> dominant(random, 2, 3)));
    }

    private void leastSquares() {
        float[][] five = {{1, -2}, {0.5f, 3}, {2, 0.25f}, {-1, 1}, {0.75f, 2}};
        float[][] two = {{1, -2, 0.5f}, {3, 2, 0.25f}};
        for (double l2 : new double[] {0, 0.5}) {
            for (boolean fast : new boolean[] {true, false}) {
                String name = (fast ? ", fast" : "") + (l2 > 0 ? ", regularized" : "");
                leastSquares("tall" + name, l2, fast, TALL, five, 1.5);
                leastSquares("wide" + name, l2, fast, WIDE, two, 1.1);
            }
        }
        leastSquares("square", 0, false, SQUARE, RIGHT, 2.1);
        float[][] rankTwo = {{1, 2, 3}, {2, 4, 6}, {1, 0, 1}, {0, 1, 1}};
        // far from an exact solution, the error grows with the square of the condition number
        leastSquares("of rank 2", 0, false, rankTwo, new float[][] {{1}, {2}, {-1}, {3}}, 8.3 * 8.3);
        rows.add(OpCase.of("MatrixSolveLs/op", (tf, in) -> leastSquaresOp(tf, in), TALL, five)
                .withinOfGreatest(units(5, 1.5))
                .seeded(random -> List.of(Tensor.of(TALL), uniform(random, 5, 2))));
        rows.add(OpCase.of("MatrixSolveLs/op, wide", (tf, in) -> leastSquaresOp(tf, in), WIDE, two)
                .withinOfGreatest(units(4, 1.1))
                .seeded(random -> List.of(Tensor.of(WIDE), uniform(random, 2, 3))));
        rows.add(complex(
                        "MatrixSolveLs/complex",
                        (tf, a, b) -> tf.linalg.lstsq(a, b, 0, false),
                        TALL,
                        TALL_IM,
                        five,
                        five)
                .notDifferentiable()
                .withinOfGreatest(units(5, 1.6))
                .seeded(random ->
                        List.of(Tensor.of(TALL), Tensor.of(TALL_IM), uniform(random, 5, 2), uniform(random, 5, 2))));
    }

    private static Output leastSquaresOp(Ops tf, List<Output> in) {
        return tf.add(new MatrixSolveLs(true), in.get(0), in.get(1), tf.constant(0.25));
    }

    private void leastSquares(String name, double l2, boolean fast, float[][] a, float[][] b, double condition) {
        OpCase row = OpCase.of(
                        "MatrixSolveLs/" + name,
                        (tf, in) -> tf.linalg.lstsq(
                                tf.ensureShape(in.get(0), Shape.of(a.length, a[0].length)), in.get(1), l2, fast),
                        a,
                        b)
                .withinOfGreatest(units(Math.max(a.length, a[0].length), condition))
                .seeded(random -> List.of(Tensor.of(a), uniform(random, b.length, b[0].length)));
        rows.add(fast ? row : row.notDifferentiable());
    }

    private void qr() {
        for (boolean full : new boolean[] {false, true}) {
            String name = full ? ", full" : "";
            decomposition("Qr/tall" + name, (tf, x) -> tf.linalg.qr(x, full), TALL, !full);
            decomposition("Qr/wide" + name, (tf, x) -> tf.linalg.qr(x, full), WIDE, false);
            complexDecomposition("Qr/complex" + name, (tf, x) -> tf.linalg.qr(x, full), TALL, TALL_IM);
        }
        decomposition("Qr/square", (tf, x) -> tf.linalg.qr(x), SQUARE, true);
        decomposition("Qr/batch", (tf, x) -> tf.linalg.qr(x), BATCH, true);
        decomposition("Qr/diagonal", (tf, x) -> tf.linalg.qr(x), new float[][] {{2, 0}, {0, -3}, {0, 0}}, false);
        decomposition("Qr/empty", (tf, x) -> tf.linalg.qr(x), Tensor.zeros(DType.FLOAT32, Shape.of(0, 3, 2)), false);
    }

    private interface Decomposition {
        List<Output> build(Ops tf, Output x);
    }

    private void decomposition(String name, Decomposition build, Object x, boolean differentiable) {
        OpCase row = OpCase.many(name, (tf, in) -> build.build(tf, in.get(0)), x)
                .withinOfGreatest(units(5, 2.5))
                .seeded(random -> List.of(Tensor.of(x)));
        rows.add(differentiable ? row : row.notDifferentiable());
    }

    /** TensorFlow's gradient divides by 0 on a diagonal that it then replaces: there is no second one. */
    private void once(String name, Decomposition build, Object x) {
        decomposition(name, build, x, true);
        rows.add(rows.remove(rows.size() - 1).onceDifferentiable());
    }

    private void complexDecomposition(String name, Decomposition build, float[][] re, float[][] im) {
        OpCase.Build parts = (tf, in) -> build.build(tf, tf.complex(in.get(0), in.get(1))).stream()
                .map(output -> output.dtype().isComplex() ? SignalCases.parts(tf, output) : output)
                .toList();
        rows.add(OpCase.many(name, parts, re, im)
                .withinOfGreatest(units(5, 2.5))
                .notDifferentiable()
                .seeded(random -> List.of(Tensor.of(re), Tensor.of(im))));
    }

    private void eigen() {
        float[][] five = {
            {2, 0.5f, -1, 0.25f, 0.75f},
            {0.5f, -1, 0.5f, 1.5f, -0.25f},
            {-1, 0.5f, 3, -0.75f, 1},
            {0.25f, 1.5f, -0.75f, 0.5f, 2},
            {0.75f, -0.25f, 1, 2, 4}
        };
        once("SelfAdjointEigV2", (tf, x) -> tf.linalg.eigh(x), SQUARE);
        once("SelfAdjointEigV2/of five", (tf, x) -> tf.linalg.eigh(x), five);
        once("SelfAdjointEigV2/batch", (tf, x) -> tf.linalg.eigh(x), BATCH);
        once(
                "SelfAdjointEigV2/vectors",
                (tf, x) -> List.of(tf.square(tf.linalg.eigh(x).get(1))),
                SQUARE);
        once("SelfAdjointEigV2/of two", (tf, x) -> tf.linalg.eigh(x), new float[][] {{1, 9}, {2, -1}});
        once("SelfAdjointEigV2/diagonal", (tf, x) -> tf.linalg.eigh(x), new float[][] {{3, 0}, {0, 1}});
        decomposition("SelfAdjointEigV2/zeros", (tf, x) -> tf.linalg.eigh(x), new float[3][3], false);
        decomposition("SelfAdjointEigV2/values", (tf, x) -> List.of(tf.linalg.eigvalsh(x)), five, true);
        complexDecomposition("SelfAdjointEigV2/complex", (tf, x) -> tf.linalg.eigh(x), SQUARE, SQUARE_IM);
        // that each A V is V diag(e), for matrices of any size: two factors, each of condition 1
        rows.add(OpCase.of(
                        "SelfAdjointEigV2/again",
                        (tf, in) -> {
                            List<Output> eigen = tf.linalg.eigh(in.get(0));
                            Output scaled = tf.mul(eigen.get(1), tf.expandDims(eigen.get(0), -2));
                            return tf.matmul(scaled, eigen.get(1), false, false, false, true);
                        },
                        SampleMatrices.symmetric(40))
                .withinOfGreatest(units(40, 2))
                .notDifferentiable()
                .seeded(random -> List.of(SampleMatrices.symmetric(40))));
    }

    private void svd() {
        for (boolean full : new boolean[] {false, true}) {
            String name = full ? ", full" : "";
            decomposition("Svd/tall" + name, (tf, x) -> tf.linalg.svd(x, full), TALL, !full);
            decomposition("Svd/wide" + name, (tf, x) -> tf.linalg.svd(x, full), WIDE, !full);
            complexDecomposition("Svd/complex" + name, (tf, x) -> values(tf, tf.linalg.svd(x, full)), TALL, TALL_IM);
        }
        decomposition("Svd/square", (tf, x) -> tf.linalg.svd(x), SQUARE, true);
        complexDecomposition("Svd/complex, again", (tf, x) -> complexAgain(tf, tf.linalg.svd(x)), SQUARE, SQUARE_IM);
        complexDecomposition("Svd/complex, wide", (tf, x) -> complexAgain(tf, tf.linalg.svd(x)), WIDE, WIDE);
        decomposition("Svd/batch", (tf, x) -> tf.linalg.svd(x), BATCH, true);
        decomposition(
                "Svd/vectors", (tf, x) -> List.of(tf.square(tf.linalg.svd(x).get(1))), TALL, true);
        decomposition(
                "Svd/right vectors",
                (tf, x) -> List.of(tf.square(tf.linalg.svd(x).get(2))),
                WIDE,
                true);
        decomposition("Svd/values", (tf, x) -> List.of(tf.linalg.singularValues(x)), TALL, true);
        decomposition("Svd/empty", (tf, x) -> tf.linalg.svd(x), Tensor.zeros(DType.FLOAT32, Shape.of(0, 3, 2)), false);
        rows.add(OpCase.of("Svd/again", (tf, in) -> again(tf, tf.linalg.svd(in.get(0))), SampleMatrices.of(24, 40))
                .withinOfGreatest(units(40, 2))
                .notDifferentiable()
                .seeded(random -> List.of(SampleMatrices.of(24, 40))));
        rows.add(
                OpCase.of("Svd/again, tall", (tf, in) -> again(tf, tf.linalg.svd(in.get(0))), SampleMatrices.of(40, 24))
                        .withinOfGreatest(units(40, 2))
                        .notDifferentiable()
                        .seeded(random -> List.of(SampleMatrices.of(40, 24))));
        rows.add(real("Svd/many values", (tf, x) -> tf.linalg.singularValues(x), SampleMatrices.of(30, 20))
                .withinOfGreatest(units(30, 1))
                .notDifferentiable()
                .seeded(random -> List.of(SampleMatrices.of(30, 20))));
    }

    /** The singular values, and the sizes of the vectors' elements: the phases are not TensorFlow's. */
    private static List<Output> values(Ops tf, List<Output> svd) {
        return List.of(svd.get(0), tf.abs(svd.get(1)), tf.abs(svd.get(2)));
    }

    /** {@code u s v^H} of complex matrices. */
    private static List<Output> complexAgain(Ops tf, List<Output> svd) {
        Output s = tf.complex(svd.get(0), tf.zerosLike(svd.get(0)));
        return List.of(again(tf, List.of(s, svd.get(1), svd.get(2))));
    }

    /** {@code u s v^H}. */
    private static Output again(Ops tf, List<Output> svd) {
        Output scaled = tf.mul(svd.get(1), tf.expandDims(svd.get(0), -2));
        return tf.matmul(scaled, svd.get(2), false, false, false, true);
    }

    private void functions() {
        rows.add(real("MatrixSquareRoot", (tf, x) -> tf.linalg.sqrtm(positive(tf, x)), SQUARE)
                .withinOfGreatest(units(3, Math.sqrt(POSITIVE))));
        rows.add(real("MatrixSquareRoot/not symmetric", (tf, x) -> tf.linalg.sqrtm(x), BATCH[1])
                .seeded(random -> dominant(random, 1, 3)));
        rows.add(real("MatrixSquareRoot/turn", (tf, x) -> tf.linalg.sqrtm(x), new float[][] {{0.5f, -1}, {1, 0.5f}})
                .seeded(random -> List.of(Tensor.of(new float[][] {{0.5f, -1}, {1, 0.5f}}))));
        rows.add(complex("MatrixSquareRoot/complex", (tf, x) -> tf.linalg.sqrtm(x), SQUARE, SQUARE_IM)
                .notDifferentiable()
                .seeded(random -> dominant(random, 2, 3)));
    }

    private void compositions() {
        rows.add(real("matrixTranspose", (tf, x) -> tf.linalg.matrixTranspose(x), new float[][][] {WIDE, WIDE})
                .exact());
        rows.add(complex("adjoint", (tf, x) -> tf.linalg.adjoint(x), TALL, TALL_IM)
                .exact());
        double[] orders = {1, 2, 3, Double.POSITIVE_INFINITY};
        for (double ord : orders) {
            rows.add(real("norm/" + ord, (tf, x) -> tf.linalg.norm(x, ord, new int[] {-1}, true), TALL)
                    .withinOfGreatest(16));
            rows.add(real("norm/" + ord + ", all", (tf, x) -> tf.linalg.norm(x, ord, new int[0], false), TALL)
                    .withinOfGreatest(16));
            if (ord != 3) {
                rows.add(real(
                                "norm/" + ord + ", matrices",
                                (tf, x) -> tf.linalg.norm(x, ord, new int[] {-2, -1}, false),
                                BATCH)
                        .withinOfGreatest(ROUNDING));
            }
        }
    }
}
