package org.headrace.core;

/**
 * An op that may hand on its first input's values as its first output, under another shape perhaps, without touching
 * them: {@code Identity}, {@code Reshape}, a {@code Sum} over no axes.
 */
public interface Aliasing extends OpType {
    /** Whether it does so for these shapes; if so, no kernel is made. */
    default boolean aliases(Signature signature) {
        return true;
    }
}
