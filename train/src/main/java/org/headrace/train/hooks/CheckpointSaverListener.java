package org.headrace.train.hooks;

import org.headrace.core.Session;
import org.headrace.ops.Ops;

/** Acts before or after checkpoints: TensorFlow's {@code tf.train.CheckpointSaverListener}. */
public interface CheckpointSaverListener {
    /** Before the graph is finalized. */
    default void begin(Ops tf) {}

    /** Before a checkpoint of this step is saved. */
    default void beforeSave(Session session, long globalStep) {}

    /** After it is saved; true lets training end. */
    default boolean afterSave(Session session, long globalStep) {
        return false;
    }

    /** After the last checkpoint. */
    default void end(Session session, long globalStep) {}
}
