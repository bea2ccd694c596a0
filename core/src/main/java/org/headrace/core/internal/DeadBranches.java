package org.headrace.core.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.headrace.core.Op;
import org.headrace.core.Routing;

/**
 * Lets death travel along control inputs: a constant in a branch that was not taken has nothing but a control input to
 * learn that from. Along data inputs it travels by itself, as a value.
 */
final class DeadBranches {
    private DeadBranches() {}

    /** Gives the nodes whose control inputs may be dead a value to learn it from; {@code nodes} is changed in place. */
    static void connect(List<PlanNode> nodes, IntSupplier newValue) {
        if (nodes.stream().noneMatch(node -> node.type() instanceof Routing)) {
            return;
        }
        Map<Op, Integer> mortal = new HashMap<>();
        Set<Integer> mortalValues = new HashSet<>();
        int[] marks = new int[nodes.size()];
        for (int n = 0; n < nodes.size(); n++) {
            PlanNode node = nodes.get(n);
            marks[n] = -1;
            int[] controls = new int[0];
            for (Op control : node.op().controlInputs()) {
                Integer controlling = mortal.get(control);
                if (controlling != null) {
                    controls = Arrays.copyOf(controls, controls.length + 1);
                    controls[controls.length - 1] = mark(marks, controlling, newValue);
                }
            }
            nodes.set(n, node.withControls(controls, -1));
            boolean routes = node.type() instanceof Routing;
            boolean mayDie = controls.length > 0;
            for (int value : node.in()) {
                mayDie |= mortalValues.contains(value);
            }
            if (mayDie) {
                mortal.put(node.op(), n);
            }
            if (mayDie || routes) {
                for (int value : node.out()) {
                    mortalValues.add(value);
                }
            }
        }
        for (int n = 0; n < marks.length; n++) {
            nodes.set(n, nodes.get(n).withControls(nodes.get(n).controls(), marks[n]));
        }
    }

    private static int mark(int[] marks, int node, IntSupplier newValue) {
        if (marks[node] < 0) {
            marks[node] = newValue.getAsInt();
        }
        return marks[node];
    }
}
