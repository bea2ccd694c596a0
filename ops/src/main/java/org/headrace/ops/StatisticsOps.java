package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.ScatterNd;
import org.headrace.ops.math.AccumulateNV2;
import org.headrace.ops.math.EuclideanNorm;
import org.headrace.ops.math.HistogramFixedWidth;
import org.headrace.ops.math.Maximum;
import org.headrace.ops.math.RealDiv;
import org.jspecify.annotations.Nullable;

/** Sums of many kinds: norms, contractions, histograms, confusion matrices. */
public interface StatisticsOps extends OpBuilder {
    /** The Euclidean norm of all elements; see {@link #reduceEuclideanNorm(Output, int[], boolean)}. */
    default Output reduceEuclideanNorm(Output x) {
        return reduceEuclideanNorm(x, Axes.all(x), false);
    }

    /** The Euclidean norm along these axes, which go; see {@link #reduceEuclideanNorm(Output, int[], boolean)}. */
    default Output reduceEuclideanNorm(Output x, int... axes) {
        return reduceEuclideanNorm(x, axes, false);
    }

    /**
     * {@code sqrt(sum(x^2))} along these axes, which stay with size 1 where {@code keepDims}, of real numbers. It stops
     * gradients, as in TensorFlow 1; {@code tf.norm} does not.
     *
     * @see EuclideanNorm
     */
    default Output reduceEuclideanNorm(Output x, int[] axes, boolean keepDims) {
        Ops s = scoped("EuclideanNorm");
        Tensor value = axes.length == 1 ? Tensor.of(DType.INT32, axes[0]) : Tensor.of(axes);
        return s.finish(new EuclideanNorm(keepDims), x, s.constant(value, "reduction_indices"));
    }

    /** The logarithm of the sum of all exponentials; see {@link #reduceLogsumexp(Output, int[], boolean)}. */
    default Output reduceLogsumexp(Output x) {
        Ops s = scoped("ReduceLogSumExp");
        return logSumExp(s, x, Axes.all(x), false);
    }

    /** The same along these axes, which go; see {@link #reduceLogsumexp(Output, int[], boolean)}. */
    default Output reduceLogsumexp(Output x, int... axes) {
        return reduceLogsumexp(x, axes, false);
    }

    /**
     * {@code log(sum(exp(x)))} along these axes, which stay with size 1 where {@code keepDims}, without overflow: of floating
     * numbers.
     */
    default Output reduceLogsumexp(Output x, int[] axes, boolean keepDims) {
        return logSumExp(scoped("ReduceLogSumExp"), x, axes, keepDims);
    }

    private static Output logSumExp(Ops s, Output x, int[] axes, boolean keepDims) {
        Output max = s.reduceMax(x, axes, true);
        Output finite = s.math.isFinite(max);
        Output shift = s.stopGradient(s.where(finite, max, s.zerosLike(max)));
        Output y = s.log(s.reduceSum(s.exp(s.sub(x, shift)), axes, keepDims));
        return s.add(y, keepDims ? shift : s.reshape(shift, s.shape(y)));
    }

    /**
     * The sum of tensors of one shape, as {@link Ops#addN} gives it; TensorFlow adds them up as they come. One tensor alone is
     * returned as it is.
     *
     * @see AccumulateNV2
     */
    default Output accumulateN(List<Output> inputs) {
        if (inputs.size() == 1) {
            return inputs.get(0);
        }
        Shape shape = Shape.unknown();
        for (Output input : inputs) {
            if (!shape.isCompatibleWith(input.shape())) {
                throw new InvalidArgumentException("inputs must be of one shape: " + input + " is not " + shape);
            }
            shape = shape.merge(input.shape());
        }
        return add(new AccumulateNV2(shape), inputs.toArray(new Output[0]));
    }

    /**
     * Sums of products of tensors' elements, as an equation says: {@code "ij,jk->ik"} is the product of matrices,
     * {@code "bi,bi->b"} of the vectors in a batch. Axes of one letter are walked together, letters that the output lacks are
     * summed over, {@code ...} stands for axes that are not named; without an arrow the letters that occur once are the
     * output's. Composed of transpositions, reshapes and products of matrices, whose dtypes are supported; the inputs' ranks
     * must be known.
     */
    default Output einsum(String equation, Output... inputs) {
        return Contractions.einsum(scoped("einsum"), equation, List.of(inputs));
    }

    /**
     * How many values fall into each of {@code nbins} bins that divide the range evenly, int32; what is outside counts in the
     * first or last.
     *
     * @param values of int32, int64, float32 or float64
     * @param valueRange the range's begin and end, a vector of 2 of the values' dtype
     * @see HistogramFixedWidth
     */
    default Output histogramFixedWidth(Output values, Output valueRange, int nbins) {
        return histogramFixedWidth(values, valueRange, nbins, DType.INT32);
    }

    /** The same with counts of int32 or int64. */
    default Output histogramFixedWidth(Output values, Output valueRange, int nbins, DType dtype) {
        Ops s = scoped("histogram_fixed_width");
        return s.finish(new HistogramFixedWidth(dtype), values, valueRange, s.constant(Tensor.of(nbins), "nbins"));
    }

    /**
     * The bin, an int32, that each value falls into, of {@code nbins} that divide the range evenly; what is outside falls into
     * the first or last. Floating values; the range as in {@link #histogramFixedWidth(Output, Output, int)}.
     */
    default Output histogramFixedWidthBins(Output values, Output valueRange, int nbins) {
        Ops s = scoped("histogram_fixed_width_bins");
        Output shape = s.shape(values);
        Output flat = s.reshape(values, -1);
        Output bins = s.cast(s.constant(Tensor.of(nbins), "nbins"), values.dtype());
        Output low = s.stridedSlice(valueRange, Slice.at(0));
        Output above = s.withName("sub").sub(flat, low);
        Output high = s.stridedSlice(valueRange, Slice.at(1));
        Output first = s.stridedSlice(valueRange, Slice.at(0));
        Output width = s.withName("sub").sub(high, first);
        Output scaled = s.withName("scaled_values").add(new RealDiv(), above, width);
        Output indices = s.withName("indices").math.floor(s.withName("mul").mul(bins, scaled));
        Output last = s.withName("sub").sub(bins, 1);
        Ops clip = s.scoped("clip_by_value");
        Output below = clip.minimum(indices, last);
        Output zero = Operands.number(clip, 0, indices, "y");
        Output clipped = clip.finish(new Maximum(), below, zero);
        return s.reshape(s.cast(clipped, DType.INT32), shape);
    }

    /** How often each label was predicted as what, among as many classes as there are; int32. */
    default Output confusionMatrix(Output labels, Output predictions) {
        return confusionMatrix(labels, predictions, null, DType.INT32, null);
    }

    /** The same with this number of classes. */
    default Output confusionMatrix(Output labels, Output predictions, int numClasses) {
        return confusionMatrix(labels, predictions, numClasses, DType.INT32, null);
    }

    /**
     * Row {@code i}, column {@code j} of the result says how often label {@code i} was predicted as {@code j}, or the sum of
     * the weights of these.
     *
     * @param labels class numbers from 0, an integer vector
     * @param predictions class numbers, as many
     * @param numClasses the matrix' size; null for one more than the greatest number
     * @param weights of each prediction, or null for ones
     * @throws InvalidArgumentException when it runs, if a number is negative or not below {@code numClasses}
     */
    default Output confusionMatrix(
            Output labels, Output predictions, @Nullable Integer numClasses, DType dtype, @Nullable Output weights) {
        Ops s = scoped("confusion_matrix");
        Output predicted = s.cast(predictions, DType.INT64);
        Output actual = s.cast(labels, DType.INT64);
        actual = notNegative(s, actual, "`labels` contains negative values");
        predicted = notNegative(s, predicted, "`predictions` contains negative values");
        Output classes;
        if (numClasses == null) {
            Output greatest = s.maximum(s.reduceMax(predicted), s.reduceMax(actual));
            classes = s.withName("add").add(greatest, 1);
        } else {
            classes = s.cast(s.constant(Tensor.of(numClasses), "Const"), DType.INT64);
            actual = below(s, actual, classes, "`labels` out of bound");
            predicted = below(s, predicted, classes, "`predictions` out of bound");
        }
        Output values = weights == null ? s.onesLike(predicted, dtype) : s.cast(weights, dtype);
        Output shape = s.stack(List.of(classes, classes), 0);
        Output indices = s.stack(List.of(actual, predicted), 1);
        return s.add(new ScatterNd(), indices, values, shape);
    }

    private static Output notNegative(Ops s, Output x, String message) {
        Ops check = s.scoped("assert_non_negative");
        Output holds = check.reduceAll(check.lessEqual(0, x));
        return s.withDependencies(List.of(check.assertTrue(holds, message, x)), x);
    }

    private static Output below(Ops s, Output x, Output limit, String message) {
        Ops check = s.scoped("assert_less");
        Output holds = check.reduceAll(check.less(x, limit));
        return s.withDependencies(List.of(check.assertTrue(holds, message, x, limit)), x);
    }
}
