package org.headrace.autodiff.cases;

import static org.headrace.core.DType.COMPLEX128;
import static org.headrace.core.DType.COMPLEX64;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT16;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.INT8;
import static org.headrace.core.DType.UINT16;
import static org.headrace.core.DType.UINT8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.math.Bincount;
import org.headrace.ops.math.ClipByValue;
import org.headrace.ops.math.Einsum;
import org.headrace.ops.math.SparseMatMul;

/** Rows of what puts rows together by ids, counts, norms and contractions. */
final class SegmentCases {
    private static final DType[] REAL = {FLOAT32, FLOAT64, INT8, INT16, INT32, INT64, UINT8, UINT16};
    private static final DType[] SIGNED = {FLOAT32, FLOAT64, INT8, INT16, INT32, INT64};
    private static final float[][] DATA = {{1.25f, -2.5f}, {3, 4}, {-5, 6.5f}, {7, 8.75f}, {0.5f, -1}};
    private static final float[][] POSITIVE = {{1, 2}, {3, 4}, {5, 6}, {7, 9}, {2, 5}};
    private static final float[][] TIES = {{2, 3}, {2, 1}, {4, 4}, {4, 5}, {4, 5}};
    private static final int[] SORTED = {0, 0, 2, 2, 2};
    private static final int[] FULL = {1, 0, 1, -1, 0};
    private static final int[] MIXED = {3, 0, 3, -1, 0};

    private final List<OpCase> rows = new ArrayList<>();

    private SegmentCases() {}

    static List<OpCase> rows() {
        SegmentCases cases = new SegmentCases();
        cases.segments();
        cases.sparseSegments();
        cases.counts();
        cases.norms();
        cases.clips();
        cases.contractions();
        return cases.rows;
    }

    /** The same, of known rank: a composition asks for it. */
    private static Output ranked(Output x, int rank) {
        x.setShape(Shape.unknownDims(rank));
        return x;
    }

    private interface ByIds {
        Output apply(Ops tf, Output data, Output ids);
    }

    private interface ByIdsOf {
        Output apply(Ops tf, Output data, Output ids, int numSegments);
    }

    private void sorted(String name, boolean differentiable, ByIds op) {
        OpCase plain = OpCase.of(name + "/plain", (tf, in) -> op.apply(tf, in.get(0), in.get(1)), DATA, SORTED);
        plain = name.equals("SegmentSum") || name.equals("SegmentMean") ? plain.sums(4) : plain;
        rows.add(differentiable ? plain : plain.notDifferentiable());
        rows.add(OpCase.of(name + "/dtypes", (tf, in) -> op.apply(tf, in.get(0), in.get(1)), POSITIVE, SORTED)
                .in(REAL)
                .notDifferentiable());
        rows.add(OpCase.of(
                        name + "/int64 ids, vector",
                        (tf, in) -> op.apply(tf, in.get(0), in.get(1)),
                        new float[] {3, -1, 0.5f},
                        new long[] {1, 1, 3})
                .notDifferentiable());
        rows.add(OpCase.of(
                        name + "/nothing", (tf, in) -> op.apply(tf, in.get(0), in.get(1)), new float[0][3], new int[0])
                .notDifferentiable());
        rows.add(OpCase.of(
                        name + "/not finite",
                        (tf, in) -> op.apply(tf, in.get(0), in.get(1)),
                        new float[] {Float.NaN, 1, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY},
                        new int[] {0, 0, 1, 2, 3})
                .real()
                .notDifferentiable());
    }

    private void unsorted(String name, ByIdsOf op) {
        rows.add(OpCase.of(name + "/plain", (tf, in) -> op.apply(tf, in.get(0), in.get(1), 2), DATA, FULL));
        rows.add(OpCase.of(name + "/dtypes", (tf, in) -> op.apply(tf, in.get(0), in.get(1), 4), POSITIVE, MIXED)
                .in(REAL)
                .notDifferentiable());
        rows.add(OpCase.of(
                        name + "/matrix of ids", (tf, in) -> op.apply(tf, in.get(0), in.get(1), 3), DATA, new long[][] {
                            {0, 1}, {1, 1}, {-1, 2}, {0, 2}, {1, 0}
                        })
                .sums(4));
        rows.add(OpCase.of(
                        name + "/nothing",
                        (tf, in) -> op.apply(tf, in.get(0), in.get(1), 4),
                        new float[0][3],
                        new int[0])
                .notDifferentiable());
    }

    private void segments() {
        sorted("SegmentSum", true, (tf, x, ids) -> tf.math.segmentSum(x, ids));
        sorted("SegmentMean", true, (tf, x, ids) -> tf.math.segmentMean(x, ids));
        sorted("SegmentMax", true, (tf, x, ids) -> tf.math.segmentMax(x, ids));
        sorted("SegmentMin", true, (tf, x, ids) -> tf.math.segmentMin(x, ids));
        sorted("SegmentProd", false, (tf, x, ids) -> tf.math.segmentProd(x, ids));
        unsorted("UnsortedSegmentSum", (tf, x, ids, n) -> tf.math.unsortedSegmentSum(x, ids, n));
        unsorted("UnsortedSegmentMax", (tf, x, ids, n) -> tf.math.unsortedSegmentMax(x, ids, n));
        unsorted("UnsortedSegmentMin", (tf, x, ids, n) -> tf.math.unsortedSegmentMin(x, ids, n));
        unsorted("UnsortedSegmentProd", (tf, x, ids, n) -> tf.math.unsortedSegmentProd(x, ids, n));
        for (DType dtype : new DType[] {COMPLEX64, COMPLEX128}) {
            Object parts = dtype == COMPLEX64 ? new float[] {1, 2, -3, 4, 5, 0.5f} : new double[] {1, 2, -3, 4, 5, 0.5};
            Tensor x = Tensor.wrap(dtype, Shape.of(3), parts);
            complex("SegmentSum", dtype, (tf, in) -> tf.math.segmentSum(in.get(0), in.get(1)), x, new int[] {0, 0, 2});
            complex("SegmentProd", dtype, (tf, in) -> tf.math.segmentProd(in.get(0), in.get(1)), x, new int[] {0, 0, 2
            });
            complex(
                    "UnsortedSegmentSum",
                    dtype,
                    (tf, in) -> tf.math.unsortedSegmentSum(in.get(0), in.get(1), 3),
                    x,
                    new int[] {2, 0, 2});
            complex(
                    "UnsortedSegmentProd",
                    dtype,
                    (tf, in) -> tf.math.unsortedSegmentProd(in.get(0), in.get(1), 3),
                    x,
                    new int[] {2, 0, 2});
            complex("Einsum", dtype, (tf, in) -> einsum(tf, "i,j->ij", in), x, x);
        }
        rows.add(OpCase.of("SegmentMax/ties", (tf, in) -> tf.math.segmentMax(in.get(0), in.get(1)), TIES, SORTED)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "UnsortedSegmentProd/zeros",
                        (tf, in) -> tf.math.unsortedSegmentProd(in.get(0), in.get(1), 4),
                        new float[] {0, 2, 3, 4, 0, 0},
                        new int[] {1, 1, 1, 0, 3, 3})
                .notDifferentiable());
        rows.add(OpCase.of(
                "UnsortedSegmentMean",
                (tf, in) -> tf.math.unsortedSegmentMean(ranked(in.get(0), 2), ranked(in.get(1), 1), 4),
                DATA,
                MIXED));
        rows.add(OpCase.of(
                "UnsortedSegmentSqrtN",
                (tf, in) -> tf.math.unsortedSegmentSqrtN(ranked(in.get(0), 2), ranked(in.get(1), 1), 4),
                DATA,
                MIXED));
    }

    private void complex(String name, DType dtype, OpCase.One op, Object... inputs) {
        rows.add(OpCase.of(name + "/" + dtype, op, inputs).asGiven().notDifferentiable());
    }

    private void sparseSegments() {
        int[] picks = {4, 0, 0, 3, 1};
        DType[] dtypes = {FLOAT32, FLOAT64};
        sparse("SparseSegmentSum", picks, REAL, (tf, in) -> tf.math.sparseSegmentSum(in.get(0), in.get(1), in.get(2)));
        sparse(
                "SparseSegmentMean",
                picks,
                dtypes,
                (tf, in) -> tf.math.sparseSegmentMean(in.get(0), in.get(1), in.get(2)));
        sparse(
                "SparseSegmentSqrtN",
                picks,
                dtypes,
                (tf, in) -> tf.math.sparseSegmentSqrtN(in.get(0), in.get(1), in.get(2)));
        sparse(
                "SparseSegmentSumWithNumSegments",
                picks,
                REAL,
                (tf, in) -> tf.math.sparseSegmentSum(in.get(0), in.get(1), in.get(2), 5));
        sparse(
                "SparseSegmentMeanWithNumSegments",
                picks,
                dtypes,
                (tf, in) -> tf.math.sparseSegmentMean(in.get(0), in.get(1), in.get(2), 5));
        sparse(
                "SparseSegmentSqrtNWithNumSegments",
                picks,
                dtypes,
                (tf, in) -> tf.math.sparseSegmentSqrtN(in.get(0), in.get(1), in.get(2), 5));
        rows.add(OpCase.of(
                "SparseSegmentSum/many",
                (tf, in) -> tf.math.sparseSegmentSum(in.get(0), in.get(1), in.get(2)),
                DATA,
                new int[] {0, 1, 2, 3, 4, 4, 3, 2, 1, 0, 0},
                new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    }

    private void sparse(String name, int[] picks, DType[] dtypes, OpCase.One op) {
        OpCase plain = OpCase.of(name + "/plain", op, DATA, picks, SORTED).sums(4);
        rows.add(name.startsWith("SparseSegmentSum") ? plain : plain.onceDifferentiable());
        rows.add(OpCase.of(name + "/dtypes", op, POSITIVE, picks, SORTED)
                .in(dtypes)
                .notDifferentiable());
        rows.add(OpCase.of(name + "/nothing", op, DATA, new int[0], new int[0]).notDifferentiable());
    }

    private void counts() {
        int[] arr = {1, 3, 1, 0, 5};
        float[] weights = {0.5f, 1, 2, -3, 4};
        rows.add(OpCase.of("Bincount", (tf, in) -> tf.math.bincount(in.get(0)), (Object) arr)
                .asGiven()
                .notDifferentiable());
        rows.add(OpCase.of("Bincount/nothing", (tf, in) -> tf.math.bincount(in.get(0)), (Object) new int[0])
                .asGiven()
                .notDifferentiable());
        for (DType dtype : new DType[] {INT32, INT64, FLOAT32, FLOAT64}) {
            rows.add(OpCase.of(
                            "Bincount/lengths, " + dtype,
                            (tf, in) -> tf.math.bincount(in.get(0), null, 3, 4, dtype),
                            (Object) arr)
                    .asGiven()
                    .notDifferentiable());
        }
        rows.add(OpCase.of(
                        "Bincount/weights by op",
                        (tf, in) -> tf.add(new Bincount(), in.get(1), tf.constant(6), in.get(0)),
                        weights,
                        arr)
                .in(FLOAT32, FLOAT64, INT32, INT64)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "Bincount/weights",
                        (tf, in) -> tf.math.bincount(in.get(1), in.get(0), 8, null, INT32),
                        weights,
                        arr)
                .notDifferentiable());
        rows.add(OpCase.of("Bucketize", (tf, in) -> tf.math.bucketize(in.get(0), 0, 10, 100), (Object)
                        new float[][] {{-5, 10000}, {150, 10}, {5, 100}, {0, 9.5f}})
                .in(FLOAT32, FLOAT64, INT32, INT64)
                .notDifferentiable());
        rows.add(OpCase.of("Bucketize/not finite", (tf, in) -> tf.math.bucketize(in.get(0), -1, 1, 1, 2), (Object)
                        new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 1, -0f})
                .notDifferentiable());
        rows.add(OpCase.of(
                        "Bucketize/no boundary", (tf, in) -> tf.math.bucketize(in.get(0)), (Object) new float[] {1, 2})
                .notDifferentiable());
        float[] values = {-1, 0, 1.5f, 2, 5, 15, 4.999f};
        float[] range = {0, 5};
        rows.add(OpCase.of(
                        "HistogramFixedWidth",
                        (tf, in) -> tf.histogramFixedWidth(in.get(0), in.get(1), 5),
                        values,
                        range)
                .in(FLOAT32, FLOAT64, INT32, INT64)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "HistogramFixedWidth/int64",
                        (tf, in) -> tf.histogramFixedWidth(in.get(0), in.get(1), 3, INT64),
                        new float[][] {values, values},
                        range)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "HistogramFixedWidth/nothing",
                        (tf, in) -> tf.histogramFixedWidth(in.get(0), in.get(1), 3),
                        new float[0],
                        range)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "HistogramFixedWidth/bins",
                        (tf, in) -> tf.histogramFixedWidthBins(in.get(0), in.get(1), 5),
                        new float[][] {{-1, 0, 1.5f}, {2, 5, 15}},
                        range)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "ScatterNd/confusion matrix",
                        (tf, in) -> tf.confusionMatrix(in.get(0), in.get(1)),
                        new int[] {1, 2, 4},
                        new int[] {2, 2, 4})
                .in(INT32, INT64)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "ScatterNd/confusion matrix, weights",
                        (tf, in) -> tf.confusionMatrix(in.get(0), in.get(1), 5, FLOAT32, in.get(2)),
                        new int[] {1, 2, 4, 4},
                        new int[] {2, 2, 4, 4},
                        new float[] {0.5f, 2, 3, 4})
                .notDifferentiable());
    }

    private void norms() {
        float[][][] x = {{{1.5f, -2.25f, 0.75f}, {3.5f, 0.1f, -1.2f}}, {{0.4f, 2.6f, -0.3f}, {1.7f, -4.2f, 0.9f}}};
        for (int[] axes : new int[][] {{0}, {1}, {-1}, {0, 2}, {0, 1, 2}, {}}) {
            for (boolean keep : new boolean[] {false, true}) {
                String how = Arrays.toString(axes) + (keep ? " kept" : "");
                rows.add(OpCase.of(
                                "EuclideanNorm/" + how,
                                (tf, in) -> tf.reduceEuclideanNorm(in.get(0), axes, keep),
                                (Object) x)
                        .notDifferentiable());
                if (axes.length > 0) {
                    rows.add(OpCase.of(
                                    "Exp/logsumexp " + how,
                                    (tf, in) -> tf.reduceLogsumexp(in.get(0), axes, keep),
                                    (Object) x)
                            .within(32)); // the greatest of some numbers and the logarithm of a sum may cancel
                }
            }
        }
        rows.add(
                OpCase.of("EuclideanNorm/positive", (tf, in) -> tf.reduceEuclideanNorm(in.get(0), 1), (Object) POSITIVE)
                        .notDifferentiable());
        rows.add(OpCase.of(
                        "Cross/positive",
                        (tf, in) -> tf.linalg.cross(in.get(0), in.get(1)),
                        new float[] {1, 2, 3},
                        new float[] {6, 4, 1})
                .in(REAL)
                .notDifferentiable());
        rows.add(OpCase.of("EuclideanNorm/nothing", (tf, in) -> tf.reduceEuclideanNorm(in.get(0), 0), (Object)
                        new float[0][2])
                .notDifferentiable());
        rows.add(OpCase.of("Exp/logsumexp large", (tf, in) -> tf.reduceLogsumexp(ranked(in.get(0), 1)), (Object)
                new float[] {1000, 999, -1000}));
        rows.add(OpCase.of("Mean/variance", (tf, in) -> tf.math.reduceVariance(in.get(0), 0, -1), (Object) x));
        rows.add(OpCase.of("Mean/standard deviation", (tf, in) -> tf.math.reduceStd(ranked(in.get(0), 3)), (Object) x));
        rows.add(OpCase.of("AccumulateNV2", (tf, in) -> tf.accumulateN(in), DATA, POSITIVE, TIES)
                .sums(3));
        rows.add(OpCase.of("AccumulateNV2/dtypes", (tf, in) -> tf.accumulateN(in), POSITIVE, TIES)
                .in(REAL)
                .notDifferentiable());
        float[][] a = {{1, 2, 3}, {-4, 5.5f, 6}};
        float[][] b = {{7, 8, -9}, {1.5f, 0, 2}};
        rows.add(OpCase.of("Cross", (tf, in) -> tf.linalg.cross(in.get(0), in.get(1)), a, b)
                .withinOfGreatest(4));
        rows.add(OpCase.of("Cross/dtypes", (tf, in) -> tf.linalg.cross(in.get(0), in.get(1)), a, b)
                .in(SIGNED)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "Cross/nothing",
                        (tf, in) -> tf.linalg.cross(in.get(0), in.get(1)),
                        Tensor.zeros(FLOAT32, Shape.of(0, 3)),
                        Tensor.zeros(FLOAT32, Shape.of(0, 3)))
                .notDifferentiable());
    }

    private void clips() {
        float[][] t = {{1, -2, 3}, {-4, 5.5f, 6}};
        OpCase.One clip = (tf, in) -> tf.add(new ClipByValue(), in.get(0), in.get(1), in.get(2));
        rows.add(OpCase.of("ClipByValue/scalars", clip, t, -1.5f, 2.5f));
        rows.add(OpCase.of("ClipByValue/tensors", clip, t, new float[][] {{0, 0, 0}, {-5, 6, 1}}, new float[][] {
            {2, 2, 2}, {2, 7, 7.5f}
        }));
        rows.add(OpCase.of("ClipByValue/one of each", clip, t, -1.5f, new float[][] {{2, 2, 2}, {2, 7, 7.5f}}));
        rows.add(OpCase.of("ClipByValue/dtypes", clip, new float[] {1, 20, 3}, 2f, 7f)
                .in(REAL)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "ClipByValue/not finite",
                        clip,
                        new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, -0f},
                        -1f,
                        1f)
                .notDifferentiable());
        rows.add(OpCase.of("ClipByValue/upside down", clip, new float[] {1, 2, 3}, 5f, 0f)
                .notDifferentiable());
    }

    private void contractions() {
        float[][] a = {{1, 2, 3.5f}, {-4, 5, 6}};
        float[][] b = {{7, 8}, {9, -1.5f}, {2, 3}};
        float[][] s = {{1, 2.5f}, {-3, 4}};
        float[][][] c = {{{1, 2}, {3, 4}, {5, 6.5f}}, {{-1, 0.5f}, {2, 2}, {0, 1}}};
        float[] v = {1.5f, -2};
        rows.add(einsumOp("ij,jk->ik", a, b));
        rows.add(einsumOp("ij->ji", (Object) a));
        rows.add(einsumOp("ij->", (Object) a));
        rows.add(einsumOp("ii->", (Object) s));
        rows.add(einsumOp("ii->i", (Object) s));
        rows.add(einsumOp("i->ii", (Object) v));
        rows.add(einsumOp("i,j->ij", v, v));
        rows.add(einsumOp("bij,bjk->bik", c, new float[][][] {{{1, 2, 3}, {4, 5, 6}}, {{1, 0, 1}, {0, 1, 0}}}));
        rows.add(einsumOp("...ij,...jk->...ik", c, s));
        rows.add(einsumOp("bij,b->ij", c, v));
        rows.add(einsumOp("ab,bc->ac", new float[2][0], new float[0][3]));
        for (Object[] row : new Object[][] {
            {"ij,jk->ik", a, b},
            {"ij,jk", a, b},
            {"i,i->", v, v},
            {"i,j->ij", v, v},
            {"ij->ji", a},
            {"ij->i", a},
            {"bij,bjk->bik", c, new float[][][] {{{1, 2, 3}, {4, 5, 6}}, {{1, 0, 1}, {0, 1, 0}}}},
            {"bij,jk->bik", c, s},
            {"bij,b->ijb", c, v},
            {"...ij,jk->...ik", c, s},
            {"ij,jk,kl->il", a, b, s},
            {"i,i,i->", v, v, v},
            {"bij,bkj->bik", c, c},
        }) {
            Object[] inputs = Arrays.copyOfRange(row, 1, row.length);
            String equation = (String) row[0];
            rows.add(OpCase.of(
                            "MatMul/einsum " + equation,
                            (tf, in) -> {
                                for (int i = 0; i < inputs.length; i++) {
                                    ranked(
                                            in.get(i),
                                            Tensor.of(inputs[i]).shape().rank());
                                }
                                return tf.einsum(equation, in.toArray(new Output[0]));
                            },
                            inputs)
                    .sums(10));
        }
        float[][] at = {{1, -4}, {2, 5}, {3.5f, 6}};
        float[][] bt = {{7, 9, 2}, {8, -1.5f, 3}};
        rows.add(sparseMatMul("plain", new SparseMatMul(false, false, true, false), a, b));
        rows.add(sparseMatMul("transpose a", new SparseMatMul(true, false, false, true), at, b));
        rows.add(sparseMatMul("transpose b", new SparseMatMul(false, true, true, true), a, bt));
        rows.add(sparseMatMul("transpose both", new SparseMatMul(true, true, false, false), at, bt));
    }

    private static Output einsum(Ops tf, String equation, List<Output> inputs) {
        return tf.add(new Einsum(equation), inputs.toArray(new Output[0]));
    }

    private static OpCase einsumOp(String equation, Object... inputs) {
        return OpCase.of("Einsum/" + equation, (tf, in) -> einsum(tf, equation, in), inputs)
                .sums(10)
                .notDifferentiable();
    }

    private static OpCase sparseMatMul(String name, SparseMatMul type, Object a, Object b) {
        return OpCase.of("SparseMatMul/" + name, (tf, in) -> tf.add(type, in.get(0), in.get(1)), a, b)
                .sums(4)
                .in(FLOAT32)
                .notDifferentiable();
    }
}
