package org.headrace.ops;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.math.SegmentMax;
import org.headrace.ops.math.SegmentMean;
import org.headrace.ops.math.SegmentMin;
import org.headrace.ops.math.SegmentProd;
import org.headrace.ops.math.SegmentSum;
import org.headrace.ops.math.SparseSegmentMean;
import org.headrace.ops.math.SparseSegmentMeanWithNumSegments;
import org.headrace.ops.math.SparseSegmentSqrtN;
import org.headrace.ops.math.SparseSegmentSqrtNWithNumSegments;
import org.headrace.ops.math.SparseSegmentSum;
import org.headrace.ops.math.SparseSegmentSumWithNumSegments;
import org.headrace.ops.math.UnsortedSegmentMax;
import org.headrace.ops.math.UnsortedSegmentMin;
import org.headrace.ops.math.UnsortedSegmentProd;
import org.headrace.ops.math.UnsortedSegmentSum;

/** Rows put together by ids, a part of {@link MathOps}. */
abstract class SegmentOps extends SpecialFunctionOps {
    SegmentOps(Ops tf) {
        super(tf);
    }

    /**
     * Row {@code i} of the output is the sum of the rows of {@code data} whose id is {@code i}; the ids, a vector of int32 or
     * int64, rise. Any numeric dtype.
     *
     * @see SegmentSum
     */
    public Output segmentSum(Output data, Output segmentIds) {
        return tf.add(new SegmentSum(), data, segmentIds);
    }

    /**
     * Row {@code i} of the output is the mean of the rows of {@code data} whose id is {@code i}; the ids, a vector of int32
     * or int64, rise. Any real dtype; of integers cut off toward zero.
     *
     * @see SegmentMean
     */
    public Output segmentMean(Output data, Output segmentIds) {
        return tf.add(new SegmentMean(), data, segmentIds);
    }

    /**
     * Row {@code i} of the output has the greatest elements of the rows of {@code data} whose id is {@code i}; the ids, a
     * vector of int32 or int64, rise. Any real dtype.
     *
     * @see SegmentMax
     */
    public Output segmentMax(Output data, Output segmentIds) {
        return tf.add(new SegmentMax(), data, segmentIds);
    }

    /**
     * Row {@code i} of the output has the least elements of the rows of {@code data} whose id is {@code i}; the ids, a vector
     * of int32 or int64, rise. Any real dtype.
     *
     * @see SegmentMin
     */
    public Output segmentMin(Output data, Output segmentIds) {
        return tf.add(new SegmentMin(), data, segmentIds);
    }

    /**
     * Row {@code i} of the output is the product of the rows of {@code data} whose id is {@code i}; the ids, a vector of int32
     * or int64, rise. Any numeric dtype.
     *
     * @see SegmentProd
     */
    public Output segmentProd(Output data, Output segmentIds) {
        return tf.add(new SegmentProd(), data, segmentIds);
    }

    /**
     * Row {@code i} of {@code numSegments} is the sum of the rows of {@code data} whose id is {@code i}, in any order; rows
     * with negative ids are dropped. The ids' shape is {@code data}'s or the beginning of it. Any numeric dtype.
     *
     * @throws org.headrace.core.InvalidArgumentException {@code segment_ids[1] = 7 is out of range [0, 3)}
     * @see UnsortedSegmentSum
     */
    public Output unsortedSegmentSum(Output data, Output segmentIds, Output numSegments) {
        return tf.add(new UnsortedSegmentSum(), data, segmentIds, numSegments);
    }

    /** The same for a known number of segments. */
    public Output unsortedSegmentSum(Output data, Output segmentIds, int numSegments) {
        return counted(new UnsortedSegmentSum(), numSegments, data, segmentIds);
    }

    /**
     * Row {@code i} of {@code numSegments} has the greatest elements of the rows of {@code data} whose id is {@code i}, else
     * the dtype's least finite number. Ids as in {@link #unsortedSegmentSum(Output, Output, Output)}; any real dtype.
     *
     * @see UnsortedSegmentMax
     */
    public Output unsortedSegmentMax(Output data, Output segmentIds, Output numSegments) {
        return tf.add(new UnsortedSegmentMax(), data, segmentIds, numSegments);
    }

    /** The same for a known number of segments. */
    public Output unsortedSegmentMax(Output data, Output segmentIds, int numSegments) {
        return counted(new UnsortedSegmentMax(), numSegments, data, segmentIds);
    }

    /**
     * Row {@code i} of {@code numSegments} has the least elements of the rows of {@code data} whose id is {@code i}, else the
     * dtype's greatest finite number. Ids as in {@link #unsortedSegmentSum(Output, Output, Output)}; any real dtype.
     *
     * @see UnsortedSegmentMin
     */
    public Output unsortedSegmentMin(Output data, Output segmentIds, Output numSegments) {
        return tf.add(new UnsortedSegmentMin(), data, segmentIds, numSegments);
    }

    /** The same for a known number of segments. */
    public Output unsortedSegmentMin(Output data, Output segmentIds, int numSegments) {
        return counted(new UnsortedSegmentMin(), numSegments, data, segmentIds);
    }

    /**
     * Row {@code i} of {@code numSegments} is the product of the rows of {@code data} whose id is {@code i}, ones without any.
     * Ids as in {@link #unsortedSegmentSum(Output, Output, Output)}; any numeric dtype.
     *
     * @see UnsortedSegmentProd
     */
    public Output unsortedSegmentProd(Output data, Output segmentIds, Output numSegments) {
        return tf.add(new UnsortedSegmentProd(), data, segmentIds, numSegments);
    }

    /** The same for a known number of segments. */
    public Output unsortedSegmentProd(Output data, Output segmentIds, int numSegments) {
        return counted(new UnsortedSegmentProd(), numSegments, data, segmentIds);
    }

    /**
     * Row {@code i} of {@code numSegments} is the mean of the rows of {@code data} whose id is {@code i}, zeros without any.
     * Ids as in {@link #unsortedSegmentSum(Output, Output, Output)}, of known rank like {@code data}; any floating dtype.
     */
    public Output unsortedSegmentMean(Output data, Output segmentIds, int numSegments) {
        Ops s = tf.scoped("UnsortedSegmentMean");
        Output n = counts(s, data, segmentIds, numSegments);
        return s.withName("truediv").div(s.math.unsortedSegmentSum(data, segmentIds, numSegments), n);
    }

    /** The same with the sums divided by the square root of the number of rows. */
    public Output unsortedSegmentSqrtN(Output data, Output segmentIds, int numSegments) {
        Ops s = tf.scoped("UnsortedSegmentSqrtN");
        Output n = counts(s, data, segmentIds, numSegments);
        Output sums = s.math.unsortedSegmentSum(data, segmentIds, numSegments);
        return s.withName("truediv").div(sums, s.sqrt(n));
    }

    /** How many rows each segment has, but at least 1, in a shape that goes with the sums. */
    private static Output counts(Ops s, Output data, Output segmentIds, int numSegments) {
        if (!data.shape().hasRank() || !segmentIds.shape().hasRank()) {
            throw new InvalidArgumentException(
                    "the ranks of data and segmentIds must be known: give " + data + " and " + segmentIds + " a shape");
        }
        Output ones = s.ones(s.shape(segmentIds), data.dtype());
        Output n = s.math.unsortedSegmentSum(ones, segmentIds, numSegments);
        long[] shape = new long[1 + data.shape().rank() - segmentIds.shape().rank()];
        Arrays.fill(shape, 1);
        shape[0] = numSegments;
        return s.maximum(s.reshape(n, shape), 1);
    }

    /**
     * The rows {@code indices[i]} of {@code data} added up in row {@code segmentIds[i]}, without the rows being gathered
     * before. The ids, an int32 vector as long as {@code indices}, rise. Any real dtype.
     *
     * @see SparseSegmentSum
     */
    public Output sparseSegmentSum(Output data, Output indices, Output segmentIds) {
        return tf.add(new SparseSegmentSum(), data, indices, segmentIds);
    }

    /** The same for a known number of segments; what has no id is zeros. */
    public Output sparseSegmentSum(Output data, Output indices, Output segmentIds, int numSegments) {
        return counted(new SparseSegmentSumWithNumSegments(), numSegments, data, indices, segmentIds);
    }

    /**
     * The means, by {@code segmentIds}, of the rows {@code indices[i]} of {@code data}. The ids, an int32 vector as long as
     * {@code indices}, rise. float32, float64.
     *
     * @see SparseSegmentMean
     */
    public Output sparseSegmentMean(Output data, Output indices, Output segmentIds) {
        return tf.add(new SparseSegmentMean(), data, indices, segmentIds);
    }

    /** The same for a known number of segments; what has no id is zeros. */
    public Output sparseSegmentMean(Output data, Output indices, Output segmentIds, int numSegments) {
        return counted(new SparseSegmentMeanWithNumSegments(), numSegments, data, indices, segmentIds);
    }

    /**
     * The sums, by {@code segmentIds}, of the rows {@code indices[i]} of {@code data}, divided by the square root of how many
     * they are. The ids, an int32 vector as long as {@code indices}, rise. float32, float64.
     *
     * @see SparseSegmentSqrtN
     */
    public Output sparseSegmentSqrtN(Output data, Output indices, Output segmentIds) {
        return tf.add(new SparseSegmentSqrtN(), data, indices, segmentIds);
    }

    /** The same for a known number of segments; what has no id is zeros. */
    public Output sparseSegmentSqrtN(Output data, Output indices, Output segmentIds, int numSegments) {
        return counted(new SparseSegmentSqrtNWithNumSegments(), numSegments, data, indices, segmentIds);
    }

    /** Adds an op whose last input is a number of segments that is known. */
    private Output counted(OpType type, int numSegments, Output... inputs) {
        Ops s = tf.scoped(type.name());
        Output[] all = Arrays.copyOf(inputs, inputs.length + 1);
        all[inputs.length] = s.constant(Tensor.of(DType.INT32, numSegments), "num_segments");
        return s.finish(type, all);
    }
}
