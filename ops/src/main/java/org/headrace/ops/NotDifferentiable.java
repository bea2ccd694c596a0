package org.headrace.ops;

import java.util.Collections;
import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;

/**
 * An op that no gradient flows through, and rightly so: its result does not depend smoothly on its inputs ({@code Shape},
 * {@code OneHot}, {@code ArgMax}). The backward walk stops here without an error. TensorFlow's {@code NotDifferentiable}.
 */
public interface NotDifferentiable extends Differentiable {
    @Override
    default List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Collections.nCopies(op.inputs().size(), Gradient.NONE);
    }
}
