package org.headrace.core;

import org.jspecify.annotations.Nullable;

/** An op whose value can be told, wholly or in part, from what is known of its inputs without running it. */
public interface StaticValue extends OpType {
    /** The value of an output, or null if it is not known whole. */
    @Nullable
    Tensor staticValue(InferContext in, int output);

    /**
     * The value of an output, a vector of integers, read as a shape with {@code -1} for what is not known; of unknown rank
     * if nothing is.
     */
    default Shape staticShape(InferContext in, int output) {
        return Shape.unknown();
    }
}
