package org.headrace.ops.random;

/**
 * Two uniform numbers {@code u1, u2} as two independent standard normal ones, by Box and Muller's formula:
 * {@code sqrt(-2 ln u1) * sin(2 pi u2)} and the same with {@code cos}.
 *
 * <p>In float each step is computed in double and rounded to float, which is what the C library's float functions that
 * TensorFlow calls nearly always return. {@link Math} rather than {@code StrictMath}: it is twice as fast, and on x86-64
 * its logarithm, sine and cosine gave the C library's bits for every double compared.
 */
final class BoxMuller {

    /** Keeps the logarithm finite. */
    private static final double EPSILON = 1e-7;

    private double sine;
    private double cosine;

    /** Transforms two words to two floats, {@link #sine} first. */
    void single(int word0, int word1) {
        float u1 = Math.max(Uniform.toFloat(word0), (float) EPSILON);
        float angle = (float) (2 * Math.PI * Uniform.toFloat(word1));
        float radius = (float) Math.sqrt(-2 * (float) Math.log(u1));
        sine = (float) Math.sin(angle) * radius;
        cosine = (float) Math.cos(angle) * radius;
    }

    /** Transforms four words to two doubles, {@link #sine} first. */
    void wide(int word0, int word1, int word2, int word3) {
        double u1 = Math.max(Uniform.toDouble(word0, word1), EPSILON);
        double angle = 2 * Math.PI * Uniform.toDouble(word2, word3);
        double radius = Math.sqrt(-2 * Math.log(u1));
        sine = Math.sin(angle) * radius;
        cosine = Math.cos(angle) * radius;
    }

    double sine() {
        return sine;
    }

    double cosine() {
        return cosine;
    }
}
