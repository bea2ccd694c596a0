package org.headrace.ops;

import org.headrace.core.Output;
import org.jspecify.annotations.Nullable;

/** A penalty on weights, to be added to the loss: adds the ops that compute it. */
@FunctionalInterface
public interface Regularizer {
    /** The penalty, a scalar, or null for none. */
    @Nullable
    Output penalty(Ops tf, Output weights);
}
