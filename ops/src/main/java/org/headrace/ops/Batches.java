package org.headrace.ops;

import org.headrace.core.Shape;

/** What is known of the batches of two factors of a product: the dimensions before the last two. */
final class Batches {
    private Batches() {}

    /** Whether the product is one of batches, as far as can be told: no matrix takes part, or something else certainly does. */
    static boolean hasAny(Shape a, Shape b) {
        boolean certainly = a.hasRank() && a.rank() > 2 || b.hasRank() && b.rank() > 2;
        return certainly || !a.hasRank() && !b.hasRank();
    }

    /** Whether nothing speaks for repeating one batch to match the other. */
    static boolean areSame(Shape a, Shape b) {
        if (!a.hasRank() || !b.hasRank() || a.rank() != b.rank()) {
            return false;
        }
        for (int i = 0; i < a.rank() - 2; i++) {
            if (a.dim(i) != b.dim(i) && (a.dim(i) == 1 || b.dim(i) == 1)) {
                return false;
            }
        }
        return true;
    }
}
