package org.headrace.train;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headrace.core.InternalException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.TensorSpec;
import org.headrace.interop.CheckpointReader;
import org.headrace.interop.CheckpointState;
import org.headrace.interop.CheckpointVersion;
import org.headrace.interop.Checkpoints;
import org.headrace.interop.MetaGraphs;
import org.headrace.interop.SaverNames;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves variables to checkpoints and restores them: TensorFlow's {@code tf.train.Saver}, with its files.
 *
 * <pre>{@code
 * var saver = tf.train.saver();
 * Path path = saver.save(session, Path.of("models/model.ckpt"), 100);    // models/model.ckpt-100
 * saver.restore(session, tf.train.latestCheckpoint(Path.of("models")));
 * }</pre>
 *
 * <p>A checkpoint is the files {@code model.ckpt-100.index}, {@code .data-00000-of-00001} and {@code .meta}, which holds the
 * graph; the file {@code checkpoint} of the directory names the latest. A checkpoint is named there when it is complete and on
 * the disk, and older ones are deleted after that: a process that is killed at any instant leaves a whole one.
 *
 * <p>What saves and restores are ops of the graph, those that TensorFlow adds: TensorFlow saves and restores an exported
 * graph with them too. Variables are found in a checkpoint by their names, or those that a map gives them. A saver takes
 * the variables that there are when it is made. Restoring changes all variables or, if anything does not fit, none.
 */
public final class Saver {
    private static final Logger LOG = LoggerFactory.getLogger(Saver.class);

    private static final double MILLIS = 1000;
    private static final int MOST_NAMED = 10;

    private final Ops tf;
    private final SortedMap<String, Output> variables;
    private final SaverOptions options;
    private final SaverGraph ops;
    private Kept kept;
    private boolean swept;

    private record Saved(Path prefix, Instant time) {}

    /**
     * The checkpoints that there are.
     *
     * @param checkpoints the oldest first
     * @param tooMany those that are to be deleted
     * @param nextPreserved a checkpoint made later is kept for ever
     * @param lastPreserved when the last one that is kept for ever was made, in seconds since 1970
     */
    private record Kept(List<Saved> checkpoints, List<Path> tooMany, Instant nextPreserved, double lastPreserved) {}

    /**
     * A saver of these variables, by the names that they have in checkpoints.
     *
     * @throws InvalidArgumentException if there are none, or one is no variable
     */
    Saver(Ops tf, Map<String, Output> variables, SaverOptions options) {
        if (variables.isEmpty()) {
            throw new InvalidArgumentException("No variables to save");
        }
        variables.values().forEach(variable -> {
            if (tf.graph().variable(variable.op()) == null) {
                throw new InvalidArgumentException(
                        variable.op(), "var_list must be variables, and " + variable.name() + " is a value");
            }
        });
        this.tf = tf;
        this.variables = new TreeMap<>(variables);
        this.options = options;
        this.ops = SaverGraph.add(tf.scope(options.name()), this.variables, options);
        if (options.writeVersion() == CheckpointVersion.V1) {
            LOG.warn("TensorFlow's V1 checkpoint format has been deprecated. Consider the more efficient V2");
        }
        Instant nextPreserved = Instant.now().plus(hours(options.keepCheckpointEveryNHours()));
        this.kept = new Kept(List.of(), List.of(), nextPreserved, 0);
    }

    private static Duration hours(double hours) {
        return Duration.ofMillis((long) (hours * Duration.ofHours(1).toMillis()));
    }

    /** Saves under this path; a checkpoint of this path is replaced. Returns the path. */
    public Path save(Session session, Path path) {
        return save(session, path, null, Checkpoints.STATE_FILE, true);
    }

    /** Saves under {@code path-globalStep}, and returns that path. */
    public Path save(Session session, Path path, long globalStep) {
        return save(session, path, globalStep, Checkpoints.STATE_FILE, true);
    }

    /** Saves under the path with the session's value of {@code globalStep} added, and returns that path. */
    public Path save(Session session, Path path, Output globalStep) {
        return save(session, path, session.run(globalStep).toLong());
    }

    /**
     * Saves.
     *
     * @param path what the names of the files begin with; its directory must be there
     * @param globalStep is added to the path, unless it is null
     * @param latestFilename the file of the directory in which the checkpoint is named, {@code checkpoint} usually
     * @param writeMetaGraph whether the graph is written too
     * @return the path with the step; of a sharded checkpoint of format V1, the pattern of its files
     * @throws InvalidArgumentException if the directory is not there, or the names collide
     * @throws UncheckedIOException if the files cannot be written; the checkpoints that were there before are still
     *     there then, and nothing else, but that one of this very path may have been replaced already
     */
    public synchronized Path save(
            Session session, Path path, @Nullable Long globalStep, String latestFilename, boolean writeMetaGraph) {
        Path name = path.getFileName();
        if (name == null || name.toString().isEmpty()) {
            throw new InvalidArgumentException(
                    "a checkpoint's path ends in a name, like models/model.ckpt, not " + path);
        }
        if (name.toString().equals(latestFilename)) {
            throw new InvalidArgumentException("'latest_filename' collides with 'save_path': '" + latestFilename
                    + "' and '" + path + "': save under another name");
        }
        Path directory = directoryOf(path, latestFilename);
        Path prefix = globalStep == null ? path : path.resolveSibling(name + "-" + globalStep);
        sweep(path);
        boolean replaces = Checkpoints.checkpointExists(prefix);
        Path saved;
        Kept next;
        try {
            saved = Path.of(session.feed(ops.filename(), prefix.toString())
                    .run(ops.save())
                    .toText());
            next = with(saved);
            if (writeMetaGraph) {
                exportMetaGraph(prefix.resolveSibling(prefix.getFileName() + ".meta"));
            }
            Checkpoints.updateCheckpointState(
                    directory, state(saved, next), latestFilename, options.saveRelativePaths());
        } catch (RuntimeException e) {
            Checkpoints.removeUnfinished(path, options.writeVersion());
            if (!replaces) {
                remove(prefix); // of which nobody would know
            }
            // Within a run all that is no error of the graph's counts as a bug; a full disk is none.
            throw e instanceof InternalException && e.getCause() instanceof UncheckedIOException disk ? disk : e;
        }
        kept = next;
        next.tooMany.forEach(this::remove);
        return saved;
    }

    private void remove(Path checkpoint) {
        Checkpoints.removeCheckpoint(checkpoint, options.writeVersion());
    }

    /** Deletes, before the first checkpoint, what a process that was killed has left. */
    private void sweep(Path path) {
        if (!swept) {
            Checkpoints.removeUnfinished(path, options.writeVersion());
            swept = true;
        }
    }

    private static Path directoryOf(Path path, String latestFilename) {
        if (Path.of(latestFilename).getNameCount() != 1) {
            throw new InvalidArgumentException(
                    "'latest_filename' must not contain path components: '" + latestFilename + "'");
        }
        Path parent = path.getParent();
        Path directory = parent == null ? Path.of("") : parent;
        if (!Files.isDirectory(directory.toAbsolutePath())) {
            throw new InvalidArgumentException(
                    "Parent directory of " + path + " doesn't exist, can't save. Make it with Files.createDirectories");
        }
        return directory;
    }

    /** What is kept with one more checkpoint. */
    private Kept with(Path prefix) {
        if (options.maxToKeep() == 0) {
            return kept;
        }
        List<Saved> checkpoints = new ArrayList<>(kept.checkpoints);
        checkpoints.removeIf(saved -> saved.prefix.equals(prefix));
        checkpoints.add(new Saved(prefix, Instant.now()));
        Instant nextPreserved = kept.nextPreserved;
        double lastPreserved = kept.lastPreserved;
        List<Path> tooMany = new ArrayList<>();
        while (checkpoints.size() > options.maxToKeep()) {
            Saved oldest = checkpoints.remove(0);
            if (oldest.time.isAfter(nextPreserved)) {
                nextPreserved = nextPreserved.plus(hours(options.keepCheckpointEveryNHours()));
                lastPreserved = seconds(oldest.time);
            } else {
                tooMany.add(oldest.prefix);
            }
        }
        return new Kept(checkpoints, tooMany, nextPreserved, lastPreserved);
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / MILLIS;
    }

    private static CheckpointState state(Path latest, Kept kept) {
        List<Saved> all = kept.checkpoints.isEmpty() ? List.of(new Saved(latest, Instant.now())) : kept.checkpoints;
        return new CheckpointState(
                latest.toString(),
                all.stream().map(saved -> saved.prefix.toString()).toList(),
                all.stream().map(saved -> seconds(saved.time)).toList(),
                kept.lastPreserved);
    }

    /** Writes the graph, with its collections and how this saver's ops are named, to {@code file}. */
    public void exportMetaGraph(Path file) {
        SaverNames names = new SaverNames(
                ops.filename().name(),
                ops.save().name(),
                ops.restore().name(),
                options.maxToKeep(),
                options.sharded(),
                options.keepCheckpointEveryNHours(),
                options.writeVersion());
        MetaGraphs.write(tf.graph(), names, file);
    }

    /**
     * Gives the variables the values of a checkpoint. They need no initialization before, and lose the values that they
     * had.
     *
     * @param path what the names of its files begin with
     * @throws NotFoundException if there is no such checkpoint, or it lacks a variable
     * @throws InvalidArgumentException if a variable is of another shape or dtype there
     * @throws org.headrace.core.DataLossException if it is damaged
     */
    public void restore(Session session, Path path) {
        if (!Checkpoints.checkpointExists(path)) {
            throw new NotFoundException("The passed save_path is not a valid checkpoint: " + path
                    + ": give what the names of its files begin with, without .index, or what latestCheckpoint gives");
        }
        try (CheckpointReader reader = CheckpointReader.open(path)) {
            requireFitting(reader.tensors(), path);
        }
        LOG.info("Restoring parameters from {}", path);
        session.feed(ops.filename(), path.toString()).run(ops.restore());
    }

    private void requireFitting(SortedMap<String, TensorSpec> tensors, Path path) {
        List<String> missing = variables.keySet().stream()
                .filter(name -> !tensors.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new NotFoundException("Key " + listed(missing) + " not found in checkpoint " + path + ", which has "
                    + listed(List.copyOf(tensors.keySet()))
                    + ". Restore it into the graph that was saved, or give the saver a map from the checkpoint's names to"
                    + " variables");
        }
        tensors.forEach((name, saved) -> {
            Output variable = variables.get(name);
            if (variable != null) {
                requireFitting(name, saved, variable, path);
            }
        });
    }

    private static void requireFitting(String name, TensorSpec saved, Output variable, Path path) {
        if (saved.dtype() != variable.dtype()) {
            throw new InvalidArgumentException(
                    variable.op(),
                    "tensor_name = " + name + "; expected dtype "
                            + variable.dtype().kernelName() + " does not equal original dtype "
                            + saved.dtype().kernelName() + " of checkpoint " + path);
        }
        if (!saved.shape().isCompatibleWith(variable.shape())) {
            throw new InvalidArgumentException(
                    variable.op(),
                    "Assign requires shapes of both tensors to match. lhs shape= "
                            + variable.shape().toBrackets() + " rhs shape= "
                            + saved.shape().toBrackets() + ": '" + name + "' of checkpoint " + path
                            + " was saved from another graph");
        }
    }

    private static String listed(List<String> names) {
        return names.size() <= MOST_NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMED)) + " and " + (names.size() - MOST_NAMED) + " more";
    }

    /** The checkpoints that this saver keeps, the oldest first. */
    public synchronized List<Path> lastCheckpoints() {
        return kept.checkpoints.stream().map(Saved::prefix).toList();
    }

    /**
     * Counts checkpoints of an earlier process, the oldest first, as this saver's own, so that it deletes them in their turn:
     * TensorFlow's {@code recover_last_checkpoints}. Those that are not there any more are passed over.
     */
    public synchronized void recoverLastCheckpoints(List<Path> prefixes) {
        List<Saved> checkpoints = prefixes.stream()
                .filter(Checkpoints::checkpointExists)
                .map(prefix -> new Saved(prefix, modified(prefix)))
                .toList();
        kept = new Kept(checkpoints, List.of(), kept.nextPreserved, kept.lastPreserved);
    }

    private static Instant modified(Path prefix) {
        Path index = prefix.resolveSibling(prefix.getFileName() + ".index");
        long millis = (Files.exists(index) ? index : prefix).toFile().lastModified();
        return millis == 0 ? Instant.now() : Instant.ofEpochMilli(millis);
    }

    /** The names in checkpoints, and the variables. */
    public SortedMap<String, Output> variables() {
        return new TreeMap<>(variables);
    }
}
