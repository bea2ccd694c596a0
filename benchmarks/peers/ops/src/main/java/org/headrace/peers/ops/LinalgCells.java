package org.headrace.peers.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.Tf;
import org.headrace.core.Output;

/** Linear algebra, of matrices far from singular. */
final class LinalgCells {
    private LinalgCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        square(cells, 1000, 4);
        square(cells, 64, 32);
        square(cells, 1, 100);
        square(cells, 1, 300);
        square(cells, 1, 1000);
        return cells;
    }

    private static void square(List<Cell> cells, int batch, int n) {
        String what = batch == 1 ? n + "x" + n : batch + " of " + n + "x" + n;
        cells.add(Cell.of("inv", what, (tf, in) -> tf.linalg.inv(dominant(tf, in, batch, n))));
        cells.add(Cell.of(
                "solve", what, (tf, in) -> tf.linalg.solve(dominant(tf, in, batch, n), in.floats(batch, n, n))));
        cells.add(Cell.of(
                "triangularSolve",
                what,
                (tf, in) -> tf.linalg.triangularSolve(dominant(tf, in, batch, n), in.floats(batch, n, n))));
        cells.add(Cell.of("cholesky", what, (tf, in) -> tf.linalg.cholesky(dominant(tf, in, batch, n))));
        cells.add(Cell.of(
                "slogdet", what, (tf, in) -> tf.linalg.slogdet(dominant(tf, in, batch, n)).get(1)));
        cells.add(Cell.of("qr", what, (tf, in) -> tf.linalg.qr(dominant(tf, in, batch, n)).get(1)));
        if (n < 1000) {
            cells.add(Cell.of("eigh", what, (tf, in) -> tf.linalg.eigh(dominant(tf, in, batch, n)).get(0)));
            cells.add(Cell.of("svd", what, (tf, in) -> tf.linalg.svd(dominant(tf, in, batch, n)).get(0)));
        }
    }

    /** Random numbers with {@code n} added on the diagonal; the op also runs on the half that it reads as a symmetric matrix. */
    private static Output dominant(Tf tf, Inputs in, int batch, int n) {
        return tf.add(in.floats(batch, n, n), tf.mul(tf.linalg.eye(n), (float) n));
    }
}
