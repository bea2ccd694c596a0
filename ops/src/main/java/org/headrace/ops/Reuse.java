package org.headrace.ops;

/** What {@code getVariable} does if a variable of the name exists already: TensorFlow's {@code reuse}. */
public enum Reuse {
    /** That is an error, unless a scope outside says otherwise. TensorFlow's {@code False} or {@code None}. */
    NEVER,
    /** The variable must exist, and is used. TensorFlow's {@code True}. */
    ALWAYS,
    /** It is used if it exists, else made. TensorFlow's {@code tf.AUTO_REUSE}. */
    AUTO
}
