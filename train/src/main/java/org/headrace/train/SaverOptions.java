package org.headrace.train;

import org.headrace.core.InvalidArgumentException;

/**
 * How a {@link Saver} works: the arguments of TensorFlow's {@code tf.train.Saver}.
 *
 * @param maxToKeep how many checkpoints are kept, the oldest being deleted; 0 for all
 * @param keepCheckpointEveryNHours one checkpoint for each span of so many hours is kept for ever
 * @param sharded whether the variables of each device are written to files of their own
 * @param saveRelativePaths whether the state file names checkpoints relative to its directory, so that it can be moved
 * @param name of the scope of the saver's ops
 */
public record SaverOptions(
        int maxToKeep, double keepCheckpointEveryNHours, boolean sharded, boolean saveRelativePaths, String name) {
    /** Five checkpoints, in one file each. */
    public static SaverOptions defaults() {
        return new SaverOptions(5, 10_000, false, false, "save");
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
        return new SaverOptions(count, keepCheckpointEveryNHours, sharded, saveRelativePaths, name);
    }

    public SaverOptions withKeepCheckpointEveryNHours(double hours) {
        return new SaverOptions(maxToKeep, hours, sharded, saveRelativePaths, name);
    }

    public SaverOptions withSharded(boolean perDevice) {
        return new SaverOptions(maxToKeep, keepCheckpointEveryNHours, perDevice, saveRelativePaths, name);
    }

    public SaverOptions withSaveRelativePaths(boolean relative) {
        return new SaverOptions(maxToKeep, keepCheckpointEveryNHours, sharded, relative, name);
    }

    public SaverOptions withName(String scope) {
        return new SaverOptions(maxToKeep, keepCheckpointEveryNHours, sharded, saveRelativePaths, scope);
    }
}
