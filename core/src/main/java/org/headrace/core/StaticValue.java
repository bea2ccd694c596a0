package org.headrace.core;

import org.jspecify.annotations.Nullable;

/** An op whose value can be told, wholly or in part, from what is known of its inputs without running it. */
public interface StaticValue extends OpType {
    /** The value of output 0, or null if it is not known whole. */
    @Nullable
    Tensor staticValue(InferContext in);

    /**
     * The value of output 0, a vector of integers, read as a shape with {@code -1} for what is not known; of unknown rank
     * if nothing is.
     */
    default Shape staticShape(InferContext in) {
        return Shape.unknown();
    }
}
