package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Assigning;
import org.headrace.core.Stateful;
import org.jspecify.annotations.Nullable;

/**
 * Which values lie in variables' own buffers and when those are written: between two writes a pass may move what reads
 * them, beyond one it may not.
 */
final class Hazards {
    private final SessionState.@Nullable Cell[] cells;
    /** By value: the cell of the variable in whose buffer it lies, or null. */
    private final SessionState.@Nullable Cell[] roots;
    /** By value: whether it may lie in any variable's buffer, which only a run tells. */
    private final boolean[] unclear;

    private final List<Write> writes = new ArrayList<>();

    private record Write(int position, SessionState.@Nullable Cell cell) {}

    Hazards(List<Lowered> nodes, Values values) {
        cells = values.cells;
        roots = cells.clone();
        unclear = new boolean[values.count()];
        for (int n = 0; n < nodes.size(); n++) {
            Lowered lowered = nodes.get(n);
            PlanNode node = lowered.node();
            if (lowered.isAlias()) {
                roots[node.out()[0]] = roots[node.in()[0]];
                unclear[node.out()[0]] = unclear[node.in()[0]];
            } else if (lowered.mayHandOn()) {
                for (int value : node.out()) {
                    unclear[value] = true;
                }
            }
            for (int i = 0; i < node.in().length; i++) {
                if (changes(lowered, i)) {
                    writes.add(new Write(n, cells[node.in()[i]]));
                }
            }
        }
    }

    /** Whether the node changes the variable that its input {@code i} is. */
    static boolean changes(Lowered lowered, int i) {
        return lowered.node().type() instanceof Assigning type
                && i < lowered.ownInputs()
                && type.takesReference(i)
                && type.writes(i);
    }

    /**
     * Whether no node may change places with this one: it has another effect than changing variables that are known, may not run
     * at all, or reads who knows what.
     */
    boolean isBarrier(Lowered lowered) {
        PlanNode node = lowered.node();
        if (lowered.isDynamic() || node.controls().length > 0 || node.mark() >= 0) {
            return true;
        }
        for (int i = 0; i < node.in().length; i++) {
            if (unclear[node.in()[i]] || changes(lowered, i) && cells[node.in()[i]] == null) {
                return true;
            }
        }
        return node.type() instanceof Stateful && !(node.type() instanceof Assigning);
    }

    /** Whether what comes before the node must run before it, and what comes after it after it. */
    boolean mustStay(Lowered lowered) {
        return isBarrier(lowered) || isControlled(lowered);
    }

    /** Whether an op that the node does the work of waits for others that are not its inputs. */
    private static boolean isControlled(Lowered lowered) {
        return lowered.ops().stream().anyMatch(op -> !op.controlInputs().isEmpty());
    }

    /** The cell of the variable in whose buffer the value lies, or null. */
    SessionState.@Nullable Cell root(int value) {
        return roots[value];
    }

    /** Whether the value may lie in any variable's buffer, which only a run tells. */
    boolean isUnclear(int value) {
        return unclear[value];
    }

    /** Whether a node after position {@code after}, up to and with {@code until}, writes to where {@code value} lies. */
    boolean isWritten(int value, int after, int until) {
        SessionState.Cell root = roots[value];
        if (root == null && !unclear[value]) {
            return false;
        }
        for (Write write : writes) {
            boolean between = write.position() > after && write.position() <= until;
            if (between && (unclear[value] || isSame(write.cell(), root))) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // a variable has one cell
    private static boolean isSame(SessionState.@Nullable Cell written, SessionState.@Nullable Cell read) {
        return written == null || written == read;
    }
}
