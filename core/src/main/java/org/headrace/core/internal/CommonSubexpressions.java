package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.OpType;
import org.headrace.core.Stateful;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Computes once what several nodes would compute: nodes of equal type (equal attributes, that is) over the same values,
 * unless the op says that it differs from run to run or a variable that it reads is written between the two.
 */
final class CommonSubexpressions {
    private final Values values;
    private final Hazards hazards;
    private final Map<Key, Integer> known = new HashMap<>();
    private final Map<Tensor, Integer> constants = new HashMap<>();
    private final List<Lowered> kept = new ArrayList<>();

    /** What makes two nodes equal. */
    private record Key(OpType type, List<Integer> inputs) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && inputs.equals(that.inputs) && type.equals(that.type);
        }

        /** Without the type's own, which the JVM would have to make for each type. */
        @Override
        public int hashCode() {
            return 31 * type.getClass().hashCode() + inputs.hashCode();
        }
    }

    private CommonSubexpressions(List<Lowered> nodes, Values values) {
        this.values = values;
        this.hazards = new Hazards(nodes, values);
    }

    static List<Lowered> merge(List<Lowered> nodes, Values values) {
        CommonSubexpressions pass = new CommonSubexpressions(nodes, values);
        int[] positions = new int[nodes.size()];
        for (int n = 0; n < positions.length; n++) {
            pass.visit(nodes.get(n), n, positions);
        }
        return pass.kept;
    }

    private void visit(Lowered lowered, int position, int[] positions) {
        PlanNode node = lowered.node();
        int[] in = node.in().clone();
        boolean changed = false;
        for (int i = 0; i < in.length; i++) {
            in[i] = representative(in[i]);
            changed |= in[i] != node.in()[i];
        }
        Lowered current = changed
                ? new Lowered(node.withInputs(in), lowered.signature(), lowered.code(), lowered.ops())
                : lowered;
        if (isMergeable(current)) {
            List<Integer> inputs = new ArrayList<>();
            for (int value : in) {
                inputs.add(value);
            }
            Key key = new Key(node.type(), inputs);
            Integer first = known.get(key);
            if (first != null && !anyWritten(in, positions[first], position)) {
                int[] same = kept.get(first).node().out();
                for (int i = 0; i < same.length; i++) {
                    values.replace(node.out()[i], same[i]);
                }
                return;
            }
            known.put(key, kept.size());
        }
        positions[kept.size()] = position;
        kept.add(current);
    }

    /** The value to take for {@code value}: what an equal node gives, or an equal constant. */
    private int representative(int value) {
        int resolved = values.resolve(value);
        Tensor constant = values.constants[resolved];
        if (constant == null) {
            return resolved;
        }
        Integer first = constants.putIfAbsent(constant, resolved);
        return first == null ? resolved : first;
    }

    private static boolean isMergeable(Lowered lowered) {
        PlanNode node = lowered.node();
        return !lowered.isDynamic()
                && node.mark() < 0
                && node.out().length > 0
                && !(node.type() instanceof Stateful)
                && !(node.type() instanceof Snapshot);
    }

    private boolean anyWritten(int[] in, int after, int until) {
        for (int value : in) {
            if (hazards.isWritten(value, after, until)) {
                return true;
            }
        }
        return false;
    }
}
