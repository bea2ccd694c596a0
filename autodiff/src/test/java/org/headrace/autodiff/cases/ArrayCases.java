package org.headrace.autodiff.cases;

import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Slice;
import org.headrace.ops.array.ConcatOffset;
import org.headrace.ops.array.DenseToDenseSetOperation;
import org.headrace.ops.array.MirrorPad;
import org.headrace.ops.array.OnesLike;
import org.headrace.ops.array.ParallelDynamicStitch;
import org.headrace.ops.array.PlaceholderWithDefault;
import org.headrace.ops.array.Rank;
import org.headrace.ops.array.Size;
import org.headrace.ops.control.EnsureShape;
import org.headrace.ops.control.Merge;
import org.headrace.ops.control.Switch;

/** Rows of the ops that make, move and pick elements. */
final class ArrayCases {
    private static final float[][][] X = {
        {{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12.5f}}, {{-1, -2, -3}, {-4, -5, -6}}, {{0, 0.5f, 1}, {2, 4, 8}}
    };
    private static final float[][] M = {{1.5f, 2, 3}, {4, 5, 6.25f}};

    private final List<OpCase> rows = new ArrayList<>();

    private ArrayCases() {}

    static List<OpCase> rows() {
        ArrayCases cases = new ArrayCases();
        cases.sources();
        cases.shapes();
        cases.layout();
        cases.joining();
        cases.slicing();
        cases.indices();
        cases.ofOwnRecord();
        return cases.rows;
    }

    /** A row whose op moves elements: results equal bit for bit, linear, so that second derivatives are zero. */
    private OpCase moving(String name, OpCase.One build, Object... inputs) {
        return OpCase.of(name, build, inputs).exact();
    }

    private static OpCase whole(String name, OpCase.One build, Object... inputs) {
        return OpCase.of(name, build, inputs).asGiven().notDifferentiable().exact();
    }

    private void sources() {
        rows.add(whole("Const", (tf, in) -> tf.constant(new int[][] {{1, 2}, {3, 4}})));
        rows.add(whole("Const/strings", (tf, in) -> tf.constant(new String[] {"a", "héllo"})));
        rows.add(whole("Const/fill", (tf, in) -> tf.constant(0.1f, Shape.of(3))));
        rows.add(moving(
                "PlaceholderWithDefault",
                (tf, in) -> tf.add(new PlaceholderWithDefault(in.get(0).dtype(), Shape.of(2, 3)), in.get(0)),
                (Object) M));
        rows.add(moving("Fill", (tf, in) -> tf.fill(tf.constant(new int[] {2, 3}), in.get(0)), 2.5f));
        rows.add(whole("Fill/big zeros", (tf, in) -> tf.zeros(Shape.of(40, 30), INT32)));
        rows.add(whole("Fill/ones", (tf, in) -> tf.ones(7)));
        rows.add(whole("Range", (tf, in) -> tf.range(3, 18, 3)));
        rows.add(whole("Range/down", (tf, in) -> tf.range(3f, 1f, -0.5f)));
        rows.add(whole("Range/empty", (tf, in) -> tf.range(3, 3, 1)));
        rows.add(moving("ZerosLike", (tf, in) -> tf.zerosLike(in.get(0)), (Object) M)
                .notDifferentiable()
                .in(FLOAT32, INT64));
        rows.add(whole("ZerosLike/flags", (tf, in) -> tf.zerosLike(in.get(0)), (Object) new boolean[] {true, false}));
        rows.add(moving("OnesLike", (tf, in) -> tf.onesLike(in.get(0)), (Object) M)
                .notDifferentiable()
                .in(FLOAT32, INT32));
    }

    private void shapes() {
        rows.add(whole("Shape", (tf, in) -> tf.shape(in.get(0)), (Object) X));
        rows.add(whole("Shape/int64", (tf, in) -> tf.shape(in.get(0), INT64), (Object) X));
        rows.add(
                OpCase.many("ShapeN", (tf, in) -> tf.shapeN(in), X, M).asGiven().notDifferentiable());
        rows.add(whole("Size", (tf, in) -> tf.size(in.get(0)), (Object) X));
        rows.add(whole("Rank", (tf, in) -> tf.rank(in.get(0)), (Object) X));
        rows.add(moving("Reshape", (tf, in) -> tf.reshape(in.get(0), 3, -1), (Object) M));
        rows.add(moving(
                "Reshape/chained shape",
                (tf, in) -> tf.reshape(in.get(0), tf.stack(tf.stridedSlice(tf.shape(in.get(0)), Slice.at(0)), 6)),
                (Object) X));
        rows.add(moving("Reshape/to scalar", (tf, in) -> tf.reshape(in.get(0)), (Object) new float[] {3}));
        rows.add(moving("ExpandDims", (tf, in) -> tf.expandDims(in.get(0), -2), (Object) M));
        rows.add(
                moving("Squeeze", (tf, in) -> tf.squeeze(in.get(0), 1), (Object) new float[][][] {{{1, 2}}, {{3, 4}}}));
        rows.add(moving("Squeeze/all", (tf, in) -> tf.squeeze(in.get(0)), (Object) new float[][][] {{{1}, {2}}}));
        rows.add(moving("Identity", (tf, in) -> tf.identity(in.get(0)), (Object) M));
        rows.add(OpCase.many("IdentityN", (tf, in) -> tf.identityN(in), M, X));
        rows.add(whole("StopGradient", (tf, in) -> tf.stopGradient(in.get(0)), (Object) M));
        rows.add(whole("PreventGradient", (tf, in) -> tf.preventGradient(in.get(0), "none here"), (Object) M));
        rows.add(moving("BroadcastTo", (tf, in) -> tf.broadcastTo(in.get(0), 2, 2, 3), (Object) M));
        rows.add(moving(
                "BroadcastTo/column", (tf, in) -> tf.broadcastTo(in.get(0), 2, 3), (Object) new float[][] {{1}, {2}}));
    }

    private void layout() {
        rows.add(moving("Transpose", (tf, in) -> tf.transpose(in.get(0)), (Object) M));
        rows.add(moving("Transpose/3", (tf, in) -> tf.transpose(in.get(0), 2, 0, 1), (Object) X));
        rows.add(moving("Transpose/batch", (tf, in) -> tf.transpose(in.get(0), 0, 2, 1), (Object) X));
        rows.add(whole(
                "InvertPermutation", (tf, in) -> tf.invertPermutation(in.get(0)), (Object) new int[] {3, 4, 0, 2, 1}));
        rows.add(moving("Tile", (tf, in) -> tf.tile(in.get(0), 2, 3), (Object) M));
        rows.add(moving("Pad", (tf, in) -> tf.pad(in.get(0), new int[][] {{1, 0}, {2, 1}}), (Object) M));
        rows.add(moving("PadV2", (tf, in) -> tf.pad(in.get(0), new int[][] {{0, 1}, {0, 2}}, 7), (Object) M));
        rows.add(moving(
                "MirrorPad/reflect", (tf, in) -> tf.pad(in.get(0), new int[][] {{1, 0}, {2, 1}}, "REFLECT"), (Object)
                        M));
        rows.add(moving(
                "MirrorPad/symmetric",
                (tf, in) -> tf.add(new MirrorPad("SYMMETRIC"), in.get(0), tf.constant(new int[][] {{1, 1}, {0, 3}})),
                (Object) M));
        rows.add(moving("ReverseV2", (tf, in) -> tf.reverse(in.get(0), 0, 2), (Object) X));
    }

    private void joining() {
        rows.add(moving("Pack", (tf, in) -> tf.stack(List.of(in.get(0), in.get(1), in.get(0))), M, M));
        rows.add(moving("Pack/last", (tf, in) -> tf.stack(in, -1), M, M));
        rows.add(OpCase.many("Unpack", (tf, in) -> tf.unstack(in.get(0), 2, 1), (Object) X));
        rows.add(moving("ConcatV2", (tf, in) -> tf.concat(in, 1), M, new float[][] {{7}, {8}}));
        rows.add(moving("ConcatV2/first", (tf, in) -> tf.concat(in, 0), M, Tensor.zeros(FLOAT32, Shape.of(0, 3)), M));
        rows.add(whole("ConcatOffset", (tf, in) -> tf.addOp(
                        new ConcatOffset(), tf.constant(1), tf.constant(new int[] {2, 3}), tf.constant(new int[] {2, 5
                        }))
                .output(1)));
        rows.add(OpCase.many("Split", (tf, in) -> tf.split(in.get(0), 2, 0), (Object) X));
        rows.add(OpCase.many("SplitV", (tf, in) -> tf.split(in.get(0), new int[] {1, -1}, 1), (Object) M));
    }

    private void slicing() {
        rows.add(moving(
                "Slice", (tf, in) -> tf.slice(in.get(0), new int[] {1, 0, 1}, new int[] {2, -1, 2}), (Object) X));
        rows.add(moving(
                "StridedSlice/element", (tf, in) -> tf.stridedSlice(in.get(0), Slice.at(1), Slice.at(-1)), (Object) X));
        rows.add(moving(
                "StridedSlice/range",
                (tf, in) -> tf.stridedSlice(in.get(0), Slice.range(1, 3), Slice.all(), Slice.at(0)),
                (Object) X));
        rows.add(moving(
                "StridedSlice/new axis",
                (tf, in) -> tf.stridedSlice(in.get(0), Slice.newAxis(), Slice.ellipsis(), Slice.range(0, 2)),
                (Object) X));
        rows.add(moving(
                "StridedSlice/backwards",
                (tf, in) -> tf.stridedSlice(in.get(0), new int[] {3, 1}, new int[] {0, -3}, new int[] {-2, -1}),
                (Object) X));
    }

    private void indices() {
        int[] at = {2, 0, 2};
        rows.add(moving("GatherV2", (tf, in) -> tf.gather(in.get(0), in.get(1)), X, at));
        rows.add(moving(
                "GatherV2/axis", (tf, in) -> tf.gather(in.get(0), in.get(1), 2), X, new int[][] {{1, 2}, {0, 0}}));
        rows.add(moving(
                "GatherNd", (tf, in) -> tf.gatherNd(in.get(0), in.get(1)), X, new int[][] {{3, 1}, {0, 0}, {3, 1}}));
        rows.add(moving(
                "ScatterNd",
                (tf, in) -> tf.scatterNd(in.get(0), in.get(1), 5),
                new int[][] {{4}, {1}, {4}},
                new float[] {9, 10, 11}));
        rows.add(moving("OneHot", (tf, in) -> tf.oneHot(in.get(0), 4), (Object) new int[] {1, 2, 3, 0, 2, 1, 7, -1})
                .asGiven()
                .notDifferentiable());
        rows.add(moving("OneHot/classes on rows", (tf, in) -> tf.oneHot(in.get(0), 3, 0, FLOAT32), (Object)
                        new int[] {1, 2, 0, 1})
                .asGiven()
                .notDifferentiable());
        rows.add(whole(
                "Where", (tf, in) -> tf.where(in.get(0)), (Object) new boolean[][] {{true, false}, {true, true}}));
        rows.add(moving(
                "booleanMask", (tf, in) -> tf.booleanMask(in.get(0), tf.constant(new boolean[] {false, true})), (Object)
                        M));
        rows.add(whole("sequenceMask", (tf, in) -> tf.sequenceMask(in.get(0), 5), (Object) new int[] {1, 3, 2}));
        rows.add(OpCase.many("Unique", (tf, in) -> tf.unique(in.get(0)), (Object) new int[] {1, 1, 2, 4, 4, 4, 7, 8, 8})
                .asGiven()
                .notDifferentiable());
        rows.add(OpCase.many(
                        "ListDiff",
                        (tf, in) -> tf.setdiff1d(in.get(0), in.get(1)),
                        new int[] {1, 2, 3, 4, 5, 6},
                        new int[] {1, 3, 5})
                .asGiven()
                .notDifferentiable());
        rows.add(OpCase.many(
                "DynamicPartition", (tf, in) -> tf.dynamicPartition(in.get(0), in.get(1), 3), X, new int[] {0, 2, 0, 1
                }));
        rows.add(moving(
                "DynamicStitch",
                (tf, in) -> tf.dynamicStitch(List.of(tf.constant(new int[] {0, 3}), tf.constant(new int[] {2, 1})), in),
                M,
                M));
        rows.add(OpCase.many(
                "TopKV2",
                (tf, in) -> {
                    var top = tf.nn.topK(in.get(0), 2);
                    return List.of(top.values(), top.indices());
                },
                (Object) M));
        Tensor words = Tensor.of(new String[] {"x", "y"});
        rows.add(whole("StringJoin", (tf, in) -> tf.strings.join(List.of(in.get(0), in.get(1)), "-"), words, words));
    }

    /** Ops that the facade adds only for want of a constant, or in parts of others. */
    private void ofOwnRecord() {
        rows.add(whole("Rank/op", (tf, in) -> tf.add(new Rank(), in.get(0)), (Object) X));
        rows.add(whole("Size/op", (tf, in) -> tf.add(new Size(INT64), in.get(0)), (Object) X));
        rows.add(whole("OnesLike/op", (tf, in) -> tf.add(new OnesLike(), in.get(0)), (Object) M));
        rows.add(moving("EnsureShape", (tf, in) -> tf.add(new EnsureShape(Shape.of(-1, 3)), in.get(0)), (Object) M));
        rows.add(moving(
                "ParallelDynamicStitch",
                (tf, in) -> tf.add(
                        new ParallelDynamicStitch(),
                        tf.constant(new int[] {0, 3}),
                        tf.constant(new int[] {2, 1}),
                        in.get(0),
                        in.get(1)),
                M,
                M));
        rows.add(OpCase.many(
                        "DenseToDenseSetOperation",
                        (tf, in) -> tf.addOp(new DenseToDenseSetOperation("intersection", true), in.get(0), in.get(1))
                                .outputs(),
                        new int[][] {{1, 2, 3}, {4, 5, 6}},
                        new int[][] {{3, 1}, {7, 8}})
                .asGiven()
                .notDifferentiable());
        rows.add(OpCase.many(
                "Switch and Merge",
                (tf, in) -> {
                    Op way = tf.addOp(new Switch(), in.get(0), in.get(1));
                    return tf.addOp(new Merge(), tf.neg(way.output(0)), tf.square(way.output(1)))
                            .outputs();
                },
                M,
                true));
    }
}
