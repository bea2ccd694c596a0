package org.headrace.ops;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;

/** An op that gradients flow through. The rule is made of ordinary ops, so that it can be differentiated again. */
public interface Differentiable extends OpType {
    /**
     * Adds the ops that compute the gradients of the inputs from those of the outputs, in {@code tf}'s scope.
     *
     * @param op the op to be differentiated
     * @param dy the gradients of {@code op}'s outputs
     * @return one gradient for each input, {@link Gradient#NONE} for one that the outputs do not depend on smoothly
     */
    List<Gradient> gradient(Ops tf, Op op, List<Output> dy);
}
