package org.headrace.train.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.KernelContext;
import org.headrace.core.Tensor;
import org.headrace.interop.Summary;

/**
 * How values are distributed: TensorFlow's {@code HistogramSummary(tag, values)}. The buckets grow by a tenth each, from
 * 1e-12 to 1e20 and as far below zero; neighbours that are empty are told as one.
 */
public record HistogramSummary() implements SummaryOp {
    private static final double SMALLEST = 1e-12;
    private static final double LARGEST = 1e20;
    private static final double GROWTH = 1.1;

    @Override
    public void require(InferContext in) {
        SummaryOp.requireReal(in);
    }

    @Override
    public Summary summary(KernelContext context, String tag) {
        Tensor values = context.input(1);
        double[] limits = limits();
        double[] counts = new double[limits.length];
        double min = Double.MAX_VALUE;
        double max = -Double.MAX_VALUE;
        double sum = 0;
        double sumSquares = 0;
        for (int i = 0; i < values.size(); i++) {
            double value = values.doubleAt(i);
            if (!Double.isFinite(value)) {
                throw context.error(
                        "%s in summary histogram for: %s",
                        Double.isNaN(value) ? "Nan" : "Infinity", context.op().name());
            }
            counts[bucket(limits, value)]++;
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
            sumSquares += value * value;
        }
        List<Double> toldLimits = new ArrayList<>();
        List<Double> toldCounts = new ArrayList<>();
        for (int i = 0; i < limits.length; i++) {
            boolean emptyRunGoesOn = counts[i] == 0 && i + 1 < limits.length && counts[i + 1] == 0;
            if (!emptyRunGoesOn) {
                toldLimits.add(limits[i]);
                toldCounts.add(counts[i]);
            }
        }
        return new Summary(List.of(new Summary.Value(
                tag, new Summary.Histogram(min, max, values.size(), sum, sumSquares, toldLimits, toldCounts))));
    }

    /** The first limit above the value. */
    private static int bucket(double[] limits, double value) {
        int found = Arrays.binarySearch(limits, value == 0 ? 0.0 : value);
        return Math.min(found >= 0 ? found + 1 : -found - 1, limits.length - 1);
    }

    private static double[] limits() {
        List<Double> positive = new ArrayList<>();
        for (double limit = SMALLEST; limit < LARGEST; limit *= GROWTH) {
            positive.add(limit);
        }
        positive.add(Double.MAX_VALUE);
        int n = positive.size();
        double[] limits = new double[2 * n + 1];
        for (int i = 0; i < n; i++) {
            limits[n - 1 - i] = -positive.get(i);
            limits[n + 1 + i] = positive.get(i);
        }
        return limits;
    }
}
