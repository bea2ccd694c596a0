package org.headrace.ops.linalg;

/**
 * {@code A = U diag(s) V^H}: by {@link JacobiSvd} where TensorFlow takes Jacobi's rotations, too, so that signs agree, by
 * {@link BidiagonalSvd} for matrices of more columns, which is faster.
 */
abstract sealed class SingularValues permits JacobiSvd, BidiagonalSvd {
    /** Matrices of so many columns are decomposed by way of a bidiagonal one. */
    private static final int MANY_COLUMNS = 16;

    final Rows rows;
    final int m;
    final int n;
    /** The smaller of both. */
    final int size;
    /** How many columns {@code U} and {@code V} have; 0 if they are not asked for. */
    final int columnsOfU;

    final int columnsOfV;
    /** The columns of {@code U} and {@code V}. */
    final Vectors u;

    final Vectors v;
    final double[] s;

    SingularValues(Rows rows, int m, int n, boolean vectors, boolean full) {
        this.rows = rows;
        this.m = m;
        this.n = n;
        this.size = Math.min(m, n);
        this.columnsOfU = !vectors ? 0 : full ? m : size;
        this.columnsOfV = !vectors ? 0 : full ? n : size;
        this.u = new Vectors(rows, columnsOfU, m);
        this.v = new Vectors(rows, columnsOfV, n);
        this.s = new double[size];
    }

    static SingularValues of(Rows rows, int m, int n, boolean vectors, boolean full) {
        return n < MANY_COLUMNS
                ? new JacobiSvd(rows, m, n, vectors, full)
                : new BidiagonalSvd(rows, m, n, vectors, full);
    }

    /** Decomposes {@code a}, which is overwritten; false if that does not come to an end. */
    abstract boolean run(double[] a);

    /** The greatest value first. */
    final void sort() {
        for (int i = 0; i < size; i++) {
            int greatest = i;
            for (int j = i + 1; j < size; j++) {
                greatest = s[j] > s[greatest] ? j : greatest;
            }
            if (greatest != i) {
                double kept = s[i];
                s[i] = s[greatest];
                s[greatest] = kept;
                u.swap(i, greatest);
                v.swap(i, greatest);
            }
        }
    }

    /** The columns of {@code U} and {@code V} as columns. */
    final void take(double[] toU, double[] toV) {
        u.putColumns(toU);
        v.putColumns(toV);
    }
}
