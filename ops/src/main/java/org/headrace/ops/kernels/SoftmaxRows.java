package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.UnimplementedException;

/**
 * {@code exp(x - max)} of rows of logits, and its sums: the common part of softmax, its logarithm and the cross entropies,
 * and the other loops that they need. The means of one worker.
 *
 * @param <A> the kind of array
 */
final class SoftmaxRows<A> {
    /** Rows are taken together up to about so many elements, which stay in the nearest cache. */
    private static final int TOGETHER = 2048;
    /** A worker takes rows of about so many elements at a time. */
    private static final int PIECE = 1 << 14;

    final RowLoops<A> loops;
    /** The rows' greatest logits, from {@code max[0]} on. */
    final double[] max;
    /** The rows' sums of {@code exp(x - max)}. */
    final double[] sum;

    private final int classes;
    private final RealTotals<A> sums;
    private final SoftmaxLoops<A> softmax;

    private SoftmaxRows(int classes, RowLoops<A> loops, SoftmaxLoops<A> softmax, RealTotals<A> sums) {
        this.classes = classes;
        this.loops = loops;
        this.softmax = softmax;
        this.sums = sums;
        this.sum = sums.totals;
        this.max = new double[sum.length];
    }

    /** For each of the signature's workers, rows of so many classes; refuses other dtypes than float32 and float64. */
    static SoftmaxRows<?>[] crew(Signature signature, int rows, int classes) {
        SoftmaxRows<?>[] crew =
                new SoftmaxRows<?>[Math.max(1, Math.min(signature.workers().threads(), pieces(rows, classes)))];
        for (int i = 0; i < crew.length; i++) {
            crew[i] = of(signature, classes);
        }
        return crew;
    }

    private static SoftmaxRows<?> of(Signature signature, int classes) {
        DType dtype = signature.input(0).dtype();
        int n = together(classes);
        return switch (dtype) {
            case FLOAT32 ->
                new SoftmaxRows<>(
                        classes,
                        new FloatRows(),
                        Kernels.provider().floatSoftmax(),
                        new FloatTotals(Fold.SUM, new double[n], 0));
            case FLOAT64 ->
                new SoftmaxRows<>(
                        classes,
                        new DoubleRows(),
                        Kernels.provider().doubleSoftmax(),
                        new DoubleTotals(Fold.SUM, new double[n], 0));
            default ->
                throw new UnimplementedException(
                        signature.op(), "has no kernel for " + dtype + ": cast the logits to float32");
        };
    }

    /** How many rows {@link #take} takes at the most. */
    static int together(int classes) {
        return Math.max(1, TOGETHER / Math.max(1, classes));
    }

    /** How many rows are a piece of work. */
    static int rowsOfPiece(int classes) {
        int together = together(classes);
        return Math.max(1, PIECE / Math.max(1, classes) / together) * together;
    }

    static int pieces(int rows, int classes) {
        int each = rowsOfPiece(classes);
        return (rows + each - 1) / each;
    }

    /** The rows of a matrix. */
    static int rows(Shape shape) {
        return shape.slice(0, shape.rank() - 1).size();
    }

    /** Writes {@code exp(x - max)} of up to {@link #together} neighbouring rows to {@code e}, and keeps maxima and sums. */
    void take(A x, int from, int rows, A e, int at) {
        softmax.max(x, from, classes, rows, max);
        softmax.exp(x, from, classes, rows, max, e, at);
        sums.source(e);
        sums.clear(0, rows);
        sums.rows(at, classes, rows, 0);
    }
}
