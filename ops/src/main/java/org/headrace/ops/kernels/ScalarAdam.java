package org.headrace.ops.kernels;

/**
 * Adam's step in plain Java. Blocks in which no result can be denormal, as nearly all are, take the plain formula; the others
 * one that asks before each product.
 */
public final class ScalarAdam implements AdamLoops {
    /** Where gradients and means are 0 or no smaller, and squares than its square, no result of a usual step is denormal. */
    public static final float FLOAT_FAINT = 0x1p-45f;

    public static final double DOUBLE_FAINT = 0x1p-300;

    /** The square of a smaller number is denormal. */
    public static final float FLOAT_ROOT = 0x1p-63f;

    public static final double DOUBLE_ROOT = 0x1p-511;

    /** Elements that are computed in one way or the other. */
    public static final int BLOCK = 256;

    /** Without state. */
    public ScalarAdam() {}

    /**
     * Whether the step's factors are such that it has no denormal result unless a number is faint: differences of numbers that
     * are not are at least 2^-68 (of squares, 2^-113), and the mean's change is so little smaller that even its last bit is
     * a normal number, and {@code alpha} times it.
     */
    public static boolean usual(double alpha, double rest1, double rest2) {
        return Math.abs(alpha) >= 0x1p-24 && rest1 >= 0x1p-10 && rest1 <= 1 && rest2 >= 0x1p-13 && rest2 <= 0.5;
    }

    @Override
    public void step(
            float[] variable,
            float[] m,
            float[] v,
            float[] grad,
            int from,
            int to,
            float alpha,
            float rest1,
            float rest2,
            float epsilon) {
        boolean usual = usual(alpha, rest1, rest2);
        for (int at = from; at < to; at += BLOCK) {
            int end = Math.min(to - at, BLOCK) + at;
            if (usual
                    && !faint(grad, FLOAT_FAINT, at, end)
                    && !faint(m, FLOAT_FAINT, at, end)
                    && !faint(v, FLOAT_FAINT * FLOAT_FAINT, at, end)) {
                plain(variable, m, v, grad, at, end, alpha, rest1, rest2, epsilon);
            } else {
                careful(variable, m, v, grad, at, end, alpha, rest1, rest2, epsilon);
            }
        }
    }

    private static boolean faint(float[] x, float least, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Math.abs(x[i]) < least && x[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static void plain(
            float[] variable,
            float[] m,
            float[] v,
            float[] grad,
            int from,
            int to,
            float alpha,
            float rest1,
            float rest2,
            float epsilon) {
        for (int i = from; i < to; i++) {
            float g = grad[i];
            float mean = m[i] + (g - m[i]) * rest1;
            float square = v[i] + (g * g - v[i]) * rest2;
            m[i] = mean;
            v[i] = square;
            variable[i] -= mean * alpha / ((float) Math.sqrt(square) + epsilon);
        }
    }

    private static void careful(
            float[] variable,
            float[] m,
            float[] v,
            float[] grad,
            int from,
            int to,
            float alpha,
            float rest1,
            float rest2,
            float epsilon) {
        float least1 = Float.MIN_NORMAL / rest1;
        float least2 = Float.MIN_NORMAL / rest2;
        float least = Float.MIN_NORMAL / Math.abs(alpha);
        for (int i = from; i < to; i++) {
            float g = flushed(grad[i], FLOAT_ROOT);
            float mean = flushed(m[i] + flushed(grad[i] - m[i], least1) * rest1, Float.MIN_NORMAL);
            float square = flushed(v[i] + flushed(g * g - v[i], least2) * rest2, Float.MIN_NORMAL);
            m[i] = mean;
            v[i] = square;
            variable[i] -= flushed(mean, least) * alpha / ((float) Math.sqrt(square) + epsilon);
        }
    }

    private static float flushed(float x, float least) {
        return Math.abs(x) < least ? 0 : x;
    }

    @Override
    public void step(
            double[] variable,
            double[] m,
            double[] v,
            double[] grad,
            int from,
            int to,
            double alpha,
            double rest1,
            double rest2,
            double epsilon) {
        boolean usual = usual(alpha, rest1, rest2);
        for (int at = from; at < to; at += BLOCK) {
            int end = Math.min(to - at, BLOCK) + at;
            if (usual
                    && !faint(grad, DOUBLE_FAINT, at, end)
                    && !faint(m, DOUBLE_FAINT, at, end)
                    && !faint(v, DOUBLE_FAINT * DOUBLE_FAINT, at, end)) {
                plain(variable, m, v, grad, at, end, alpha, rest1, rest2, epsilon);
            } else {
                careful(variable, m, v, grad, at, end, alpha, rest1, rest2, epsilon);
            }
        }
    }

    private static boolean faint(double[] x, double least, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Math.abs(x[i]) < least && x[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static void plain(
            double[] variable,
            double[] m,
            double[] v,
            double[] grad,
            int from,
            int to,
            double alpha,
            double rest1,
            double rest2,
            double epsilon) {
        for (int i = from; i < to; i++) {
            double g = grad[i];
            double mean = m[i] + (g - m[i]) * rest1;
            double square = v[i] + (g * g - v[i]) * rest2;
            m[i] = mean;
            v[i] = square;
            variable[i] -= mean * alpha / (Math.sqrt(square) + epsilon);
        }
    }

    private static void careful(
            double[] variable,
            double[] m,
            double[] v,
            double[] grad,
            int from,
            int to,
            double alpha,
            double rest1,
            double rest2,
            double epsilon) {
        double least1 = Double.MIN_NORMAL / rest1;
        double least2 = Double.MIN_NORMAL / rest2;
        double least = Double.MIN_NORMAL / Math.abs(alpha);
        for (int i = from; i < to; i++) {
            double g = flushed(grad[i], DOUBLE_ROOT);
            double mean = flushed(m[i] + flushed(grad[i] - m[i], least1) * rest1, Double.MIN_NORMAL);
            double square = flushed(v[i] + flushed(g * g - v[i], least2) * rest2, Double.MIN_NORMAL);
            m[i] = mean;
            v[i] = square;
            variable[i] -= flushed(mean, least) * alpha / (Math.sqrt(square) + epsilon);
        }
    }

    private static double flushed(double x, double least) {
        return Math.abs(x) < least ? 0 : x;
    }
}
