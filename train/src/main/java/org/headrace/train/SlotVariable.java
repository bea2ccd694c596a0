package org.headrace.train;

import java.util.Set;
import java.util.stream.Collectors;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.core.Variable;
import org.headrace.ops.Ops;
import org.headrace.ops.state.Initializer;

/** A variable that belongs to another: of its dtype and shape, at its place, named below it. Not trainable. */
final class SlotVariable {
    private SlotVariable() {}

    /** With a first value whose ops are named below the slot. */
    static Output of(Ops tf, Output primary, String name, Initializer initializer) {
        return beside(tf, primary)
                .getVariable(free(tf, primary, name), primary.shape(), primary.dtype(), initializer, false);
    }

    /** With a first value computed elsewhere. */
    static Output of(Ops tf, Output primary, String name, Output initialValue) {
        return beside(tf, primary).getVariable(free(tf, primary, name), initialValue, false);
    }

    /** A constant of the dtype and shape of {@code primary}, all elements {@code value}. */
    static Output filled(Ops at, Output primary, double value) {
        return at.constant(Tensor.of(primary.dtype(), value), primary.shape());
    }

    private static Ops beside(Ops tf, Output primary) {
        return tf.scope("").colocatedWith(primary.op());
    }

    /** {@code W/Adam}, {@code W/Adam_1}, ...: the first that no variable has. */
    static String free(Ops tf, Output primary, String name) {
        Set<String> taken = tf.graph().variables().stream().map(Variable::name).collect(Collectors.toSet());
        String base = primary.op().name() + "/" + name;
        String free = base;
        for (int i = 1; taken.contains(tf.variableScopeName() + free); i++) {
            free = base + "_" + i;
        }
        return free;
    }
}
