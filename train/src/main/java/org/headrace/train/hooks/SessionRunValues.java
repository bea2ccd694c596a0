package org.headrace.train.hooks;

import org.headrace.core.Tensor;

/** The values of what a hook asked for: TensorFlow's {@code tf.train.SessionRunValues}. */
@FunctionalInterface
public interface SessionRunValues {
    /** The value of the hook's fetch number {@code i}, valid until the next run. An op has none. */
    Tensor get(int i);
}
