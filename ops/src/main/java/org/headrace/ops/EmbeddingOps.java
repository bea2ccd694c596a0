package org.headrace.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Fill;
import org.headrace.ops.array.ParallelDynamicStitch;
import org.headrace.ops.math.Div;
import org.headrace.ops.math.SegmentSum;
import org.headrace.ops.math.SparseSegmentMean;
import org.headrace.ops.math.SparseSegmentSqrtN;
import org.headrace.ops.math.SparseSegmentSum;
import org.jspecify.annotations.Nullable;

/** Rows looked up in tables, a part of {@link NnOps}. */
abstract class EmbeddingOps extends NormalizationOps {
    /** How the rows of a table are spread over several. */
    public enum PartitionStrategy {
        /** Row {@code i} is in table {@code i % n}. */
        MOD,
        /** Each table has a run of neighbouring rows; the first ones have one more if they do not come out even. */
        DIV
    }

    /** How the rows that are looked up for one entry become one. */
    public enum Combiner {
        /** Their sum. */
        SUM,
        /** Their weighted mean. */
        MEAN,
        /** Their sum, divided by the root of the sum of the squared weights. */
        SQRTN
    }

    EmbeddingOps(Ops tf) {
        super(tf);
    }

    /** The rows of {@code params} that {@code ids}, int32 or int64, name: their shape, then a row's. */
    public Output embeddingLookup(Output params, Output ids) {
        Ops s = tf.scoped("embedding_lookup");
        return s.identity(s.withName(s.scopeName()).gather(params, ids));
    }

    /**
     * The rows that {@code ids}, int32 or int64, name in a table that is spread over several of one row shape: the ids' shape,
     * then a row's.
     */
    public Output embeddingLookup(List<Output> params, Output ids, PartitionStrategy partitionStrategy) {
        if (params.isEmpty()) {
            throw new InvalidArgumentException("Need at least one param");
        }
        if (params.size() == 1) {
            return embeddingLookup(params.get(0), ids);
        }
        Ops s = tf.scoped("embedding_lookup");
        int n = params.size();
        Output flat = s.reshape(ids, -1);
        Output original = s.range(s.size(flat));
        Output table;
        Output rows;
        if (partitionStrategy == PartitionStrategy.MOD) {
            table = s.withName("mod").mod(flat, n);
            rows = s.withName("floordiv").floorDiv(flat, n);
        } else {
            Output total = total(s, params, flat.dtype());
            Output even = s.withName("floordiv").floorDiv(total, n);
            Output extras = s.withName("mod").mod(total, n);
            Output more = s.withName("add").add(even, 1);
            Output among = s.withName("floordiv").floorDiv(flat, more);
            Output after = s.withName("sub").sub(flat, extras);
            table = s.maximum(among, s.withName("floordiv").floorDiv(after, even));
            Output first = s.less(table, extras);
            Output withMore = s.withName("mod").mod(flat, s.withName("add").add(even, 1));
            Output left = s.withName("sub").sub(flat, extras);
            rows = s.where(first, withMore, s.withName("mod").mod(left, even));
        }
        table = s.cast(table, DType.INT32);
        List<Output> parts = s.dynamicPartition(rows, table, n);
        List<Output> inputs = new ArrayList<>(s.dynamicPartition(original, table, n));
        Shape row = Shape.unknown();
        for (int i = 0; i < n; i++) {
            Output param = s.scope().value(params.get(i));
            inputs.add(s.colocatedWith(param.op()).gather(param, parts.get(i)));
            row = param.shape().hasRank()
                    ? row.merge(param.shape().slice(1, param.shape().rank()))
                    : row;
        }
        Output found = s.withName(s.scopeName()).add(new ParallelDynamicStitch(), inputs.toArray(new Output[0]));
        Output shape = s.concat(List.of(s.shape(ids), rowShape(s, params.get(0), row)), 0);
        Output y = s.reshape(found, shape);
        y.setShape(ids.shape().concat(row));
        return y;
    }

    private static Output rowShape(Ops s, Output params, Shape row) {
        if (!row.isComplete()) {
            return s.stridedSlice(s.shape(params), Slice.from(1));
        }
        int[] dims = new int[row.rank()];
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] = Math.toIntExact(row.dim(axis));
        }
        return s.constant(Tensor.of(dims), "concat/values_1");
    }

    /** How many rows all tables have together. */
    private static Output total(Ops s, List<Output> params, DType dtype) {
        long known = 0;
        for (Output param : params) {
            long rows = param.shape().hasRank() ? param.shape().dim(0) : Shape.UNKNOWN;
            known = known == Shape.UNKNOWN || rows == Shape.UNKNOWN ? Shape.UNKNOWN : known + rows;
        }
        if (known != Shape.UNKNOWN) {
            return s.constant(Tensor.of(dtype, known), "Const");
        }
        List<Output> sizes = new ArrayList<>();
        for (Output param : params) {
            sizes.add(s.stridedSlice(s.shape(param), Slice.at(0)));
        }
        return s.reduceSum(s.cast(s.stack(sizes), dtype));
    }

    /** The same of a single table: see {@link #embeddingLookupSparse(List, SparseOutput, SparseOutput, Combiner)}. */
    public Output embeddingLookupSparse(
            Output params, SparseOutput spIds, @Nullable SparseOutput spWeights, Combiner combiner) {
        return embeddingLookupSparse(List.of(params), spIds, spWeights, combiner);
    }

    /**
     * For each row of {@code spIds} the rows of the table that its entries name, combined into one; for a row without entries
     * zeros. There are as many as up to the last that has entries.
     *
     * @param params the table, or several over which its rows are spread by {@link PartitionStrategy#MOD}
     * @param spIds ids of int32 or int64, a matrix in row-major order
     * @param spWeights a weight for each id, or null for ones
     */
    public Output embeddingLookupSparse(
            List<Output> params, SparseOutput spIds, @Nullable SparseOutput spWeights, Combiner combiner) {
        Ops s = tf.scoped("embedding_lookup_sparse");
        Output segments = s.cast(s.stridedSlice(spIds.indices(), Slice.all(), Slice.at(0)), DType.INT32);
        List<Output> unique = s.unique(spIds.values());
        Output found = s.nn.embeddingLookup(params, unique.get(0), PartitionStrategy.MOD);
        if (spWeights == null) {
            return s.finish(
                    switch (combiner) {
                        case SUM -> new SparseSegmentSum();
                        case MEAN -> new SparseSegmentMean();
                        case SQRTN -> new SparseSegmentSqrtN();
                    },
                    found,
                    unique.get(1),
                    segments);
        }
        Output weights = s.cast(spWeights.values(), found.dtype());
        Output rows = s.gather(found, unique.get(1));
        weights = alike(s, weights, rows);
        Output weighed = s.withName("mul").mul(rows, weights);
        if (combiner == Combiner.SUM) {
            return s.finish(new SegmentSum(), weighed, segments);
        }
        Output sum = s.math.segmentSum(weighed, segments);
        Output divisor = combiner == Combiner.MEAN
                ? s.math.segmentSum(weights, segments)
                : s.sqrt(s.math.segmentSum(s.pow(weights, 2), segments));
        return s.finish(new Div(), sum, divisor);
    }

    /** The weights in a shape that broadcasts over the rows. */
    private static Output alike(Ops s, Output weights, Output rows) {
        Output rest = s.expandDims(s.withName("sub").sub(s.rank(rows), 1), 0);
        Ops fill = s.scoped("Fill");
        Output ones = fill.finish(new Fill(), rest, fill.constant(Tensor.of(DType.INT32, 1), "value"));
        Output shape = s.concat(List.of(s.shape(weights), ones), 0);
        Output y = s.reshape(weights, shape);
        if (rows.shape().hasRank() && weights.shape().hasRank()) {
            long[] single = new long[rows.shape().rank() - 1];
            Arrays.fill(single, 1);
            y.setShape(weights.shape().concat(Shape.of(single)));
        }
        return y;
    }
}
