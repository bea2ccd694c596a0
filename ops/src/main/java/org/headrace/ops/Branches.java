package org.headrace.ops;

import java.util.List;
import org.headrace.core.Output;

/** Two ways, of which one is taken: the switches and merges that TensorFlow's {@code tf.cond} makes. */
final class Branches {
    private final Ops s;
    private final Output pred;
    private final Output whenTrue;
    private final Output whenFalse;

    /** In the scope that {@code tf.cond} would open; {@code pred} is a bool scalar. */
    Branches(Ops s, Output pred) {
        this.s = s;
        List<Output> sides = s.switchTo(pred, pred);
        this.whenTrue = s.withName("switch_t").identity(sides.get(1));
        this.whenFalse = s.withName("switch_f").identity(sides.get(0));
        this.pred = s.withName("pred_id").identity(pred);
    }

    /** Where ops are added that run if {@code pred} is true, and depend on nothing else there. */
    Ops whenTrue() {
        return s.withControlDependencies(whenTrue);
    }

    /** Where ops are added that run if {@code pred} is false, and depend on nothing else there. */
    Ops whenFalse() {
        return s.withControlDependencies(whenFalse);
    }

    /** {@code x} for an op in the scope {@code at} that runs if {@code pred} is true. */
    Output whenTrue(Ops at, Output x) {
        return switched(at, x).get(1);
    }

    /** {@code x} for an op in the scope {@code at} that runs if {@code pred} is false. */
    Output whenFalse(Ops at, Output x) {
        return switched(at, x).get(0);
    }

    private List<Output> switched(Ops at, Output x) {
        return at.withControlDependencies().colocatedWith(x.op()).switchTo(x, pred);
    }

    Output merge(Output ifFalse, Output ifTrue) {
        return s.merge(List.of(ifFalse, ifTrue)).get(0);
    }
}
