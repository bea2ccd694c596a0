package org.headrace.autodiff.cases;

import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.headrace.core.Output;
import org.headrace.ops.Ops;

/** Rows of the reductions, scans and matrix products. */
final class ReductionCases {
    private static final float[][][] X = {
        {{1.5f, -2.25f, 0.75f}, {3.5f, 0.1f, -1.2f}}, {{0.4f, 2.6f, -0.3f}, {1.7f, -4.2f, 0.9f}}
    };
    private static final int[][] INTS = {{5, 10, 50}, {-7, 3, 2}};
    private static final boolean[][] FLAGS = {{true, false, true}, {true, true, true}};

    private final List<OpCase> rows = new ArrayList<>();

    private ReductionCases() {}

    static List<OpCase> rows() {
        ReductionCases cases = new ReductionCases();
        cases.reductions();
        cases.scans();
        cases.products();
        return cases.rows;
    }

    private interface Reduce {
        Output apply(Ops tf, Output x, int[] axes, boolean keepDims);
    }

    private void reduction(String name, Reduce reduce, int axis) {
        // rounding errors of sums are relative to what is added; other results are held to themselves
        UnaryOperator<OpCase> held = row -> name.equals("Sum") || name.equals("Mean") ? row.sums(12) : row;
        rows.add(held.apply(OpCase.of(
                name + "/all", (tf, in) -> reduce.apply(tf, in.get(0), new int[] {0, 1, 2}, false), (Object) X)));
        rows.add(held.apply(
                OpCase.of(name + "/first", (tf, in) -> reduce.apply(tf, in.get(0), new int[] {0}, false), (Object) X)));
        rows.add(held.apply(
                OpCase.of(name + "/middle", (tf, in) -> reduce.apply(tf, in.get(0), new int[] {1}, true), (Object) X)));
        rows.add(held.apply(
                OpCase.of(name + "/last", (tf, in) -> reduce.apply(tf, in.get(0), new int[] {-1}, false), (Object) X)));
        rows.add(held.apply(OpCase.of(
                name + "/outer", (tf, in) -> reduce.apply(tf, in.get(0), new int[] {0, 2}, true), (Object) X)));
        rows.add(OpCase.of(name + "/none", (tf, in) -> reduce.apply(tf, in.get(0), new int[0], false), (Object) X));
        rows.add(OpCase.of(name + "/empty", (tf, in) -> reduce.apply(tf, in.get(0), new int[] {axis}, false), (Object)
                        new float[0][3])
                .notDifferentiable());
        rows.add(OpCase.of(name + "/integers", (tf, in) -> reduce.apply(tf, in.get(0), new int[] {1}, false), (Object)
                        INTS)
                .in(INT32, INT64)
                .notDifferentiable());
    }

    private void reductions() {
        reduction("Sum", (tf, x, axes, keep) -> tf.reduceSum(x, axes, keep), 0);
        reduction("Mean", (tf, x, axes, keep) -> tf.reduceMean(x, axes, keep), 1);
        reduction("Prod", (tf, x, axes, keep) -> tf.reduceProd(x, axes, keep), 0);
        reduction("Max", (tf, x, axes, keep) -> tf.reduceMax(x, axes, keep), 0);
        reduction("Min", (tf, x, axes, keep) -> tf.reduceMin(x, axes, keep), 0);
        rows.add(OpCase.of("Prod/with zeros", (tf, in) -> tf.reduceProd(in.get(0), 0), (Object)
                        new float[][] {{0, 2}, {3, 4}})
                .onceDifferentiable());
        rows.add(OpCase.of("Max/ties", (tf, in) -> tf.reduceMax(in.get(0), 1), (Object) new float[][] {{2, 2}, {3, 4}})
                .notDifferentiable());
        rows.add(OpCase.of("All", (tf, in) -> tf.reduceAll(in.get(0), 1), (Object) FLAGS)
                .asGiven()
                .notDifferentiable());
        rows.add(OpCase.of("Any", (tf, in) -> tf.reduceAny(in.get(0), 0), (Object) FLAGS)
                .asGiven()
                .notDifferentiable());
        rows.add(OpCase.of("ArgMax", (tf, in) -> tf.argmax(in.get(0), 1), (Object) X)
                .notDifferentiable());
        rows.add(OpCase.of("ArgMax/ties", (tf, in) -> tf.argmax(in.get(0)), (Object) new float[] {1, 3, 3, 2})
                .notDifferentiable());
        rows.add(OpCase.of("ArgMin", (tf, in) -> tf.argmin(in.get(0), -1, INT32), (Object) X)
                .notDifferentiable());
    }

    private void scans() {
        for (boolean exclusive : new boolean[] {false, true}) {
            for (boolean reverse : new boolean[] {false, true}) {
                String how = (exclusive ? "/exclusive" : "") + (reverse ? "/reverse" : "");
                rows.add(
                        OpCase.of("Cumsum" + how, (tf, in) -> tf.cumsum(in.get(0), 1, exclusive, reverse), (Object) X));
                rows.add(OpCase.of(
                        "Cumprod" + how, (tf, in) -> tf.cumprod(in.get(0), 2, exclusive, reverse), (Object) X));
            }
        }
    }

    private void products() {
        float[][] a = {{1, 2, 3.5f}, {-4, 5, 6}};
        float[][] at = {{1, -4}, {2, 5}, {3.5f, 6}};
        float[][] b = {{7, 8}, {9, -1.5f}, {2, 3}};
        float[][] bt = {{7, 9, 2}, {8, -1.5f, 3}};
        rows.add(OpCase.of("MatMul", (tf, in) -> tf.matmul(in.get(0), in.get(1)), a, b)
                .sums(4));
        rows.add(OpCase.of("MatMul/transpose a", (tf, in) -> tf.matmul(in.get(0), in.get(1), true, false), at, b)
                .sums(4));
        rows.add(OpCase.of("MatMul/transpose b", (tf, in) -> tf.matmul(in.get(0), in.get(1), false, true), a, bt)
                .sums(4));
        rows.add(OpCase.of("MatMul/transpose both", (tf, in) -> tf.matmul(in.get(0), in.get(1), true, true), at, bt)
                .sums(4));
        rows.add(OpCase.of(
                        "MatMul/integers", (tf, in) -> tf.matmul(in.get(0), in.get(1)), INTS, new int[][] {{1}, {2}, {3}
                        })
                .asGiven()
                .notDifferentiable());
        rows.add(OpCase.of("BatchMatMul", (tf, in) -> tf.matmul(in.get(0), in.get(1), false, true), X, X)
                .sums(4));
        rows.add(OpCase.of("BatchMatMul/transpose a", (tf, in) -> tf.matmul(in.get(0), in.get(1), true, false), X, X)
                .sums(4));
        rows.add(OpCase.of("BatchMatMulV2/matrix", (tf, in) -> tf.matmul(in.get(0), in.get(1)), X, b)
                .sums(4));
        rows.add(OpCase.of(
                "BatchMatMulV2/transpose both",
                (tf, in) -> tf.matmul(in.get(0), in.get(1), true, true),
                X,
                new float[][][] {{{0.5f, -1}}}));
        rows.add(OpCase.of(
                        "MatMul/nothing to sum",
                        (tf, in) -> tf.matmul(in.get(0), in.get(1)),
                        new float[2][0],
                        new float[0][3])
                .notDifferentiable());
    }
}
