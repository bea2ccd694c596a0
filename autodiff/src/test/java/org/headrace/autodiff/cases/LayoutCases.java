package org.headrace.autodiff.cases;

import static org.headrace.core.DType.BFLOAT16;
import static org.headrace.core.DType.COMPLEX128;
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
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Concat;

/** Rows of the ops that rearrange elements: rolling, reversing, blocks of space, diagonals, grids. */
final class LayoutCases {
    /** What TensorFlow's CPU kernels for real numbers take. */
    static final DType[] REAL = {FLOAT32, FLOAT64, FLOAT16, BFLOAT16, INT8, INT16, INT32, INT64, UINT8, UINT16};

    private static final float[][] M = {{1.5f, 2, 3}, {4, 5, 6.25f}};
    private static final float[][][] X = {
        {{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12.5f}}, {{1, 12, 13}, {14, 15, 16}}, {{0, 0.5f, 1}, {2, 4, 8}}
    };
    private static final Tensor FLAGS = Tensor.of(new boolean[][] {{true, false, true}, {false, false, true}});
    private static final Tensor WORDS = Tensor.of(new String[][] {{"a", "b", "c"}, {"d", "", "héllo"}});
    private static final Tensor C64 =
            Tensor.wrap(COMPLEX64, Shape.of(2, 3), new float[] {1, 2, -3, 4, 5, -6, 7, 8, 9, -0f, 11, Float.NaN});
    private static final Tensor C128 =
            Tensor.wrap(COMPLEX128, Shape.of(2, 3), new double[] {1, 2, -3, 4, 5, -6, 7, 8, 9, -0.0, 11, 12});

    private final List<OpCase> rows = new ArrayList<>();

    private LayoutCases() {}

    static List<OpCase> rows() {
        LayoutCases cases = new LayoutCases();
        cases.joining();
        cases.transposing();
        cases.rolling();
        cases.sequences();
        cases.bits();
        cases.diagonals();
        cases.matrices();
        cases.depth();
        cases.batches();
        cases.patches();
        cases.compositions();
        cases.sources();
        return cases.rows;
    }

    private OpCase moving(String name, OpCase.One build, Object... inputs) {
        return OpCase.of(name, build, inputs).exact();
    }

    private static OpCase whole(String name, OpCase.One build, Object... inputs) {
        return OpCase.of(name, build, inputs).asGiven().notDifferentiable().exact();
    }

    /** The row for strings, bools and complex numbers of shape {@code [2, 3]}. */
    private void others(String name, OpCase.One build, Tensor... inputs) {
        for (Tensor input : inputs) {
            rows.add(whole(name + "/" + input.dtype(), build, input));
        }
    }

    private static float[][][][] images(int n, int h, int w, int c) {
        float[][][][] images = new float[n][h][w][c];
        int next = 1;
        for (float[][][] image : images) {
            for (float[][] line : image) {
                for (float[] pixel : line) {
                    for (int i = 0; i < c; i++) {
                        pixel[i] = next++ % 97;
                    }
                }
            }
        }
        return images;
    }

    /** {@code x}, of which at least the rank is known. */
    private static Output ranked(Output x, int rank) {
        x.setShape(Shape.unknownDims(rank));
        return x;
    }

    private static Tensor empty(long... dims) {
        return Tensor.zeros(FLOAT32, Shape.of(dims));
    }

    private void joining() {
        OpCase.One concat = (tf, in) -> tf.add(new Concat(), tf.constant(1), in.get(0), in.get(1));
        rows.add(moving("Concat", concat, M, new float[][] {{7}, {8}}).in(REAL));
        rows.add(moving("Concat/empty", concat, M, empty(2, 0)));
        rows.add(moving(
                "Concat/negative axis",
                (tf, in) -> tf.add(new Concat(), tf.constant(-2), in.get(0), in.get(1)),
                M,
                new float[][] {{7, 8, 9}}));
        rows.add(whole("Concat/strings", concat, WORDS, WORDS));
        rows.add(whole("Concat/complex", concat, C64, C64));
    }

    private void transposing() {
        OpCase.One conjugate = (tf, in) -> tf.conjugateTranspose(in.get(0), 1, 0);
        rows.add(moving("ConjugateTranspose", conjugate, (Object) M).in(REAL));
        rows.add(moving("ConjugateTranspose/3", (tf, in) -> tf.conjugateTranspose(in.get(0), 2, 0, 1), (Object) X));
        others("ConjugateTranspose", conjugate, C64, C128, FLAGS);
        rows.add(moving("ConjugateTranspose/empty", conjugate, empty(0, 3)));
    }

    private void rolling() {
        rows.add(moving("Roll", (tf, in) -> tf.roll(in.get(0), 1, -1), (Object) M)
                .in(REAL));
        OpCase.One both = (tf, in) -> tf.roll(in.get(0), new int[] {-1, 2, 5}, new int[] {0, 1, -1});
        rows.add(moving("Roll/axes, one twice", both, (Object) M).in(REAL));
        rows.add(moving("Roll/3", (tf, in) -> tf.roll(in.get(0), new int[] {-1, 7, 4}, new int[] {2, 0, 1}), (Object) X)
                .in(REAL));
        others("Roll", both, WORDS, FLAGS, C64, C128);
        rows.add(moving("Roll/empty", both, empty(2, 0)));
    }

    private void sequences() {
        OpCase.One second = (tf, in) -> tf.reverseSequence(in.get(0), in.get(1), 1, 0);
        rows.add(moving("ReverseSequence", second, M, new int[] {3, 2}).in(REAL));
        rows.add(moving(
                "ReverseSequence/over batches",
                (tf, in) -> tf.reverseSequence(in.get(0), in.get(1), 0, 2),
                X,
                new long[] {4, 0, 3}));
        rows.add(moving(
                "ReverseSequence/inner batch",
                (tf, in) -> tf.reverseSequence(in.get(0), in.get(1), 1, 2),
                X,
                new long[] {2, 1, 0}));
        rows.add(whole("ReverseSequence/bool", second, FLAGS, new int[] {3, 2}));
        rows.add(whole("ReverseSequence/complex", second, C64, new long[] {3, 2}));
        rows.add(moving("ReverseSequence/empty", second, empty(0, 3), new int[0]));
    }

    private void bits() {
        Tensor floats = Tensor.of(1.5f, -0f, Float.NaN, Float.MIN_VALUE);
        rows.add(whole("Bitcast", (tf, in) -> tf.bitcast(in.get(0), INT32), floats));
        rows.add(whole("Bitcast/to bytes", (tf, in) -> tf.bitcast(in.get(0), UINT8), floats));
        rows.add(whole("Bitcast/from shorts", (tf, in) -> tf.bitcast(in.get(0), FLOAT32), (Object)
                new short[][] {{1, 2}, {-3, 4}}));
        rows.add(whole("Bitcast/to ints", (tf, in) -> tf.bitcast(in.get(0), INT32), Tensor.of(1.5, -0.1)));
        rows.add(whole("Bitcast/to float64", (tf, in) -> tf.bitcast(in.get(0), FLOAT64), (Object)
                new int[][] {{1, 2}, {-3, 1 << 30}}));
        rows.add(whole("Bitcast/complex", (tf, in) -> tf.bitcast(in.get(0), INT64), C64));
        rows.add(whole("Bitcast/to complex", (tf, in) -> tf.bitcast(in.get(0), COMPLEX64), Tensor.of(5.0, 1.25)));
        rows.add(whole("Bitcast/scalar", (tf, in) -> tf.bitcast(in.get(0), INT8), 77L));
        rows.add(whole("Bitcast/empty", (tf, in) -> tf.bitcast(in.get(0), INT64), empty(0, 2)));
    }

    private void diagonals() {
        rows.add(moving("Diag", (tf, in) -> tf.diag(in.get(0)), (Object) new float[] {1, 2, 3}));
        rows.add(moving("Diag/matrix", (tf, in) -> tf.diag(in.get(0)), (Object) M));
        others("Diag", (tf, in) -> tf.diag(in.get(0)), C64, C128);
        rows.add(moving("DiagPart", (tf, in) -> tf.diagPart(in.get(0)), (Object)
                new float[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}));
        rows.add(moving("DiagPart/4", (tf, in) -> tf.diagPart(in.get(0)), (Object) images(2, 3, 2, 3)));
        rows.add(moving("DiagPart/empty", (tf, in) -> tf.diagPart(in.get(0)), empty(0, 2, 0, 2)));
    }

    private void matrices() {
        OpCase.One diag = (tf, in) -> tf.linalg.diag(in.get(0));
        OpCase.One part = (tf, in) -> tf.linalg.diagPart(in.get(0));
        OpCase.One set = (tf, in) -> tf.linalg.setDiag(in.get(0), in.get(1));
        OpCase.One band = (tf, in) -> tf.linalg.bandPart(in.get(0), 1, 0);
        rows.add(moving("MatrixDiag", diag, (Object) M).in(REAL));
        rows.add(moving("MatrixDiag/vector", diag, (Object) new float[] {1, 2}));
        rows.add(moving("MatrixDiag/empty", diag, empty(2, 0)));
        others("MatrixDiag", diag, FLAGS, C64, C128);
        rows.add(moving("MatrixDiagPart", part, (Object) X).in(REAL));
        rows.add(moving("MatrixDiagPart/tall", part, (Object) new float[][] {{1, 2}, {3, 4}, {5, 6}}));
        rows.add(moving("MatrixDiagPart/square", part, (Object) new float[][] {{1, 2}, {3, 4}}));
        rows.add(moving("MatrixDiagPart/empty", part, empty(3, 0, 2)));
        others("MatrixDiagPart", part, FLAGS, C64, C128);
        rows.add(moving("MatrixSetDiag", set, X, new float[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}})
                .in(REAL));
        rows.add(moving("MatrixSetDiag/matrix", set, M, new float[] {20, 30}));
        rows.add(whole("MatrixSetDiag/bool", set, FLAGS, new boolean[] {false, true}));
        rows.add(moving("MatrixSetDiag/empty", set, empty(2, 0, 3), empty(2, 0)));
        rows.add(moving("MatrixBandPart", band, (Object) X).in(REAL));
        rows.add(moving("MatrixBandPart/upper", (tf, in) -> tf.linalg.bandPart(in.get(0), 0, -1), (Object) M));
        rows.add(moving(
                "MatrixBandPart/computed",
                (tf, in) -> tf.linalg.bandPart(in.get(0), in.get(1), in.get(2)),
                images(1, 2, 4, 5),
                2,
                1));
        rows.add(moving("MatrixBandPart/all", (tf, in) -> tf.linalg.bandPart(in.get(0), -1, -1), (Object) M));
        rows.add(moving("MatrixBandPart/empty", band, empty(2, 3, 0)));
        others("MatrixBandPart", band, FLAGS, C64, C128);
    }

    private void depth() {
        OpCase.One toDepth = (tf, in) -> tf.spaceToDepth(in.get(0), 2);
        OpCase.One toSpace = (tf, in) -> tf.depthToSpace(in.get(0), 2);
        rows.add(moving("SpaceToDepth", toDepth, (Object) images(2, 4, 6, 2)).in(REAL));
        rows.add(moving("SpaceToDepth/3", (tf, in) -> tf.spaceToDepth(in.get(0), 3), (Object) images(1, 3, 6, 1)));
        rows.add(moving("SpaceToDepth/empty", toDepth, empty(0, 2, 2, 3)));
        rows.add(whole(
                "SpaceToDepth/strings", toDepth, Tensor.of(new String[][][][] {{{{"a"}, {"b"}}, {{"c"}, {"d"}}}})));
        rows.add(moving("DepthToSpace", toSpace, (Object) images(2, 2, 3, 8)).in(REAL));
        rows.add(moving("DepthToSpace/3", (tf, in) -> tf.depthToSpace(in.get(0), 3), (Object) images(1, 1, 2, 9)));
        rows.add(moving("DepthToSpace/empty", toSpace, empty(2, 0, 2, 4)));
    }

    private void batches() {
        rows.add(moving(
                        "SpaceToBatchND",
                        (tf, in) -> tf.spaceToBatchND(in.get(0), new int[] {2, 3}, new int[][] {{1, 1}, {0, 2}}),
                        (Object) images(2, 4, 4, 2))
                .in(REAL));
        rows.add(moving(
                "SpaceToBatchND/one axis",
                (tf, in) -> tf.spaceToBatchND(in.get(0), new int[] {2}, new int[][] {{3, 2}}),
                (Object) images(3, 3, 2, 2)));
        rows.add(moving(
                "SpaceToBatchND/square",
                (tf, in) -> tf.spaceToBatch(in.get(0), new int[][] {{0, 0}, {2, 0}}, 2),
                (Object) images(1, 4, 2, 1)));
        rows.add(moving(
                "SpaceToBatchND/empty",
                (tf, in) -> tf.spaceToBatch(in.get(0), new int[][] {{0, 0}, {2, 0}}, 2),
                empty(2, 4, 0, 1)));
        rows.add(moving(
                        "BatchToSpaceND",
                        (tf, in) -> tf.batchToSpaceND(in.get(0), new int[] {2, 3}, new int[][] {{1, 1}, {0, 2}}),
                        (Object) images(12, 3, 2, 2))
                .in(REAL));
        rows.add(moving(
                "BatchToSpaceND/one axis",
                (tf, in) -> tf.batchToSpaceND(in.get(0), new int[] {2}, new int[][] {{3, 2}}),
                (Object) images(4, 4, 2, 2)));
        rows.add(moving(
                "BatchToSpaceND/square",
                (tf, in) -> tf.batchToSpace(in.get(0), new int[][] {{0, 0}, {2, 0}}, 2),
                (Object) images(4, 2, 2, 1)));
        rows.add(moving(
                "BatchToSpaceND/empty",
                (tf, in) -> tf.batchToSpace(in.get(0), new int[][] {{0, 0}, {0, 0}}, 2),
                empty(4, 4, 0, 1)));
    }

    private void patches() {
        int[] one = {1, 1, 1, 1};
        rows.add(moving(
                        "ExtractImagePatches",
                        (tf, in) -> tf.extractImagePatches(
                                in.get(0), new int[] {1, 2, 3, 1}, new int[] {1, 2, 1, 1}, one, "VALID"),
                        (Object) images(2, 5, 4, 2))
                .in(REAL));
        rows.add(moving(
                "ExtractImagePatches/same",
                (tf, in) ->
                        tf.extractImagePatches(in.get(0), new int[] {1, 3, 3, 1}, new int[] {1, 2, 2, 1}, one, "SAME"),
                (Object) images(1, 5, 4, 2)));
        rows.add(moving(
                "ExtractImagePatches/rates",
                (tf, in) -> tf.extractImagePatches(
                        in.get(0), new int[] {1, 3, 2, 1}, new int[] {1, 1, 2, 1}, new int[] {1, 2, 3, 1}, "SAME"),
                (Object) images(1, 5, 6, 1)));
        rows.add(moving(
                "ExtractImagePatches/far apart",
                (tf, in) ->
                        tf.extractImagePatches(in.get(0), new int[] {1, 1, 1, 1}, new int[] {1, 3, 4, 1}, one, "SAME"),
                (Object) images(1, 5, 6, 1)));
    }

    private void compositions() {
        rows.add(OpCase.many(
                        "meshgrid", (tf, in) -> tf.meshgrid(in.get(0), in.get(1)), new float[] {1, 2, 3}, new float[] {
                            4, 5
                        })
                .in(FLOAT32, FLOAT64, INT32)
                .exact());
        rows.add(OpCase.many(
                        "meshgrid/ij, three",
                        (tf, in) -> tf.meshgrid(in, "ij"),
                        new float[] {1, 2, 3},
                        new float[] {4, 5},
                        new float[] {6, 7})
                .exact());
        rows.add(moving("repeat", (tf, in) -> tf.repeat(ranked(in.get(0), 2), 2, 1), (Object) M));
        rows.add(moving(
                "repeat/each",
                (tf, in) -> tf.reshape(tf.repeat(ranked(in.get(0), 2), ranked(in.get(1), 1), 0), 3, 3),
                M,
                new int[] {3, 0}));
        rows.add(moving(
                "repeat/each column",
                (tf, in) -> tf.reshape(tf.repeat(ranked(in.get(0), 2), ranked(in.get(1), 1), -1), 2, 3),
                M,
                new int[] {1, 2, 0}));
        rows.add(OpCase.of("trace", (tf, in) -> tf.linalg.trace(in.get(0)), (Object) X));
        rows.add(whole("eye", (tf, in) -> tf.linalg.eye(3)));
        rows.add(whole("eye/batch", (tf, in) -> tf.linalg.eye(2, 3, Shape.of(2), INT64)));
        rows.add(OpCase.of(
                "tensordot",
                (tf, in) -> tf.linalg.tensordot(ranked(in.get(0), 3), ranked(in.get(1), 2), 1),
                X,
                new float[][] {{1, 2}, {3, 4}, {5, 6}}));
        rows.add(OpCase.of(
                "tensordot/axes",
                (tf, in) -> tf.linalg.tensordot(
                        ranked(in.get(0), 3), ranked(in.get(1), 2), new int[] {0, -1}, new int[] {1, 0}),
                X,
                new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}}));
        rows.add(OpCase.of(
                "tensordot/outer",
                (tf, in) -> tf.linalg.tensordot(ranked(in.get(0), 2), ranked(in.get(1), 2), 0),
                M,
                M));
    }

    private void sources() {
        rows.add(whole("LinSpace", (tf, in) -> tf.linspace(10f, 12f, 4)));
        rows.add(whole("LinSpace/float64", (tf, in) -> tf.linspace(-1, 0.3, 7)));
        rows.add(whole("LinSpace/one", (tf, in) -> tf.linspace(2f, 12f, 1)));
        rows.add(OpCase.of(
                        "LinSpace/computed", (tf, in) -> tf.linspace(in.get(0), in.get(1), tf.constant(11L)), 5f, 0.1f)
                .notDifferentiable());
        rows.add(whole(
                "BroadcastArgs",
                (tf, in) -> tf.broadcastDynamicShape(in.get(0), in.get(1)),
                new int[] {3, 1, 5},
                new int[] {4, 1}));
        rows.add(whole(
                "BroadcastArgs/int64",
                (tf, in) -> tf.broadcastDynamicShape(in.get(0), in.get(1)),
                new long[] {0, 1},
                new long[] {7, 1, 4}));
        rows.add(whole(
                "BroadcastArgs/scalar",
                (tf, in) -> tf.broadcastDynamicShape(in.get(0), in.get(1)),
                new int[] {},
                new int[] {4, 1}));
    }
}
