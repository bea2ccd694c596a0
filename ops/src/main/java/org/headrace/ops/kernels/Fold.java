package org.headrace.ops.kernels;

/** Ways to make one number of many, independent of their order but for rounding. */
public enum Fold {
    SUM,
    /** The sum divided by the count. */
    MEAN,
    PROD,
    MAX,
    MIN;

    double identity() {
        return switch (this) {
            case SUM, MEAN -> 0;
            case PROD -> 1;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
        };
    }

    double apply(double a, double b) {
        return switch (this) {
            case SUM, MEAN -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    long apply(long a, long b) {
        return switch (this) {
            case SUM, MEAN -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }
}
