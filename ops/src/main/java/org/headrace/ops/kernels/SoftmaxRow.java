package org.headrace.ops.kernels;

import java.util.Objects;
import org.headrace.core.DType;
import org.headrace.core.Expr.UnaryPrimitive;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;

/**
 * The softmax of one row of logits at a time, {@code exp(x - max) / sum}, computed in float64 and rounded once. The common
 * part of softmax, its logarithm and the cross entropies.
 */
final class SoftmaxRow {
    /** {@code x - max} of the row at hand. */
    final double[] shifted;
    /** {@code exp(x - max)} of it. */
    final double[] exp;
    /** The sum of {@link #exp}. */
    double sum;

    private final Primitives.Unary<double[]> exponential;

    /** For rows of so many classes; refuses other dtypes than float32 and float64. */
    SoftmaxRow(Signature signature, int classes) {
        DType dtype = signature.input(0).dtype();
        if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast the logits to float32");
        }
        this.shifted = new double[classes];
        this.exp = new double[classes];
        this.exponential = Objects.requireNonNull(Kernels.provider().doubles().unary(UnaryPrimitive.EXP));
    }

    /** Takes the row that begins at element {@code from}, its elements {@code stride} apart. */
    void take(Tensor logits, int from, int stride) {
        load(logits, from, stride, shifted);
        double max = Double.NEGATIVE_INFINITY;
        for (double x : shifted) {
            max = Math.max(max, x);
        }
        for (int j = 0; j < shifted.length; j++) {
            shifted[j] -= max;
        }
        exponential.apply(shifted, 0, exp, 0, exp.length);
        double total = 0;
        for (double e : exp) {
            total += e;
        }
        sum = total;
    }

    /** Reads a row; of stride 0, one element again and again. */
    static void load(Tensor tensor, int from, int stride, double[] into) {
        if (stride == 1) {
            Doubles.load(tensor, from, into, into.length);
        } else {
            for (int j = 0; j < into.length; j++) {
                into[j] = tensor.doubleAt(from + j * stride);
            }
        }
    }
}
