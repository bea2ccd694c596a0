package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.headrace.core.Op;
import org.headrace.core.RowKernel;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * Gives values buffers by how long they live, counted in times: what runs at the same time needs its buffers at the same time.
 * Nodes that run by rows have a time each, since a thread that computes rows needs the same rows of other values only; but
 * then a buffer serves only values with rows of the same length.
 */
final class Placement {
    /** In the place of an owner: a run decides where the value lies. */
    static final int MOVING = -1;

    private final Values values;
    /** By value: the value whose buffer it lies in. */
    private final int[] owner;

    private final @Nullable Tensor[] slots;
    private final boolean ownResults;
    private final Memory memory;
    private final Buffers buffers;
    private final List<Integer> fresh = new ArrayList<>();

    /** By value that owns a buffer: whether it leaves with the results. */
    private final boolean[] kept;
    /** Whether a run may hand it on under other values; how long those are needed is not looked into. */
    private final boolean[] pinned;
    /** The last time that needs it, -1 if none does any more. */
    private final int[] lastUse;

    // Of the stage under way.
    /** Buffers whose last use was by rows. */
    private final List<Tensor> freeByRows = new ArrayList<>();
    /** Values that some node takes more of than rows, if the stage is by rows. */
    private final Set<Integer> takenWhole = new HashSet<>();

    Placement(Values values, int[] owner, @Nullable Tensor[] slots, boolean ownResults, Memory memory) {
        this.values = values;
        this.owner = owner;
        this.slots = slots;
        this.ownResults = ownResults;
        this.memory = memory;
        this.buffers = new Buffers(memory);
        this.kept = new boolean[values.count()];
        this.pinned = new boolean[values.count()];
        this.lastUse = new int[values.count()];
    }

    /** By value that owns a buffer: whether it leaves with the results. */
    boolean[] kept() {
        return kept;
    }

    /** Values that each run has a new buffer for. */
    List<Integer> fresh() {
        return fresh;
    }

    /** Fills the slots of values that have buffers. */
    void assign(List<Stage> stages) {
        for (int value : values.fetches) {
            if (value >= 0 && owner[value] != MOVING) {
                kept[owner[value]] = true;
            }
        }
        pin(stages);
        findLastUses(stages);
        int time = 0;
        for (Stage stage : stages) {
            if (stage.byRows()) {
                assignByRows(stage.nodes(), time);
            } else {
                assign(stage, time);
            }
            time = end(stage, time);
        }
    }

    private static int end(Stage stage, int time) {
        return time + (stage.byRows() ? stage.nodes().size() : 1);
    }

    private void pin(List<Stage> stages) {
        for (Stage stage : stages) {
            for (Prepared p : stage.nodes()) {
                if (p.isDynamic() && p.lowered().mayHandOn()) {
                    for (int value : p.node().in()) {
                        if (owner[value] != MOVING) {
                            pinned[owner[value]] = true;
                        }
                    }
                }
            }
        }
    }

    private void findLastUses(List<Stage> stages) {
        Arrays.fill(lastUse, -1);
        int start = 0;
        for (Stage stage : stages) {
            int time = start;
            for (Prepared prepared : stage.nodes()) {
                for (int value : used(prepared)) {
                    if (owner[value] != MOVING) {
                        lastUse[owner[value]] = time;
                    }
                }
                time += stage.byRows() ? 1 : 0;
            }
            start = end(stage, start);
        }
    }

    /** What the node takes and what it gives. */
    private static int[] used(Prepared prepared) {
        int[] in = prepared.node().in();
        int[] out = prepared.node().out();
        int[] used = Arrays.copyOf(in, in.length + out.length);
        System.arraycopy(out, 0, used, in.length, out.length);
        return used;
    }

    private void assign(Stage stage, int time) {
        for (Prepared prepared : stage.nodes()) {
            place(prepared, stage, time);
        }
        for (Prepared prepared : stage.nodes()) {
            for (int value : used(prepared)) {
                Tensor buffer = retire(value, time);
                if (buffer != null) {
                    buffers.giveBack(buffer);
                }
            }
        }
    }

    private void assignByRows(List<Prepared> nodes, int start) {
        for (Prepared prepared : nodes) {
            int[] in = prepared.node().in();
            for (int i = 0; i < in.length; i++) {
                if (prepared.kernel() instanceof RowKernel kernel && !kernel.isByRows(i)) {
                    takenWhole.add(owner[in[i]]);
                }
            }
        }
        List<Tensor> freeAfterwards = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            Prepared prepared = nodes.get(n);
            place(prepared, Stage.of(prepared), start + n);
            for (int value : used(prepared)) {
                boolean whole = takenWhole.contains(owner[value]);
                Tensor buffer = retire(value, start + n);
                if (buffer != null) {
                    (whole ? freeAfterwards : freeByRows).add(buffer);
                }
            }
        }
        freeByRows.forEach(buffers::giveBack);
        freeAfterwards.forEach(buffers::giveBack);
        freeByRows.clear();
        takenWhole.clear();
    }

    /** Finds buffers for what the node gives; {@code beside} is what runs at the same time. */
    private void place(Prepared prepared, Stage beside, int time) {
        int[] out = prepared.node().out();
        for (int i = 0; i < out.length; i++) {
            int value = out[i];
            if (owner[value] == value && (kept[value] || !placeOverInput(prepared, i, beside, time))) {
                place(value, prepared.node().op());
            }
        }
    }

    private void place(int value, Op op) {
        TensorSpec spec = values.spec(value);
        if (kept[value] && !ownResults) {
            fresh.add(value);
            memory.count(op, spec);
            return;
        }
        Tensor ofSameRows = takeByRows(spec);
        slots[value] = ofSameRows == null ? buffers.take(op, spec) : ofSameRows;
    }

    /** A buffer that other threads may still need, but other rows of it. */
    private @Nullable Tensor takeByRows(TensorSpec spec) {
        for (int i = 0; i < freeByRows.size(); i++) {
            Tensor buffer = freeByRows.get(i);
            if (buffer.dtype() == spec.dtype()
                    && buffer.shape().size() == spec.shape().size()) {
                freeByRows.remove(i);
                return Tensor.over(spec.dtype(), spec.shape(), buffer.array());
            }
        }
        return null;
    }

    /**
     * Lets a formula write where it reads an operand for the last time, and nobody beside it does: element by element, so
     * that nothing is lost. False if there is no such operand.
     */
    private boolean placeOverInput(Prepared prepared, int output, Stage beside, int time) {
        if (!(prepared.lowered().code() instanceof JoinedFormula joined)) {
            return false;
        }
        int[] in = prepared.node().in();
        for (int i = 0; i < in.length; i++) {
            int root = owner[in[i]];
            Tensor buffer = root == MOVING ? null : slots[root];
            if (buffer != null
                    && lastUse[root] == time
                    && !takenWhole.contains(root)
                    && isUsedOnlyBy(prepared, beside, root)
                    && !kept[root]
                    && !pinned[root]
                    && joined.isLikeOutput(values.spec(in[i]), output)
                    && isReadOnlyWhole(joined, in, root)) {
                int value = prepared.node().out()[output];
                slots[value] = Tensor.over(
                        values.spec(value).dtype(), values.spec(value).shape(), buffer.array());
                lastUse[root] = -1; // it lives on as the output
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // the same node
    private boolean isUsedOnlyBy(Prepared node, Stage beside, int root) {
        for (Prepared other : beside.nodes()) {
            if (other != node && Arrays.stream(used(other)).anyMatch(value -> owner[value] == root)) {
                return false;
            }
        }
        return true;
    }

    private boolean isReadOnlyWhole(JoinedFormula joined, int[] in, int root) {
        for (int i = 0; i < in.length; i++) {
            if (owner[in[i]] == root && !joined.isWhole(i)) {
                return false;
            }
        }
        return true;
    }

    /** The buffer of a value that nothing needs any more after this time; else null. */
    private @Nullable Tensor retire(int value, int time) {
        int root = owner[value];
        if (root == MOVING || lastUse[root] != time || kept[root] || pinned[root]) {
            return null;
        }
        lastUse[root] = -1;
        return slots[root];
    }
}
