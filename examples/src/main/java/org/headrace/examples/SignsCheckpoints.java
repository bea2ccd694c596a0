package org.headrace.examples;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.headrace.core.DataLossException;
import org.headrace.core.GraphException;
import org.headrace.core.Session;
import org.headrace.interop.CheckpointState;
import org.headrace.interop.Checkpoints;
import org.headrace.train.Saver;

/**
 * The checkpoints of one training, in one folder: {@code signs.ckpt-34} after the first epoch's 34 steps, and so on. They
 * have all that a training goes on from: weights, Adam's moments, and the number of steps done, which tells the epoch.
 */
final class SignsCheckpoints {
    private static final String NAME = "signs.ckpt";

    private final Path folder;
    private final SignsNetwork network;
    private final Saver saver;

    /** Adds the saver's ops to the graph, which is complete otherwise. */
    SignsCheckpoints(Path folder, SignsNetwork network) {
        this.folder = folder;
        this.network = network;
        this.saver = network.tf().train.saver();
    }

    /** Saves under the number of steps done. */
    void save(Session session) {
        saver.save(session, folder.resolve(NAME), network.globalStep());
    }

    /**
     * Gives the variables the values of the last checkpoint, and returns how many epochs it has behind it.
     *
     * @param stepsPerEpoch how many steps an epoch has with the pictures at hand
     * @throws IOException if there is no checkpoint, or it is not one of this network and these pictures
     */
    int restore(Session session, int stepsPerEpoch) throws IOException {
        requireOwn();
        Path latest = Checkpoints.latestCheckpoint(folder);
        if (latest == null) {
            throw new IOException(folder + " has no checkpoint to resume from: train without --resume first, or name"
                    + " with --logdir where an earlier run has its own");
        }
        try {
            saver.restore(session, latest);
        } catch (GraphException e) {
            String remedy = e instanceof DataLossException
                    ? "train anew without --resume"
                    : "was it trained with another --layout?";
            throw new IOException(e.getMessage() + ": " + latest + " cannot be resumed; " + remedy, e);
        }
        CheckpointState state = Checkpoints.getCheckpointState(folder, Checkpoints.STATE_FILE);
        if (state != null) {
            saver.recoverLastCheckpoints(
                    state.allModelCheckpointPaths().stream().map(Path::of).toList());
        }
        long steps = session.run(network.globalStep()).toLong();
        if (steps < 0 || steps % stepsPerEpoch != 0 || steps / stepsPerEpoch > Integer.MAX_VALUE) {
            throw new IOException(latest + " was saved after " + steps + " steps, and an epoch has " + stepsPerEpoch
                    + ": it was trained on other pictures; give their --data");
        }
        return (int) (steps / stepsPerEpoch);
    }

    /** Deletes the checkpoints of an earlier run. */
    void startOver() throws IOException {
        requireOwn();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder: name one with --logdir");
        }
        Files.createDirectories(folder);
        try (DirectoryStream<Path> indexes = Files.newDirectoryStream(folder, NAME + "-*.index")) {
            for (Path index : indexes) {
                String name = index.getFileName().toString();
                Checkpoints.removeCheckpoint(
                        index.resolveSibling(name.substring(0, name.length() - ".index".length())));
            }
        }
        Files.deleteIfExists(folder.resolve(Checkpoints.STATE_FILE));
    }

    /** Another program's folder is left alone. */
    private void requireOwn() throws IOException {
        CheckpointState state = Checkpoints.getCheckpointState(folder, Checkpoints.STATE_FILE);
        if (state == null) {
            return;
        }
        Path name = Path.of(state.modelCheckpointPath()).getFileName();
        if (name == null || !name.toString().startsWith(NAME + "-")) {
            throw new IOException(folder.resolve(Checkpoints.STATE_FILE) + " names '" + state.modelCheckpointPath()
                    + "', which another program saved: give a folder of its own with --logdir");
        }
    }
}
