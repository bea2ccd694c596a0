package org.headrace.ops.linalg;

/** {@code A = L L^H}. */
final class CholeskyFactor {
    private CholeskyFactor() {}

    /**
     * Overwrites the lower half of {@code a}, the only one that is read, with {@code L} and the other with zeros.
     *
     * @return whether {@code a} is positive definite
     */
    static boolean factor(Rows rows, double[] a, int n) {
        int w = rows.width;
        for (int i = 0; i < n; i++) {
            int row = i * n * w;
            for (int j = 0; j < i; j++) {
                int other = j * n * w;
                double re = rows.dot(j, a, other, a, row);
                double diagonal = a[other + j * w];
                int at = row + j * w;
                rows.set(a, at, (a[at] - re) / diagonal, (rows.im(a, at) - rows.imaginary()) / diagonal);
            }
            int at = row + i * w;
            double square = a[at] - rows.squares(i, a, row);
            if (!(square > 0)) {
                return false;
            }
            rows.set(a, at, Math.sqrt(square), 0);
            for (int j = i + 1; j < n; j++) {
                rows.set(a, row + j * w, 0, 0);
            }
        }
        return true;
    }
}
