package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.RowKernel;
import org.headrace.core.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * Puts nodes of little work that compute rows from the same rows of what the others give into one stage, which threads share
 * by rows: so no thread waits for another between these nodes, as it would if each were shared by itself. What stands between
 * them and takes more than rows, gradients of weights for instance, comes after the stage.
 */
final class RowBands {
    /** The most work of such a node: with more, sharing the second matrix of a product counts for more than waiting. */
    private static final long LIGHT = 5 << 20;
    /** So many nodes that stay behind end a stage, */
    private static final int SIGHT = 96;
    /** and so many bytes that they wait for: what they find in the caches then is not too old. */
    private static final long HELD = 1 << 20;

    private static final int IN_STAGE = 1;
    private static final int AFTER = 2;

    private final Hazards hazards;
    private final Values values;
    private final int threads;
    private final Dependences needed;

    private RowBands(List<Prepared> nodes, Values values, int threads) {
        List<Lowered> lowered = nodes.stream().map(Prepared::lowered).toList();
        this.hazards = new Hazards(lowered, values);
        this.values = values;
        this.threads = threads;
        this.needed = new Dependences(hazards, values, 0, (a, b) -> a | b);
    }

    static List<Stage> arrange(List<Prepared> nodes, Values values, int threads) {
        RowBands pass = new RowBands(nodes, values, threads);
        List<Stage> stages = new ArrayList<>();
        int next = 0;
        while (next < nodes.size()) {
            next = threads == 1 ? pass.alone(nodes, next, stages) : pass.stage(nodes, next, stages);
        }
        return stages;
    }

    private int alone(List<Prepared> nodes, int first, List<Stage> stages) {
        stages.add(Stage.of(nodes.get(first)));
        return first + 1;
    }

    /** Adds the stage that begins with a node, and what stays behind there; returns the position of the next. */
    private int stage(List<Prepared> nodes, int first, List<Stage> stages) {
        RowKernel kernel = byRows(nodes.get(first));
        if (kernel == null) {
            return alone(nodes, first, stages);
        }
        int rows = kernel.rows();
        List<Prepared> together = new ArrayList<>();
        List<Prepared> behind = new ArrayList<>();
        int end = first;
        int behindAtEnd = 0;
        long held = 0;
        long work = 0;
        int next = first;
        while (next < nodes.size() && held <= HELD && behind.size() - behindAtEnd <= SIGHT) {
            Prepared node = nodes.get(next++);
            if (hazards.mustStay(node.lowered())) {
                break;
            }
            if (joins(node, rows)) {
                needed.mark(node.lowered(), IN_STAGE);
                together.add(node);
                work += node.work();
                end = next;
                behindAtEnd = behind.size();
            } else {
                held += bytes(node);
                needed.mark(node.lowered(), AFTER);
                behind.add(node);
            }
        }
        needed.forget(nodes.subList(first, next).stream().map(Prepared::lowered).toList());
        if (together.size() == 1 || work - work / Bands.count(rows, threads) < SideBySide.WORTH) {
            return alone(nodes, first, stages);
        }
        stages.add(Stage.byRows(together));
        behind.subList(0, behindAtEnd).forEach(node -> stages.add(Stage.of(node)));
        return end;
    }

    /** Its kernel, if it runs by rows, of which there are several bands. */
    private @Nullable RowKernel byRows(Prepared node) {
        boolean may = node.kernel() instanceof RowKernel kernel
                && Bands.count(kernel.rows(), threads) > 1
                && node.work() <= LIGHT
                && !hazards.mustStay(node.lowered());
        return may ? (RowKernel) node.kernel() : null;
    }

    private boolean joins(Prepared node, int rows) {
        RowKernel kernel = byRows(node);
        if (kernel == null || kernel.rows() != rows || (needed.of(node.lowered()) & AFTER) != 0) {
            return false;
        }
        int[] in = node.node().in();
        for (int i = 0; i < in.length; i++) {
            if (!kernel.isByRows(i) && (needed.ofValue(in[i]) & IN_STAGE) != 0) {
                return false;
            }
        }
        return true;
    }

    private long bytes(Prepared node) {
        long bytes = 0;
        for (int value : node.node().in()) {
            TensorSpec spec = values.spec(value);
            bytes += Memory.bytes(spec.dtype(), spec.shape());
        }
        return bytes;
    }
}
