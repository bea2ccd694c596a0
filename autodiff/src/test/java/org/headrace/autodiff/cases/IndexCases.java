package org.headrace.autodiff.cases;

import static org.headrace.core.DType.BFLOAT16;
import static org.headrace.core.DType.COMPLEX64;
import static org.headrace.core.DType.FLOAT16;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT16;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.INT8;
import static org.headrace.core.DType.UINT16;
import static org.headrace.core.DType.UINT8;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Gather;
import org.headrace.ops.array.UniqueV2;
import org.headrace.ops.nn.InTopK;

/** Rows of the ops that pick, place and look for elements. */
final class IndexCases {
    private static final DType[] NUMBERS = {
        FLOAT32, FLOAT64, FLOAT16, BFLOAT16, INT8, INT16, INT32, INT64, UINT8, UINT16
    };
    private static final float[][] M = {{1.5f, 2, 3}, {4, 5, 6.25f}};
    private static final float[][][] X = {
        {{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12.5f}}, {{1, 12, 13}, {14, 15, 16}}, {{0, 0.5f, 1}, {2, 4, 8}}
    };
    private static final Tensor WORDS = Tensor.of(new String[][] {{"a", "b", "c"}, {"d", "", "héllo"}});
    private static final Tensor FLAGS = Tensor.of(new boolean[][] {{true, false, true}, {false, false, true}});
    private static final Tensor C64 =
            Tensor.wrap(COMPLEX64, Shape.of(2, 3), new float[] {1, 2, -3, 4, 5, -6, 7, 8, 9, -0f, 11, Float.NaN});

    private final List<OpCase> rows = new ArrayList<>();

    private IndexCases() {}

    static List<OpCase> rows() {
        IndexCases cases = new IndexCases();
        cases.gathering();
        cases.batches();
        cases.masks();
        cases.scattering();
        cases.selecting();
        cases.uniques();
        cases.ranks();
        cases.searching();
        return cases.rows;
    }

    private static OpCase moving(String name, OpCase.One build, Object... inputs) {
        return OpCase.of(name, build, inputs).exact();
    }

    private static OpCase whole(String name, OpCase.One build, Object... inputs) {
        return OpCase.of(name, build, inputs).asGiven().notDifferentiable().exact();
    }

    private static Tensor empty(long... dims) {
        return Tensor.zeros(FLOAT32, Shape.of(dims));
    }

    private void gathering() {
        OpCase.One gather = (tf, in) -> tf.add(new Gather(true), in.get(0), in.get(1));
        rows.add(moving("Gather", gather, X, new int[][] {{2, 0}, {2, 3}}).in(LayoutCases.REAL));
        rows.add(moving("Gather/scalar", gather, X, 1L));
        rows.add(moving("Gather/nothing", gather, X, new int[0]));
        rows.add(whole("Gather/strings", gather, WORDS, new int[] {1, 1}));
        rows.add(whole("Gather/complex", gather, C64, new int[] {1, 0}));
    }

    private void batches() {
        rows.add(moving("GatherV2/batch", (tf, in) -> tf.gather(in.get(0), in.get(1), 1, 1), X, new int[][] {
                    {1, 1}, {0, 1}, {0, 0}, {1, 0}
                })
                .in(FLOAT32, FLOAT64, FLOAT16, INT32, UINT8));
        rows.add(moving(
                "GatherV2/batch, later axis", (tf, in) -> tf.gather(in.get(0), in.get(1), -1, 1), X, new int[][] {
                    {1, 2, 0}, {0, 1, 1}, {0, 0, 0}, {1, 0, 2}
                }));
        rows.add(moving(
                "GatherV2/two batch dimensions",
                (tf, in) -> tf.gather(in.get(0), in.get(1), 2, 2),
                new float[][][] {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12}}},
                new int[][][] {{{1, 2, 1}, {0, 0, 1}}, {{2, 2, 2}, {0, 1, 2}}}));
        rows.add(whole(
                "batchGather",
                (tf, in) -> {
                    in.get(1).setShape(Shape.unknownDims(2));
                    return tf.batchGather(in.get(0), in.get(1));
                },
                M,
                new int[][] {{1, 2}, {0, 0}}));
    }

    private void masks() {
        rows.add(moving(
                "booleanMask/axis",
                (tf, in) -> tf.booleanMask(in.get(0), tf.constant(new boolean[] {false, true, true}), 1),
                (Object) M));
        rows.add(moving(
                        "booleanMask/two axes",
                        (tf, in) -> tf.booleanMask(
                                in.get(0), tf.constant(new boolean[][] {{false, true, true}, {true, false, false}}), 1),
                        (Object) X)
                .notDifferentiable());
        rows.add(whole(
                "sequenceMask/dtype",
                (tf, in) -> tf.sequenceMask(in.get(0), in.get(1), FLOAT32),
                new int[][] {{1, 0}, {3, 5}},
                4L));
    }

    private void scattering() {
        int[][] places = {{2, 1}, {0, 0}, {2, 1}};
        float[][] updates = {{20, 30, 40}, {50, 60, 70}, {80, 90, 11}};
        rows.add(moving(
                        "TensorScatterUpdate",
                        (tf, in) -> tf.tensorScatterUpdate(in.get(0), in.get(1), in.get(2)),
                        X,
                        new int[][] {{2, 1}, {0, 0}, {3, 1}},
                        updates)
                .in(LayoutCases.REAL));
        rows.add(moving(
                "TensorScatterUpdate/elements",
                (tf, in) -> tf.tensorScatterUpdate(in.get(0), in.get(1), in.get(2)),
                M,
                new long[][] {{1, 2}, {0, 1}},
                new float[] {20, 30}));
        rows.add(whole(
                "TensorScatterUpdate/strings",
                (tf, in) -> tf.tensorScatterUpdate(in.get(0), in.get(1), in.get(2)),
                WORDS,
                new int[][] {{1, 2}},
                new String[] {"new"}));
        rows.add(moving(
                        "TensorScatterAdd",
                        (tf, in) -> tf.tensorScatterAdd(in.get(0), in.get(1), in.get(2)),
                        X,
                        places,
                        updates)
                .in(NUMBERS));
        rows.add(moving(
                "TensorScatterAdd/nothing",
                (tf, in) -> tf.tensorScatterAdd(in.get(0), in.get(1), in.get(2)),
                X,
                Tensor.zeros(INT32, Shape.of(0, 2)),
                empty(0, 3)));
        rows.add(moving(
                        "TensorScatterSub",
                        (tf, in) -> tf.tensorScatterSub(in.get(0), in.get(1), in.get(2)),
                        X,
                        places,
                        updates)
                .in(NUMBERS));
        rows.add(moving(
                        "ScatterNdNonAliasingAdd",
                        (tf, in) -> tf.scatterNdNonAliasingAdd(in.get(0), in.get(1), in.get(2)),
                        X,
                        places,
                        updates)
                .in(NUMBERS));
        rows.add(whole(
                "TensorScatterSub/complex",
                (tf, in) -> tf.tensorScatterSub(in.get(0), in.get(1), in.get(2)),
                C64,
                new int[][] {{1}, {1}},
                C64));
        rows.add(whole(
                "ScatterNdNonAliasingAdd/bool",
                (tf, in) -> tf.scatterNdNonAliasingAdd(in.get(0), in.get(1), in.get(2)),
                new boolean[] {true, false, true, false},
                new int[][] {{0}, {1}, {2}},
                new boolean[] {true, true, false}));
    }

    private void selecting() {
        OpCase.One select = (tf, in) -> tf.whereV2(in.get(0), in.get(1), in.get(2));
        rows.add(moving("SelectV2", select, FLAGS, M, new float[][] {{10, 20, 30}, {40, 50, 60}})
                .in(LayoutCases.REAL));
        rows.add(moving("SelectV2/broadcast", select, new boolean[] {true, false, true}, X, new float[][] {{7}, {8}}));
        rows.add(moving("SelectV2/scalars", select, true, 1f, M));
        rows.add(moving("SelectV2/all broadcast", select, new boolean[][] {{true}, {false}}, new float[] {1, 2}, 3f));
        rows.add(moving("SelectV2/NaN", select, FLAGS, M, Float.NaN).notDifferentiable());
        rows.add(moving("SelectV2/empty", select, new boolean[][] {{true}, {false}}, empty(2, 0), 3f));
        rows.add(whole("SelectV2/strings", select, new boolean[] {true, false, true}, WORDS, "z"));
        rows.add(whole("SelectV2/complex", select, new boolean[][] {{true}, {false}}, C64, C64));
        rows.add(whole("SelectV2/bool", select, new boolean[][] {{true}, {false}}, FLAGS, true));
    }

    private void uniques() {
        rows.add(OpCase.many(
                        "UniqueWithCounts",
                        (tf, in) -> {
                            var found = tf.uniqueWithCounts(in.get(0));
                            return List.of(found.y(), found.idx(), found.count());
                        },
                        (Object) new float[] {1, 1, 2, 4, 0, -0f, 4, 7, 8, 8})
                .in(FLOAT32, FLOAT64, INT32, INT64, INT8, INT16, UINT8, UINT16)
                .notDifferentiable());
        rows.add(OpCase.many(
                        "UniqueWithCounts/words",
                        (tf, in) -> {
                            var found = tf.uniqueWithCounts(in.get(0), INT64);
                            return List.of(found.y(), found.idx(), found.count());
                        },
                        (Object) new String[] {"b", "a", "b", ""})
                .asGiven()
                .notDifferentiable());
        rows.add(OpCase.many(
                        "UniqueWithCounts/empty",
                        (tf, in) -> {
                            var found = tf.uniqueWithCounts(in.get(0));
                            return List.of(found.y(), found.idx(), found.count());
                        },
                        empty(0))
                .notDifferentiable());
        float[][] repeated = {{1, 2, 1, 0}, {4, 5, 4, -0f}, {1, 2, 1, 0}};
        rows.add(OpCase.many("UniqueV2", (tf, in) -> tf.unique(in.get(0), 0), (Object) repeated)
                .in(FLOAT32, FLOAT64, INT32, INT64, INT8, INT16, UINT8, UINT16)
                .notDifferentiable());
        rows.add(OpCase.many("UniqueV2/columns", (tf, in) -> tf.unique(in.get(0), 1), (Object) repeated)
                .notDifferentiable());
        rows.add(OpCase.many("UniqueV2/last", (tf, in) -> tf.unique(in.get(0), -1), (Object) repeated)
                .notDifferentiable());
        rows.add(OpCase.many("UniqueV2/words", (tf, in) -> tf.unique(in.get(0), 1), WORDS)
                .asGiven()
                .notDifferentiable());
        rows.add(OpCase.many(
                        "UniqueV2/vector",
                        (tf, in) -> tf.addOp(new UniqueV2(INT64), in.get(0), tf.constant(new long[0]))
                                .outputs(),
                        (Object) new int[] {3, 1, 3})
                .asGiven()
                .notDifferentiable());
    }

    private void ranks() {
        float[][] scores = {{3, 1, 2, 7, 0}, {-5, 4, 9, 8, -1}};
        rows.add(moving("NthElement", (tf, in) -> tf.nn.nthElement(in.get(0), 1, false), (Object) scores)
                .in(FLOAT32, FLOAT64, FLOAT16, INT8, INT16, INT32, INT64));
        rows.add(moving("NthElement/reverse", (tf, in) -> tf.nn.nthElement(in.get(0), 1, true), (Object) scores));
        rows.add(moving("NthElement/vector", (tf, in) -> tf.nn.nthElement(in.get(0), 4, false), (Object)
                        new float[] {2, 2, 1, 1, 1, 0})
                .in(FLOAT32, UINT8, UINT16)
                .notDifferentiable());
        rows.add(moving("NthElement/empty", (tf, in) -> tf.nn.nthElement(in.get(0), 0, false), empty(0, 3))
                .notDifferentiable());
        rows.add(whole(
                "InTopK",
                (tf, in) -> tf.add(new InTopK(2), in.get(0), in.get(1)),
                new float[][] {
                    {1, 2, 3}, {3, 3, 3}, {1, Float.NaN, 0}, {5, 1, 0}, {1, 2, Float.POSITIVE_INFINITY}, {0, 1, 2}
                },
                new int[] {1, 2, 0, 2, 1, 7}));
    }

    private void searching() {
        float[][] sorted = {{1, 3, 3, 7, 9}, {0, 2, 4, 6, 8}};
        float[][] values = {{3, 0, 10, 7}, {2, 3, -0f, 9}};
        rows.add(whole("LowerBound", (tf, in) -> tf.searchsorted(in.get(0), in.get(1)), sorted, values)
                .in(LayoutCases.REAL));
        rows.add(whole("UpperBound", (tf, in) -> tf.searchsorted(in.get(0), in.get(1), "right", INT64), sorted, values)
                .in(LayoutCases.REAL));
        rows.add(whole(
                "LowerBound/vector",
                (tf, in) -> tf.searchsorted(in.get(0), in.get(1)),
                new float[] {1, 2},
                new float[] {1.5f, 2, Float.NEGATIVE_INFINITY}));
        // Draws stay within the dimensions: what is beyond them wraps around in TensorFlow and is refused here
        rows.add(whole(
                        "UnravelIndex",
                        (tf, in) -> tf.unravelIndex(in.get(0), in.get(1)),
                        new int[] {22, 41, 37, 0},
                        new int[] {7, 6})
                .seeded(random -> List.of(Tensor.of(random.ints(4, 0, 42).toArray()), Tensor.of(new int[] {7, 6}))));
        rows.add(whole("UnravelIndex/scalar", (tf, in) -> tf.unravelIndex(in.get(0), in.get(1)), 1621L, new long[] {
                    6, 7, 8, 9
                })
                .seeded(random ->
                        List.of(Tensor.of((Object) random.nextLong(3024)), Tensor.of(new long[] {6, 7, 8, 9}))));
    }
}
