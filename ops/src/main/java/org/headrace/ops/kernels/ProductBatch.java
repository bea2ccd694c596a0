package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Products of matrices of the same sizes, {@code C} one after another. Threads share the work of each large product, and
 * take small products several at a time.
 */
final class ProductBatch<A> {

    /** Products of so many multiplications are shared; groups of small ones have about half as many together. */
    private static final long LARGE = 1L << 21;

    /** Plans one product of the batch. */
    @FunctionalInterface
    interface Plan<A> {
        Product<A> product(ProductSizes sizes, Workers workers, Product.Finish finish);
    }

    private final int size;
    private final int[] aOffsets;
    private final int[] bOffsets;
    private final Workers workers;
    private final int group;
    private final int groups;
    /** One for each worker, or a single one that all share. */
    private final List<Product<A>> products = new ArrayList<>();

    private final Workers.Piece piece = this::multiply;
    /** Where the product that a worker, or all of them, is at begins in {@code C}. */
    private final int[] bases;

    private @Nullable A a;
    private @Nullable A b;
    private @Nullable A c;

    ProductBatch(
            ProductSizes sizes, int[] aOffsets, int[] bOffsets, Workers workers, Product.Finish finish, Plan<A> plan) {
        this.size = sizes.m() * sizes.n();
        this.aOffsets = aOffsets;
        this.bOffsets = bOffsets;
        this.workers = workers;
        int count = aOffsets.length;
        boolean shared = count == 1 || sizes.work() >= LARGE;
        this.group = shared ? count : (int) Math.max(1, LARGE / 2 / Math.max(1, sizes.work()));
        this.groups = (count + group - 1) / group;
        this.bases = new int[groups > 1 ? workers.threads() : 1];
        if (groups > 1) {
            for (int w = 0; w < bases.length; w++) {
                int worker = w;
                products.add(plan.product(
                        sizes,
                        Workers.ONE,
                        (from, to, one) -> finish.elements(bases[worker] + from, bases[worker] + to, worker)));
            }
        } else {
            products.add(plan.product(
                    sizes, workers, (from, to, worker) -> finish.elements(bases[0] + from, bases[0] + to, worker)));
        }
    }

    void run(A a, A b, A c) {
        this.a = a;
        this.b = b;
        this.c = c;
        if (groups > 1) {
            workers.run(groups, piece);
        } else {
            multiply(0, 0);
        }
        this.a = null;
        this.b = null;
        this.c = null;
    }

    private void multiply(int piece, int worker) {
        Product<A> product = products.get(worker);
        for (int i = piece * group; i < Math.min(aOffsets.length, (piece + 1) * group); i++) {
            bases[worker] = i * size;
            product.run(
                    Objects.requireNonNull(a),
                    aOffsets[i],
                    Objects.requireNonNull(b),
                    bOffsets[i],
                    Objects.requireNonNull(c),
                    i * size);
        }
    }
}
