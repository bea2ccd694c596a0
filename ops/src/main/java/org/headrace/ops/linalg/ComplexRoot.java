package org.headrace.ops.linalg;

/** The principal square root of a complex number. */
final class ComplexRoot {
    private ComplexRoot() {}

    static void of(double re, double im, double[] to, int at) {
        double half = Math.sqrt((Math.abs(re) + Math.hypot(re, im)) / 2);
        if (half == 0) {
            to[at] = 0;
            to[at + 1] = 0;
        } else if (re >= 0) {
            to[at] = half;
            to[at + 1] = im / (2 * half);
        } else {
            to[at] = Math.abs(im) / (2 * half);
            to[at + 1] = Math.copySign(half, im);
        }
    }
}
