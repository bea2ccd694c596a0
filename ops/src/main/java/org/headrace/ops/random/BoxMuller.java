package org.headrace.ops.random;

/**
 * Two uniform numbers {@code u1, u2} as two independent standard normal ones, by Box and Muller's formula:
 * {@code r sin(a)} and {@code r cos(a)} with the radius {@code r = sqrt(-2 ln u1)} and the angle {@code a = 2 pi u2}.
 *
 * <p>In float each step is computed in double and rounded to float, which is what the C library's float functions that
 * TensorFlow calls nearly always return. {@link Math} rather than {@code StrictMath}: it is twice as fast, and on x86-64
 * its logarithm, sine and cosine gave the C library's bits for every double compared.
 */
final class BoxMuller {

    /** Keeps the logarithm finite. */
    private static final double EPSILON = 1e-7;

    private BoxMuller() {}

    static float radius(int word) {
        float u = Math.max(Uniform.toFloat(word), (float) EPSILON);
        return (float) Math.sqrt(-2 * (float) Math.log(u));
    }

    static float angle(int word) {
        return (float) (2 * Math.PI * Uniform.toFloat(word));
    }

    static float sine(float angle, float radius) {
        return (float) Math.sin(angle) * radius;
    }

    static float cosine(float angle, float radius) {
        return (float) Math.cos(angle) * radius;
    }

    static double radius(int word0, int word1) {
        return Math.sqrt(-2 * Math.log(Math.max(Uniform.toDouble(word0, word1), EPSILON)));
    }

    static double angle(int word0, int word1) {
        return 2 * Math.PI * Uniform.toDouble(word0, word1);
    }

    static double sine(double angle, double radius) {
        return Math.sin(angle) * radius;
    }

    static double cosine(double angle, double radius) {
        return Math.cos(angle) * radius;
    }
}
