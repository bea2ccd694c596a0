package org.headrace.train;

import org.headrace.core.InvalidArgumentException;
import org.headrace.interop.CheckpointVersion;

/**
 * How a {@link Saver} works: the arguments of TensorFlow's {@code tf.train.Saver}.
 *
 * @param maxToKeep how many checkpoints are kept, the oldest being deleted; 0 for all
 * @param keepCheckpointEveryNHours one checkpoint for each span of so many hours is kept for ever
 * @param sharded whether the variables of each device are written to files of their own
 * @param saveRelativePaths whether the state file names checkpoints relative to its directory, so that it can be moved
 * @param name of the scope of the saver's ops
 * @param writeVersion the format that is written; both are read. V1, for readers from before TensorFlow 1.0, has no
 *     bfloat16, uint32 and uint64, and nothing of 2 GB. A sharded checkpoint of V1 is replaced shard by shard, and is named
 *     {@code model-?????-of-00002}, which no file system of Windows takes
 */
public record SaverOptions(
        int maxToKeep,
        double keepCheckpointEveryNHours,
        boolean sharded,
        boolean saveRelativePaths,
        String name,
        CheckpointVersion writeVersion) {
    /** Five checkpoints, in one file each. */
    public static SaverOptions defaults() {
        return new SaverOptions(5, 10_000, false, false, "save", CheckpointVersion.V2);
    }

    public SaverOptions {
        if (maxToKeep < 0) {
            throw new InvalidArgumentException("a saver keeps 0 (all) or more checkpoints, not " + maxToKeep);
        }
        if (!(keepCheckpointEveryNHours > 0)) {
            throw new InvalidArgumentException(
                    "a checkpoint is kept every so many hours, more than 0, not " + keepCheckpointEveryNHours);
        }
    }

    public SaverOptions withMaxToKeep(int count) {
        return new SaverOptions(count, keepCheckpointEveryNHours, sharded, saveRelativePaths, name, writeVersion);
    }

    public SaverOptions withKeepCheckpointEveryNHours(double hours) {
        return new SaverOptions(maxToKeep, hours, sharded, saveRelativePaths, name, writeVersion);
    }

    public SaverOptions withSharded(boolean perDevice) {
        return new SaverOptions(maxToKeep, keepCheckpointEveryNHours, perDevice, saveRelativePaths, name, writeVersion);
    }

    public SaverOptions withSaveRelativePaths(boolean relative) {
        return new SaverOptions(maxToKeep, keepCheckpointEveryNHours, sharded, relative, name, writeVersion);
    }

    public SaverOptions withName(String scope) {
        return new SaverOptions(maxToKeep, keepCheckpointEveryNHours, sharded, saveRelativePaths, scope, writeVersion);
    }

    public SaverOptions withWriteVersion(CheckpointVersion version) {
        return new SaverOptions(maxToKeep, keepCheckpointEveryNHours, sharded, saveRelativePaths, name, version);
    }
}
