package org.headrace.core;

/**
 * The ops behind a variable.
 *
 * @param ref the variable itself, {@code W:0}
 * @param read its value, {@code W/read:0}
 * @param initializer the op that gives it its first value, {@code W/Assign}
 * @param initialValue that value
 * @param trainable whether optimizers change it unless told which variables to change
 */
public record Variable(Output ref, Output read, Op initializer, Output initialValue, boolean trainable) {
    /** The variable's name, which is its key in checkpoints: {@code "W"}. */
    public String name() {
        return ref.op().name();
    }
}
