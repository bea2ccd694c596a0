package org.headrace.core;

/**
 * The threads that share one run's work. A kernel that has much to do cuts it into pieces by size, never by how many
 * threads there are, so that the same bits come out of any number of them.
 */
public interface Workers {
    /** One thread: the caller's. */
    Workers ONE = new Workers() {
        @Override
        public int threads() {
            return 1;
        }

        @Override
        public void run(int pieces, Piece piece) {
            for (int i = 0; i < pieces; i++) {
                piece.run(i, 0);
            }
        }
    };

    /** The work, cut into pieces. */
    @FunctionalInterface
    interface Piece {
        /**
         * Does piece number {@code piece}. Of those that run at the same time no two have the same {@code worker}, a number
         * less than {@link #threads}: the place of a worker's own scratch arrays.
         */
        void run(int piece, int worker);
    }

    /** The most pieces that run at the same time. */
    int threads();

    /**
     * Does pieces 0 to {@code pieces - 1}, each once, in any order, on the caller's thread and those that are idle, and
     * returns when all are done; what a piece itself hands over is done by its own thread. Allocates nothing. If pieces throw,
     * what the one with the least number threw is thrown.
     */
    void run(int pieces, Piece piece);
}
