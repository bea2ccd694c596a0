package org.headrace.ops;

import java.util.List;
import java.util.function.Function;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Pack;
import org.headrace.ops.array.Range;
import org.headrace.ops.array.Rank;
import org.headrace.ops.math.All;
import org.headrace.ops.math.Any;
import org.headrace.ops.math.ArgMax;
import org.headrace.ops.math.ArgMin;
import org.headrace.ops.math.BatchMatMul;
import org.headrace.ops.math.BatchMatMulV2;
import org.headrace.ops.math.Cumprod;
import org.headrace.ops.math.Cumsum;
import org.headrace.ops.math.MatMul;
import org.headrace.ops.math.Max;
import org.headrace.ops.math.Mean;
import org.headrace.ops.math.Min;
import org.headrace.ops.math.Prod;
import org.headrace.ops.math.Sum;
import org.headrace.ops.state.Const;

/**
 * Sums and the like over axes, and matrix products.
 *
 * <p>Reductions: axes may count from the end, as {@code -1}; without any, all are reduced and the result is a scalar. A
 * reduced axis goes, or stays with size 1 where {@code keepDims}. An axis out of range or given twice is an error. A list
 * of outputs stands for the tensor that {@code stack} makes of them.
 */
public interface ReductionOps extends OpBuilder {
    /**
     * The sum of x's elements, over all axes, a scalar; of nothing, 0. dtypes: numeric.
     *
     * @see Sum
     */
    default Output reduceSum(Output x) {
        return reduceAllAxes(Sum::new, x);
    }

    /** The sum of x's elements, of outputs of one shape, stacked. */
    default Output reduceSum(List<Output> xs) {
        return reduceAllAxes(Sum::new, xs);
    }

    /** The sum of x's elements, along these axes. */
    default Output reduceSum(Output x, int... axes) {
        return reduceAxes(new Sum(false), x, axes);
    }

    /** The sum of x's elements, along this axis, which stays with size 1 if {@code keepDims}. */
    default Output reduceSum(Output x, int axis, boolean keepDims) {
        return reduceAxes(new Sum(keepDims), x, axis);
    }

    /** The sum of x's elements, along these axes, which stay with size 1 if {@code keepDims}. */
    default Output reduceSum(Output x, int[] axes, boolean keepDims) {
        return reduceAxes(new Sum(keepDims), x, axes);
    }

    /** The sum of x's elements, along axes that are computed: int32 or int64, a scalar or a vector. */
    default Output reduceSum(Output x, Output axes) {
        return add(new Sum(false), x, axes);
    }

    /** The sum of x's elements, along axes that are computed; they stay with size 1 if {@code keepDims}. */
    default Output reduceSum(Output x, Output axes, boolean keepDims) {
        return add(new Sum(keepDims), x, axes);
    }

    /**
     * The mean of x's elements, their sum divided by their number; of integers cut off toward zero, over all axes, a scalar; of nothing, NaN (0 for integers). dtypes: numeric.
     *
     * @see Mean
     */
    default Output reduceMean(Output x) {
        return reduceAllAxes(Mean::new, x);
    }

    /** The mean of x's elements, their sum divided by their number; of integers cut off toward zero, of outputs of one shape, stacked. */
    default Output reduceMean(List<Output> xs) {
        return reduceAllAxes(Mean::new, xs);
    }

    /** The mean of x's elements, their sum divided by their number; of integers cut off toward zero, along these axes. */
    default Output reduceMean(Output x, int... axes) {
        return reduceAxes(new Mean(false), x, axes);
    }

    /** The mean of x's elements, their sum divided by their number; of integers cut off toward zero, along this axis, which stays with size 1 if {@code keepDims}. */
    default Output reduceMean(Output x, int axis, boolean keepDims) {
        return reduceAxes(new Mean(keepDims), x, axis);
    }

    /** The mean of x's elements, their sum divided by their number; of integers cut off toward zero, along these axes, which stay with size 1 if {@code keepDims}. */
    default Output reduceMean(Output x, int[] axes, boolean keepDims) {
        return reduceAxes(new Mean(keepDims), x, axes);
    }

    /** The mean of x's elements, their sum divided by their number; of integers cut off toward zero, along axes that are computed: int32 or int64, a scalar or a vector. */
    default Output reduceMean(Output x, Output axes) {
        return add(new Mean(false), x, axes);
    }

    /** The mean of x's elements, their sum divided by their number; of integers cut off toward zero, along axes that are computed; they stay with size 1 if {@code keepDims}. */
    default Output reduceMean(Output x, Output axes, boolean keepDims) {
        return add(new Mean(keepDims), x, axes);
    }

    /**
     * The product of x's elements, over all axes, a scalar; of nothing, 1. dtypes: numeric.
     *
     * @see Prod
     */
    default Output reduceProd(Output x) {
        return reduceAllAxes(Prod::new, x);
    }

    /** The product of x's elements, of outputs of one shape, stacked. */
    default Output reduceProd(List<Output> xs) {
        return reduceAllAxes(Prod::new, xs);
    }

    /** The product of x's elements, along these axes. */
    default Output reduceProd(Output x, int... axes) {
        return reduceAxes(new Prod(false), x, axes);
    }

    /** The product of x's elements, along this axis, which stays with size 1 if {@code keepDims}. */
    default Output reduceProd(Output x, int axis, boolean keepDims) {
        return reduceAxes(new Prod(keepDims), x, axis);
    }

    /** The product of x's elements, along these axes, which stay with size 1 if {@code keepDims}. */
    default Output reduceProd(Output x, int[] axes, boolean keepDims) {
        return reduceAxes(new Prod(keepDims), x, axes);
    }

    /** The product of x's elements, along axes that are computed: int32 or int64, a scalar or a vector. */
    default Output reduceProd(Output x, Output axes) {
        return add(new Prod(false), x, axes);
    }

    /** The product of x's elements, along axes that are computed; they stay with size 1 if {@code keepDims}. */
    default Output reduceProd(Output x, Output axes, boolean keepDims) {
        return add(new Prod(keepDims), x, axes);
    }

    /**
     * The greatest of x's elements, over all axes, a scalar; of nothing, the dtype's least value. dtypes: numeric.
     *
     * @see Max
     */
    default Output reduceMax(Output x) {
        return reduceAllAxes(Max::new, x);
    }

    /** The greatest of x's elements, of outputs of one shape, stacked. */
    default Output reduceMax(List<Output> xs) {
        return reduceAllAxes(Max::new, xs);
    }

    /** The greatest of x's elements, along these axes. */
    default Output reduceMax(Output x, int... axes) {
        return reduceAxes(new Max(false), x, axes);
    }

    /** The greatest of x's elements, along this axis, which stays with size 1 if {@code keepDims}. */
    default Output reduceMax(Output x, int axis, boolean keepDims) {
        return reduceAxes(new Max(keepDims), x, axis);
    }

    /** The greatest of x's elements, along these axes, which stay with size 1 if {@code keepDims}. */
    default Output reduceMax(Output x, int[] axes, boolean keepDims) {
        return reduceAxes(new Max(keepDims), x, axes);
    }

    /** The greatest of x's elements, along axes that are computed: int32 or int64, a scalar or a vector. */
    default Output reduceMax(Output x, Output axes) {
        return add(new Max(false), x, axes);
    }

    /** The greatest of x's elements, along axes that are computed; they stay with size 1 if {@code keepDims}. */
    default Output reduceMax(Output x, Output axes, boolean keepDims) {
        return add(new Max(keepDims), x, axes);
    }

    /**
     * The least of x's elements, over all axes, a scalar; of nothing, the dtype's greatest value. dtypes: numeric.
     *
     * @see Min
     */
    default Output reduceMin(Output x) {
        return reduceAllAxes(Min::new, x);
    }

    /** The least of x's elements, of outputs of one shape, stacked. */
    default Output reduceMin(List<Output> xs) {
        return reduceAllAxes(Min::new, xs);
    }

    /** The least of x's elements, along these axes. */
    default Output reduceMin(Output x, int... axes) {
        return reduceAxes(new Min(false), x, axes);
    }

    /** The least of x's elements, along this axis, which stays with size 1 if {@code keepDims}. */
    default Output reduceMin(Output x, int axis, boolean keepDims) {
        return reduceAxes(new Min(keepDims), x, axis);
    }

    /** The least of x's elements, along these axes, which stay with size 1 if {@code keepDims}. */
    default Output reduceMin(Output x, int[] axes, boolean keepDims) {
        return reduceAxes(new Min(keepDims), x, axes);
    }

    /** The least of x's elements, along axes that are computed: int32 or int64, a scalar or a vector. */
    default Output reduceMin(Output x, Output axes) {
        return add(new Min(false), x, axes);
    }

    /** The least of x's elements, along axes that are computed; they stay with size 1 if {@code keepDims}. */
    default Output reduceMin(Output x, Output axes, boolean keepDims) {
        return add(new Min(keepDims), x, axes);
    }

    /**
     * Whether all of x's elements are true, over all axes, a scalar; of nothing, true. dtypes: bool.
     *
     * @see All
     */
    default Output reduceAll(Output x) {
        return reduceAllAxes(All::new, x);
    }

    /** Whether all of x's elements are true, of outputs of one shape, stacked. */
    default Output reduceAll(List<Output> xs) {
        return reduceAllAxes(All::new, xs);
    }

    /** Whether all of x's elements are true, along these axes. */
    default Output reduceAll(Output x, int... axes) {
        return reduceAxes(new All(false), x, axes);
    }

    /** Whether all of x's elements are true, along this axis, which stays with size 1 if {@code keepDims}. */
    default Output reduceAll(Output x, int axis, boolean keepDims) {
        return reduceAxes(new All(keepDims), x, axis);
    }

    /** Whether all of x's elements are true, along these axes, which stay with size 1 if {@code keepDims}. */
    default Output reduceAll(Output x, int[] axes, boolean keepDims) {
        return reduceAxes(new All(keepDims), x, axes);
    }

    /** Whether all of x's elements are true, along axes that are computed: int32 or int64, a scalar or a vector. */
    default Output reduceAll(Output x, Output axes) {
        return add(new All(false), x, axes);
    }

    /** Whether all of x's elements are true, along axes that are computed; they stay with size 1 if {@code keepDims}. */
    default Output reduceAll(Output x, Output axes, boolean keepDims) {
        return add(new All(keepDims), x, axes);
    }

    /**
     * Whether any of x's elements is true, over all axes, a scalar; of nothing, false. dtypes: bool.
     *
     * @see Any
     */
    default Output reduceAny(Output x) {
        return reduceAllAxes(Any::new, x);
    }

    /** Whether any of x's elements is true, of outputs of one shape, stacked. */
    default Output reduceAny(List<Output> xs) {
        return reduceAllAxes(Any::new, xs);
    }

    /** Whether any of x's elements is true, along these axes. */
    default Output reduceAny(Output x, int... axes) {
        return reduceAxes(new Any(false), x, axes);
    }

    /** Whether any of x's elements is true, along this axis, which stays with size 1 if {@code keepDims}. */
    default Output reduceAny(Output x, int axis, boolean keepDims) {
        return reduceAxes(new Any(keepDims), x, axis);
    }

    /** Whether any of x's elements is true, along these axes, which stay with size 1 if {@code keepDims}. */
    default Output reduceAny(Output x, int[] axes, boolean keepDims) {
        return reduceAxes(new Any(keepDims), x, axes);
    }

    /** Whether any of x's elements is true, along axes that are computed: int32 or int64, a scalar or a vector. */
    default Output reduceAny(Output x, Output axes) {
        return add(new Any(false), x, axes);
    }

    /** Whether any of x's elements is true, along axes that are computed; they stay with size 1 if {@code keepDims}. */
    default Output reduceAny(Output x, Output axes, boolean keepDims) {
        return add(new Any(keepDims), x, axes);
    }

    private Output reduceAllAxes(Function<Boolean, Reduction> type, Output x) {
        Shape shape = x.shape();
        Output axes = shape.hasRank()
                ? constant(Tensor.of(Axes.first(shape.rank())), "Const")
                : rangeTo(withName("Rank").add(new Rank(), x));
        return scalar(add(type.apply(false), x, axes));
    }

    private Output reduceAllAxes(Function<Boolean, Reduction> type, List<Output> xs) {
        Ops rank = withName("Rank").scoped("Rank");
        Output packed = rank.withName("packed").add(new Pack(0), xs.toArray(new Output[0]));
        Output axes = rangeTo(
                packed.shape().hasRank()
                        ? rank.finish(
                                new Const(Tensor.of(DType.INT32, packed.shape().rank())))
                        : rank.finish(new Rank(), packed));
        Reduction reduction = type.apply(false);
        Ops s = scoped(reduction.name());
        Output x = s.withName("input").add(new Pack(0), xs.toArray(new Output[0]));
        return scalar(s.finish(reduction, x, axes));
    }

    private Output reduceAxes(Reduction type, Output x, int... axes) {
        Ops s = scoped(type.name());
        Tensor value = axes.length == 1 ? Tensor.of(DType.INT32, axes[0]) : Tensor.of(axes);
        return s.finish(type, x, s.constant(value, "reduction_indices"));
    }

    /** {@code 0, 1, ..., rank - 1}. */
    private Output rangeTo(Output rank) {
        Ops s = withName("range").scoped("range");
        Output start = s.constant(Tensor.of(DType.INT32, 0), "start");
        return s.finish(new Range(), start, rank, s.constant(Tensor.of(DType.INT32, 1), "delta"));
    }

    /** Over all axes, whatever the rank: the result is a scalar, though the shape function may not see it. */
    private static Output scalar(Output y) {
        y.setShape(Shape.scalar());
        return y;
    }

    /**
     * Where along axis 0 the greatest element is, as int64.
     *
     * @see ArgMax
     */
    default Output argmax(Output input) {
        return argmax(input, 0);
    }

    /**
     * Where along this axis, which goes, the greatest element is: the first of equal ones. Any numeric dtype; int64.
     *
     * @see ArgMax
     */
    default Output argmax(Output input, int axis) {
        return argmax(input, axis, DType.INT64);
    }

    /** Where along this axis the greatest element is, as int32 or int64. */
    default Output argmax(Output input, int axis, DType outputType) {
        Ops s = scoped("ArgMax");
        return s.finish(new ArgMax(outputType), input, s.constant(Tensor.of(DType.INT32, axis), "dimension"));
    }

    /**
     * Where along axis 0 the least element is, as int64.
     *
     * @see ArgMin
     */
    default Output argmin(Output input) {
        return argmin(input, 0);
    }

    /**
     * Where along this axis, which goes, the least element is: the first of equal ones. Any numeric dtype; int64.
     *
     * @see ArgMin
     */
    default Output argmin(Output input, int axis) {
        return argmin(input, axis, DType.INT64);
    }

    /** Where along this axis the least element is, as int32 or int64. */
    default Output argmin(Output input, int axis, DType outputType) {
        Ops s = scoped("ArgMin");
        return s.finish(new ArgMin(outputType), input, s.constant(Tensor.of(DType.INT32, axis), "dimension"));
    }

    /**
     * The running sums along an axis: {@code y[i] = x[0] + ... + x[i]}. Any numeric dtype.
     *
     * @see Cumsum
     */
    default Output cumsum(Output x, int axis) {
        return cumsum(x, axis, false, false);
    }

    /** The running sums; {@code exclusive} leaves out {@code x[i]} itself, {@code reverse} runs from the end. */
    default Output cumsum(Output x, int axis, boolean exclusive, boolean reverse) {
        Ops s = scoped("Cumsum");
        return s.finish(new Cumsum(exclusive, reverse), x, s.constant(Tensor.of(DType.INT32, axis), "axis"));
    }

    /**
     * The running products along an axis: {@code y[i] = x[0] * ... * x[i]}. Any numeric dtype.
     *
     * @see Cumprod
     */
    default Output cumprod(Output x, int axis) {
        return cumprod(x, axis, false, false);
    }

    /** The running products; {@code exclusive} leaves out {@code x[i]} itself, {@code reverse} runs from the end. */
    default Output cumprod(Output x, int axis, boolean exclusive, boolean reverse) {
        Ops s = scoped("Cumprod");
        return s.finish(new Cumprod(exclusive, reverse), x, s.constant(Tensor.of(DType.INT32, axis), "axis"));
    }

    /**
     * The matrix product {@code a b} of {@code [m, k]} and {@code [k, n]}. Of higher ranks, the products of the matrices in
     * the last two axes, the axes before broadcast. float32, float64, int32, int64, both the same.
     *
     * @see MatMul
     */
    default Output matmul(Output a, Output b) {
        return matmul(a, b, false, false);
    }

    /**
     * The matrix product, of factors that are transposed before if asked for. Adds a {@code MatMul} if either factor is known
     * to be a matrix and the other may be one; else a {@code BatchMatMul} if both have the same batch, as far as it is known,
     * or a {@code BatchMatMulV2}.
     *
     * @see BatchMatMul
     * @see BatchMatMulV2
     */
    default Output matmul(Output a, Output b, boolean transposeA, boolean transposeB) {
        return matmul(a, b, transposeA, transposeB, false, false);
    }

    /**
     * The same; a factor may be adjoint instead, transposed and conjugated, which differs for complex numbers.
     *
     * @throws org.headrace.core.InvalidArgumentException if a factor is to be both
     */
    default Output matmul(
            Output a, Output b, boolean transposeA, boolean transposeB, boolean adjointA, boolean adjointB) {
        if (transposeA && adjointA || transposeB && adjointB) {
            throw new InvalidArgumentException("Only one of transpose and adjoint can be true, of either factor.");
        }
        Ops s = scoped("MatMul");
        boolean batch = Batches.hasAny(a.shape(), b.shape());
        Output first = (batch ? transposeA : adjointA) ? s.conj(a) : a;
        Output second = (batch ? transposeB : adjointB) ? s.conj(b) : b;
        boolean turnA = transposeA || adjointA;
        boolean turnB = transposeB || adjointB;
        if (!batch) {
            return s.finish(new MatMul(turnA, turnB), first, second);
        }
        return s.finish(
                Batches.areSame(a.shape(), b.shape()) ? new BatchMatMul(turnA, turnB) : new BatchMatMulV2(turnA, turnB),
                first,
                second);
    }
}
