package org.headrace.autodiff.cases;

import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT16;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.INT8;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.NnOps;
import org.headrace.ops.SparseOutput;
import org.headrace.ops.sparse.SparseToDense;

/** Rows of the ops on sparse tensors. */
final class SparseCases {
    private static final DType[] SIGNED = {FLOAT32, FLOAT64, INT8, INT16, INT32, INT64};
    private static final long[][] INDICES = {{0, 1}, {1, 0}, {1, 2}, {2, 1}};
    private static final float[] VALUES = {1.5f, -2, 3, 4.25f};
    private static final long[][] OTHER = {{0, 0}, {1, 0}, {2, 1}, {2, 2}};
    private static final float[] MORE = {5, 2, -1, 7};
    private static final long[] SHAPE = {3, 3};
    private static final Tensor NONE = Tensor.zeros(INT64, Shape.of(0, 2));

    private final List<OpCase> rows = new ArrayList<>();

    private SparseCases() {}

    static List<OpCase> rows() {
        SparseCases cases = new SparseCases();
        cases.products();
        cases.conversions();
        cases.sums();
        cases.others();
        cases.lookups();
        return cases.rows;
    }

    /** Inputs 0 to 2: values, indices, shape. */
    private static SparseOutput sparse(List<Output> in) {
        return new SparseOutput(in.get(1), in.get(0), in.get(2));
    }

    private void products() {
        float[][] b = {{1, 2}, {-3, 4}, {0.5f, -1}};
        float[][] bt = {{1, -3, 0.5f}, {2, 4, -1}};
        for (boolean adjointA : new boolean[] {false, true}) {
            for (boolean adjointB : new boolean[] {false, true}) {
                String how = "/" + adjointA + ", " + adjointB;
                rows.add(OpCase.of(
                                "SparseTensorDenseMatMul" + how,
                                (tf, in) -> tf.sparse.matmul(sparse(in), in.get(3), adjointA, adjointB),
                                VALUES,
                                INDICES,
                                SHAPE,
                                adjointB ? bt : b)
                        .sums(4));
            }
        }
        rows.add(OpCase.of(
                        "SparseTensorDenseMatMul/int32",
                        (tf, in) -> tf.sparse.matmul(sparse(in), in.get(3)),
                        new int[] {1, 2, 3, 4},
                        INDICES,
                        SHAPE,
                        new int[][] {{1}, {2}, {3}})
                .asGiven()
                .notDifferentiable());
        rows.add(OpCase.of(
                        "SparseTensorDenseMatMul/nothing",
                        (tf, in) -> tf.sparse.matmul(sparse(in), in.get(3)),
                        new float[0],
                        NONE,
                        SHAPE,
                        b)
                .notDifferentiable());
    }

    private void conversions() {
        rows.add(OpCase.of("SparseToDense", (tf, in) -> tf.sparse.toDense(sparse(in)), VALUES, INDICES, SHAPE)
                .in(SIGNED)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "SparseToDense/default",
                        (tf, in) -> tf.sparse.toDense(sparse(in), 9, false),
                        VALUES,
                        new long[][] {{2, 1}, {1, 0}, {2, 1}, {0, 0}},
                        SHAPE)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "SparseToDense/texts",
                        (tf, in) -> tf.sparse.toDense(sparse(in)),
                        new String[] {"a", "bc", "", "d"},
                        INDICES,
                        SHAPE)
                .asGiven()
                .notDifferentiable());
        rows.add(
                OpCase.of("SparseToDense/nothing", (tf, in) -> tf.sparse.toDense(sparse(in)), new float[0], NONE, SHAPE)
                        .notDifferentiable());
        rows.add(OpCase.of(
                        "SparseToDense/vector of indices",
                        (tf, in) -> tf.add(
                                new SparseToDense(true),
                                in.get(1),
                                in.get(2),
                                in.get(0),
                                tf.zeros(Shape.scalar(), in.get(0).dtype())),
                        7f,
                        new int[] {1, 3},
                        new int[] {5})
                .notDifferentiable());
        rows.add(OpCase.many(
                        "SparseReorder",
                        (tf, in) -> {
                            SparseOutput sorted = tf.sparse.reorder(sparse(in));
                            return List.of(sorted.values(), sorted.indices());
                        },
                        VALUES,
                        new long[][] {{2, 1}, {0, 2}, {1, 0}, {0, 1}},
                        SHAPE)
                .exact());
        rows.add(OpCase.many(
                        "SparseReshape",
                        (tf, in) -> {
                            SparseOutput reshaped = tf.sparse.reshape(sparse(in), 9, -1, 1);
                            return List.of(reshaped.indices(), reshaped.values(), reshaped.denseShape());
                        },
                        VALUES,
                        INDICES,
                        SHAPE)
                .notDifferentiable());
    }

    private void sums() {
        OpCase.Build add = (tf, in) -> {
            SparseOutput sum = tf.sparse.add(
                    sparse(in),
                    new SparseOutput(in.get(4), in.get(3), in.get(2)),
                    in.get(0).dtype() == INT8 ? 0 : 1);
            return List.of(sum.values(), sum.indices(), sum.denseShape());
        };
        rows.add(OpCase.many("SparseAdd", add, VALUES, INDICES, SHAPE, new float[] {5, 2, -1, 7}, OTHER)
                .onceDifferentiable());
        rows.add(OpCase.many(
                        "SparseAdd/dtypes",
                        (tf, in) -> {
                            SparseOutput b = new SparseOutput(in.get(4), in.get(3), in.get(2));
                            SparseOutput sum = tf.sparse.add(sparse(in), b);
                            return List.of(sum.values(), sum.indices());
                        },
                        VALUES,
                        INDICES,
                        SHAPE,
                        MORE,
                        OTHER)
                .in(SIGNED)
                .notDifferentiable());
        rows.add(OpCase.of(
                "SparseTensorDenseAdd",
                (tf, in) -> tf.sparse.add(sparse(in), in.get(3)),
                VALUES,
                INDICES,
                SHAPE,
                new float[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}));
        rows.add(OpCase.of(
                        "SparseTensorDenseAdd/dtypes",
                        (tf, in) -> tf.sparse.add(sparse(in), in.get(3)),
                        VALUES,
                        INDICES,
                        SHAPE,
                        new float[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}})
                .in(SIGNED)
                .notDifferentiable());
        for (boolean keep : new boolean[] {false, true}) {
            rows.add(OpCase.of(
                    "SparseReduceSum/last, " + keep,
                    (tf, in) -> tf.sparse.reduceSum(sparse(in), new int[] {-1}, keep),
                    VALUES,
                    INDICES,
                    SHAPE));
            rows.add(OpCase.of(
                            "SparseReduceSum/both, " + keep,
                            (tf, in) -> tf.sparse.reduceSum(sparse(in), new int[] {0, 1}, keep),
                            VALUES,
                            INDICES,
                            SHAPE)
                    .sums(4));
        }
        rows.add(OpCase.of(
                        "SparseReduceSum/dtypes",
                        (tf, in) -> tf.sparse.reduceSum(sparse(in), new int[] {0}, false),
                        VALUES,
                        INDICES,
                        SHAPE)
                .in(SIGNED)
                .notDifferentiable());
        rows.add(OpCase.of("SparseReduceSum/all", (tf, in) -> tf.sparse.reduceSum(sparse(in)), VALUES, INDICES, SHAPE)
                .sums(4)
                .notDifferentiable());
    }

    private void others() {
        rows.add(OpCase.of(
                        "SparseSoftmax",
                        (tf, in) -> tf.sparse.softmax(sparse(in)).values(),
                        VALUES,
                        INDICES,
                        SHAPE)
                .onceDifferentiable());
        rows.add(OpCase.of(
                        "SparseSoftmax/rank 3",
                        (tf, in) -> tf.sparse.softmax(sparse(in)).values(),
                        new float[] {1, 2, 3, 700},
                        new long[][] {{0, 0, 0}, {0, 0, 1}, {0, 1, 1}, {1, 0, 0}},
                        new long[] {2, 2, 2})
                .onceDifferentiable());
    }

    private void lookups() {
        float[][] table = {{1, 2}, {3, 4}, {5, 6}, {7, 8.5f}, {-1, 0}};
        long[] ids = {4, 0, 4, 1};
        long[][] places = {{0, 0}, {0, 1}, {1, 0}, {3, 0}};
        long[] shape = {4, 2};
        float[] weights = {2, 0.5f, 1, 3};
        for (NnOps.PartitionStrategy strategy : NnOps.PartitionStrategy.values()) {
            rows.add(OpCase.of(
                            "ParallelDynamicStitch/lookup, " + strategy,
                            (tf, in) -> {
                                List<Output> tables = List.of(ranked(in.get(0)), ranked(in.get(1)));
                                return tf.nn.embeddingLookup(tables, in.get(2), strategy);
                            },
                            table,
                            new float[][] {{9, 8}, {7, 6}, {5, 4}, {3, 2}},
                            new int[][] {{8, 0, 7}, {4, 5, 3}})
                    .notDifferentiable());
        }
        for (NnOps.Combiner combiner : NnOps.Combiner.values()) {
            rows.add(OpCase.of(
                            "SparseSegmentSum/lookup, " + combiner,
                            (tf, in) -> tf.nn.embeddingLookupSparse(
                                    List.of(ranked(in.get(0))),
                                    new SparseOutput(in.get(2), in.get(1), in.get(3)),
                                    null,
                                    combiner),
                            table,
                            ids,
                            places,
                            shape)
                    .onceDifferentiable());
            rows.add(OpCase.of(
                            "SegmentSum/weighed lookup, " + combiner,
                            (tf, in) -> tf.nn.embeddingLookupSparse(
                                    List.of(ranked(in.get(0))),
                                    new SparseOutput(in.get(2), in.get(1), in.get(3)),
                                    new SparseOutput(in.get(2), in.get(4), in.get(3)),
                                    combiner),
                            table,
                            ids,
                            places,
                            shape,
                            weights)
                    .notDifferentiable());
        }
    }

    /** The same, of known rank. */
    private static Output ranked(Output table) {
        table.setShape(Shape.unknownDims(2));
        return table;
    }
}
