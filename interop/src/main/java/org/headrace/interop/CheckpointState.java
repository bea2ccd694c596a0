package org.headrace.interop;

import java.util.List;

/**
 * What the file {@code checkpoint} of a directory tells: TensorFlow's {@code CheckpointState}.
 *
 * @param modelCheckpointPath the latest checkpoint
 * @param allModelCheckpointPaths those that are kept, the oldest first
 * @param allModelCheckpointTimestamps when each was made, in seconds since 1970; empty if not known
 * @param lastPreservedTimestamp when the last that is to be kept forever was made, 0 if none is
 */
public record CheckpointState(
        String modelCheckpointPath,
        List<String> allModelCheckpointPaths,
        List<Double> allModelCheckpointTimestamps,
        double lastPreservedTimestamp) {
    public CheckpointState {
        allModelCheckpointPaths = List.copyOf(allModelCheckpointPaths);
        allModelCheckpointTimestamps = List.copyOf(allModelCheckpointTimestamps);
    }
}
