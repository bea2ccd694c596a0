package org.headrace.interop;

/**
 * How the variables of a graph are saved and restored, by the names of its ops: TensorFlow's {@code SaverDef}.
 *
 * @param filenameTensor what to feed the checkpoint's path to
 * @param saveTensor what to fetch to save
 * @param restoreOp what to run to restore
 * @param maxToKeep how many checkpoints are kept, 0 for all
 * @param sharded whether each device writes files of its own
 * @param keepCheckpointEveryNHours how often one is kept for ever
 * @param version the format that is written
 */
public record SaverNames(
        String filenameTensor,
        String saveTensor,
        String restoreOp,
        int maxToKeep,
        boolean sharded,
        double keepCheckpointEveryNHours,
        CheckpointVersion version) {}
