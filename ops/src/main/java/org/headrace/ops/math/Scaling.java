package org.headrace.ops.math;

/** What the sum of some rows is divided by. */
public enum Scaling {
    /** By nothing. */
    SUM,
    /** By how many they are. */
    MEAN,
    /** By the square root of how many they are. */
    SQRT;

    double divisor(int rows) {
        return switch (this) {
            case SUM -> 1;
            case MEAN -> rows;
            case SQRT -> Math.sqrt(rows);
        };
    }
}
