package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.PlaceholderWithDefault;
import org.headrace.ops.sparse.SparseAdd;
import org.headrace.ops.sparse.SparseReduceSum;
import org.headrace.ops.sparse.SparseReorder;
import org.headrace.ops.sparse.SparseReshape;
import org.headrace.ops.sparse.SparseSoftmax;
import org.headrace.ops.sparse.SparseTensorDenseAdd;
import org.headrace.ops.sparse.SparseTensorDenseMatMul;
import org.headrace.ops.sparse.SparseToDense;

/** Sparse tensors: TensorFlow's {@code tf.sparse}. */
public final class SparseOps {
    private final Ops tf;

    SparseOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * A sparse tensor whose three parts are fed: placeholders {@code name/values}, {@code name/indices} and, with
     * {@code shape} as what it is if it is not fed, {@code name/shape}.
     *
     * @param shape complete, or of unknown rank: then {@code name/shape} must be fed
     */
    public SparseOutput placeholder(DType dtype, Shape shape, String name) {
        long rank = shape.hasRank() ? shape.rank() : Shape.UNKNOWN;
        if (shape.hasRank() && !shape.isComplete()) {
            throw new InvalidArgumentException("the shape must be complete or of unknown rank, not " + shape);
        }
        Output dims;
        if (shape.hasRank()) {
            Output known = tf.constant(Tensor.of(shape.dims()), name + "/shape_default");
            dims = tf.withName(name + "/shape").add(new PlaceholderWithDefault(DType.INT64, known.shape()), known);
        } else {
            dims = tf.placeholder(DType.INT64, Shape.unknownDims(1), name + "/shape");
        }
        Output values = tf.placeholder(dtype, Shape.unknownDims(1), name + "/values");
        Output indices = tf.placeholder(DType.INT64, Shape.of(Shape.UNKNOWN, rank), name + "/indices");
        return new SparseOutput(indices, values, dims);
    }

    /** The sum of two sparse tensors of one shape, in row-major order, with the entries whose sum is zero too. */
    public SparseOutput add(SparseOutput a, SparseOutput b) {
        return add(a, b, 0);
    }

    /**
     * The sum of two sparse tensors of one shape, both in row-major order, without the sums of two entries that are of a
     * magnitude less than {@code thresh}. float32, float64, int8 to int64.
     *
     * @see SparseAdd
     */
    public SparseOutput add(SparseOutput a, SparseOutput b, Number thresh) {
        Output least = tf.constant(Tensor.of(a.dtype(), thresh), "thresh");
        Op sum = tf.addOp(
                new SparseAdd(),
                a.indices(),
                a.values(),
                a.denseShape(),
                b.indices(),
                b.values(),
                b.denseShape(),
                least);
        return new SparseOutput(sum.output(0), sum.output(1), sum.output(2));
    }

    /**
     * The sum, dense, of a sparse tensor and a dense one of its shape.
     *
     * @see SparseTensorDenseAdd
     */
    public Output add(SparseOutput a, Output b) {
        return tf.add(new SparseTensorDenseAdd(), a.indices(), a.values(), a.denseShape(), b);
    }

    /** The same tensor, dense, with zeros (false, empty strings) where it has no entry. */
    public Output toDense(SparseOutput spInput) {
        return toDense(spInput, Tensor.zeros(spInput.dtype(), Shape.scalar()), true);
    }

    /**
     * The same tensor, dense, with {@code defaultValue} where it has no entry. Any dtype.
     *
     * @param validateIndices whether entries out of order or given twice are errors
     * @see SparseToDense
     */
    public Output toDense(SparseOutput spInput, Object defaultValue, boolean validateIndices) {
        Ops s = tf.scoped("SparseToDense");
        Output missing = s.constant(Tensor.of(spInput.dtype(), defaultValue), "default_value");
        return s.finish(
                new SparseToDense(validateIndices), spInput.indices(), spInput.denseShape(), spInput.values(), missing);
    }

    /**
     * The same entries in row-major order. Any dtype.
     *
     * @see SparseReorder
     */
    public SparseOutput reorder(SparseOutput spInput) {
        Op sorted = tf.addOp(new SparseReorder(), spInput.indices(), spInput.values(), spInput.denseShape());
        return new SparseOutput(sorted.output(0), sorted.output(1), spInput.denseShape());
    }

    /**
     * The same entries under another shape of as many elements; one dimension may be -1. Any dtype.
     *
     * @see SparseReshape
     */
    public SparseOutput reshape(SparseOutput spInput, long... shape) {
        Ops s = tf.scoped("SparseReshape");
        Output dims = s.constant(Tensor.of(shape), "shape");
        Op reshaped = s.scope().finish(new SparseReshape(), List.of(spInput.indices(), spInput.denseShape(), dims));
        return new SparseOutput(reshaped.output(0), s.identity(spInput.values()), reshaped.output(1));
    }

    /**
     * The softmax among the entries of each row along the last axis; others count as zero. float32, float64.
     *
     * @see SparseSoftmax
     */
    public SparseOutput softmax(SparseOutput spInput) {
        Output y = tf.add(new SparseSoftmax(), spInput.indices(), spInput.values(), spInput.denseShape());
        return new SparseOutput(spInput.indices(), y, spInput.denseShape());
    }

    /** The sum of all values, a scalar. */
    public Output reduceSum(SparseOutput spInput) {
        Shape shape = spInput.denseShape().shape();
        boolean known = shape.hasRank() && shape.dim(0) != Shape.UNKNOWN;
        Output axes = known
                ? tf.constant(Tensor.of(Axes.first((int) shape.dim(0))), "Const")
                : tf.range(tf.size(spInput.denseShape()));
        return tf.add(new SparseReduceSum(false), spInput.indices(), spInput.values(), spInput.denseShape(), axes);
    }

    /**
     * The sums of the values along these axes, dense; the axes stay with size 1 where {@code keepDims}. Any number.
     *
     * @see SparseReduceSum
     */
    public Output reduceSum(SparseOutput spInput, int[] axes, boolean keepDims) {
        Ops s = tf.scoped("SparseReduceSum");
        Tensor along = axes.length == 1 ? Tensor.of(DType.INT32, axes[0]) : Tensor.of(axes);
        Output reductionAxes = s.constant(along, "reduction_axes");
        return s.finish(
                new SparseReduceSum(keepDims),
                spInput.indices(),
                spInput.values(),
                spInput.denseShape(),
                reductionAxes);
    }

    /** The product of a sparse matrix and a dense one. */
    public Output matmul(SparseOutput spA, Output b) {
        return matmul(spA, b, false, false);
    }

    /**
     * The product of a sparse matrix and a dense one, each transposed before if asked for: TensorFlow's
     * {@code tf.sparse_tensor_dense_matmul}. float32, float64, int32.
     *
     * @see SparseTensorDenseMatMul
     */
    public Output matmul(SparseOutput spA, Output b, boolean adjointA, boolean adjointB) {
        Ops s = tf.scoped("SparseTensorDenseMatMul");
        return s.add(new SparseTensorDenseMatMul(adjointA, adjointB), spA.indices(), spA.values(), spA.denseShape(), b);
    }
}
