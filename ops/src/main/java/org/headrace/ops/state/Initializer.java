package org.headrace.ops.state;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/** How a variable gets its first value: adds the ops that compute it. */
@FunctionalInterface
public interface Initializer {
    /** The first value, of this dtype and shape, by ops added to {@code tf}'s scope. */
    Output initialValue(Ops tf, DType dtype, Shape shape);
}
