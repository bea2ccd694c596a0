package org.headrace.ops;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.headrace.core.Op;
import org.headrace.core.OpDef;
import org.headrace.core.Output;
import org.headrace.core.Variable;

/**
 * Lets a variable's first value be computed from other variables: as one run initializes them all, in no certain order, the
 * value must not read them. The ops between them and the value are added a second time, on the others' first values.
 */
final class InitialValues {
    private InitialValues() {}

    /** {@code value}, or the same computed from first values, its ops named as TensorFlow names them: {@code Mul_c}. */
    static Output withoutReads(Ops scope, Output value) {
        Map<Output, Output> replaced = new HashMap<>();
        for (Op op : upstream(value.op())) {
            Variable variable = scope.graph().variable(op);
            if (variable != null) {
                replaced.put(variable.ref(), variable.initialValue());
            } else if (!asksForVariable(op) && op.inputs().stream().anyMatch(replaced::containsKey)) {
                Op again = scope.graph().add(repeat(scope, op, replaced));
                op.outputs().forEach(output -> replaced.put(output, again.output(output.index())));
            }
        }
        return replaced.getOrDefault(value, value);
    }

    private static OpDef repeat(Ops scope, Op op, Map<Output, Output> replaced) {
        List<Output> inputs = op.inputs().stream()
                .map(input -> replaced.getOrDefault(input, input))
                .toList();
        String name = op.name() + "_" + scope.scopeName();
        return new OpDef(op.type(), name, inputs, List.of(), op.device(), op.colocatedWith());
    }

    /** Whether the op is about a variable itself, not its value: an assignment, or whether it is initialized. */
    private static boolean asksForVariable(Op op) {
        for (int i = 0; i < op.inputs().size(); i++) {
            if (op.type().takesReference(i)) {
                return true;
            }
        }
        return false;
    }

    /** All that {@code op} depends on by data, itself included, in the order of creation; not through such ops. */
    private static Set<Op> upstream(Op op) {
        Set<Op> found = new TreeSet<>(Comparator.comparingInt(Op::id));
        found.add(op);
        Deque<Op> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            Op next = open.pop();
            if (asksForVariable(next)) {
                continue;
            }
            for (Output input : next.inputs()) {
                if (found.add(input.op())) {
                    open.push(input.op());
                }
            }
        }
        return found;
    }
}
