package org.headrace.autodiff;

/** What the gradient is of something that the differentiated value does not depend on. */
public enum Unconnected {
    /** {@link org.headrace.ops.Gradient#NONE}. */
    NONE,
    /** Zeros of its shape. */
    ZERO
}
