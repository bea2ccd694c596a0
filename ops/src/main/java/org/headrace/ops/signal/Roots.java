package org.headrace.ops.signal;

/** Complex roots of one, {@code exp(-2 pi i t / n)}, right in the last place. */
final class Roots {
    private Roots() {}

    static double re(long t, long n) {
        return cosine(Math.floorMod(t, n), n);
    }

    static double im(long t, long n) {
        // -sin(a) = cos(a + pi / 2), and four quarters make n whatever n is
        return cosine(Math.floorMod(4 * Math.floorMod(t, n) + n, 4 * n), 4 * n);
    }

    /** {@code cos(2 pi t / n)}, by way of an angle of at most an eighth of the circle, where sine and cosine are sure. */
    private static double cosine(long t, long n) {
        long u = Math.min(t, n - t);
        if (8 * u <= n) {
            return Math.cos(2 * Math.PI * u / n);
        }
        if (8 * u <= 3 * n) {
            return Math.sin(2 * Math.PI * (n - 4 * u) / (4 * n));
        }
        return -Math.cos(2 * Math.PI * (n - 2 * u) / (2 * n));
    }
}
