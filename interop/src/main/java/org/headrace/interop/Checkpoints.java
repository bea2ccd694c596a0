package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.interop.proto.BundleEntryProto;
import org.headrace.interop.proto.CheckpointStateProto;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints as wholes: which there are in a directory, what they hold, how they are put together and removed. Paths are
 * what the names of a checkpoint's files begin with, {@code model.ckpt-100}.
 */
public final class Checkpoints {
    /** The usual name of the file that tells which checkpoints a directory has. */
    public static final String STATE_FILE = "checkpoint";

    /** What TensorFlow's names of sharded checkpoints of format V1 end in. */
    private static final String PATTERN_OF_SHARDS = "-\\?{5}-of-\\d+$";

    private static final long LONGEST_STATE = 1 << 26;

    private Checkpoints() {}

    /** The latest checkpoint of a directory, or null if there is none: TensorFlow's {@code tf.train.latest_checkpoint}. */
    public static @Nullable Path latestCheckpoint(Path directory) {
        return latestCheckpoint(directory, STATE_FILE);
    }

    /** The same, told by a file of another name. */
    public static @Nullable Path latestCheckpoint(Path directory, String latestFilename) {
        CheckpointState state = getCheckpointState(directory, latestFilename);
        if (state == null || state.modelCheckpointPath().isEmpty()) {
            return null;
        }
        Path latest = Path.of(state.modelCheckpointPath());
        return checkpointExists(latest) ? latest : null;
    }

    /** Whether there are files of this checkpoint: TensorFlow's {@code tf.train.checkpoint_exists}. */
    public static boolean checkpointExists(Path prefix) {
        return BundleReader.exists(prefix) || !SavedSlicesReader.find(prefix).isEmpty();
    }

    /**
     * What the state file of a directory tells, or null if there is none: TensorFlow's {@code tf.train.get_checkpoint_state}.
     * Paths that are relative to the directory come back with it in front.
     *
     * @throws DataLossException if the file is no such file
     */
    public static @Nullable CheckpointState getCheckpointState(Path directory, String latestFilename) {
        Path file = directory.resolve(latestFilename);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        CheckpointStateProto.Builder proto = CheckpointStateProto.newBuilder();
        try {
            if (Files.size(file) > LONGEST_STATE) {
                throw new DataLossException(file + " is no list of checkpoints: it has " + Files.size(file) + " bytes");
            }
            TextFormat.merge(Files.readString(file), proto);
            return new CheckpointState(
                    inDirectory(directory, proto.getModelCheckpointPath()),
                    proto.getAllModelCheckpointPathsList().stream()
                            .map(path -> inDirectory(directory, path))
                            .toList(),
                    proto.getAllModelCheckpointTimestampsList(),
                    proto.getLastPreservedTimestamp());
        } catch (TextFormat.ParseException | CharacterCodingException | InvalidPathException e) {
            throw new DataLossException(
                    file + " is no list of checkpoints: " + e.getMessage() + ". Delete it and name the checkpoint", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }

    private static String inDirectory(Path directory, String path) {
        return path.isEmpty() ? path : directory.resolve(path).toString();
    }

    /**
     * Replaces the state file of a directory, in one instant: TensorFlow's {@code tf.train.update_checkpoint_state}.
     * Relative paths are written relative to the directory, as TensorFlow does.
     *
     * @param relative whether absolute paths are written so too, so that the directory can be moved
     */
    public static void updateCheckpointState(
            Path directory, CheckpointState state, String latestFilename, boolean relative) {
        CheckpointStateProto.Builder proto = CheckpointStateProto.newBuilder()
                .setModelCheckpointPath(written(directory, state.modelCheckpointPath(), relative));
        for (String path : state.allModelCheckpointPaths()) {
            proto.addAllModelCheckpointPaths(written(directory, path, relative));
        }
        proto.addAllAllModelCheckpointTimestamps(state.allModelCheckpointTimestamps());
        proto.setLastPreservedTimestamp(state.lastPreservedTimestamp());
        Path file = directory.resolve(latestFilename);
        try {
            byte[] text = TextFormat.printer().printToString(proto).getBytes(StandardCharsets.UTF_8);
            DurableFiles.write(file, out -> out.write(text));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }

    private static String written(Path directory, String path, boolean relative) {
        Path given = Path.of(path);
        if (given.isAbsolute() && !relative) {
            return path;
        }
        Path from = directory.toAbsolutePath().normalize();
        Path to = given.toAbsolutePath().normalize();
        return from.getRoot() != null && from.getRoot().equals(to.getRoot())
                ? from.relativize(to).toString()
                : path;
    }

    /** Dtype and shape of each tensor, by name: TensorFlow's {@code tf.train.list_variables}. */
    public static SortedMap<String, TensorSpec> listVariables(Path prefix) {
        try (CheckpointReader reader = CheckpointReader.open(prefix)) {
            return new TreeMap<>(reader.tensors());
        }
    }

    /** The value of one tensor: TensorFlow's {@code tf.train.load_variable}. */
    public static Tensor loadVariable(Path prefix, String name) {
        try (CheckpointReader reader = CheckpointReader.open(prefix)) {
            return reader.read(name);
        }
    }

    /**
     * A slice of a tensor from files of format V1: what TensorFlow's {@code Restore} and {@code RestoreSlice} do.
     *
     * @param filePattern the file, or a pattern that the names of several match, {@code models/model-?????-of-00002}
     * @param preferredShard which of several files, by name, is opened before the others, which are only opened if not all
     *     of the slice is there; -1 for all at once
     * @param shapeAndSlice the tensor's shape and the slice, {@code "4 6 -:0,2"}; empty for the whole
     * @throws NotFoundException if there is no such file, or no such tensor in it
     * @throws InvalidArgumentException if the tensor is not of this shape
     * @throws DataLossException if a file is damaged, or of another format
     */
    public static Tensor restoreSlice(String filePattern, int preferredShard, String name, String shapeAndSlice) {
        Path pattern = Path.of(filePattern);
        List<Path> files = SavedSlicesReader.files(pattern);
        if (preferredShard >= 0 && preferredShard < files.size() && files.size() > 1) {
            try (SavedSlicesReader reader = SavedSlicesReader.open(pattern, List.of(files.get(preferredShard)))) {
                if (reader.has(name, shapeAndSlice)) {
                    return new CheckpointReader(pattern, reader).read(name, shapeAndSlice);
                }
            }
        }
        try (SavedSlicesReader reader = SavedSlicesReader.open(pattern, files)) {
            if (!reader.tensors().containsKey(name)) {
                throw new NotFoundException(
                        "Tensor name \"" + name + "\" not found in checkpoint files " + filePattern);
            }
            return new CheckpointReader(pattern, reader).read(name, shapeAndSlice);
        }
    }

    /**
     * The shape of what a {@code shape_and_slice} of TensorFlow's ops cuts out: [4, 2] for {@code "4 6 -:0,2"}.
     *
     * @throws InvalidArgumentException if it means nothing, or the slice lies outside
     */
    public static Shape sliceShape(String shapeAndSlice) {
        TensorSlice.Placed placed = TensorSlice.parse(shapeAndSlice);
        return placed.slice().shapeIn(placed.whole());
    }

    /**
     * Deletes a checkpoint of format V2 and its {@code .meta} file, the index first: TensorFlow's
     * {@code tf.train.remove_checkpoint}.
     */
    public static void removeCheckpoint(Path prefix) {
        removeCheckpoint(prefix, CheckpointVersion.V2);
    }

    /** The same of a checkpoint of either format. That of V1 is a file, or those that match its path as a pattern. */
    public static void removeCheckpoint(Path prefix, CheckpointVersion version) {
        if (version == CheckpointVersion.V1) {
            delete(SavedSlicesReader.find(prefix));
            String name = String.valueOf(prefix.getFileName()).replaceFirst(PATTERN_OF_SHARDS, "");
            delete(List.of(prefix.resolveSibling(name + ".meta")));
            return;
        }
        delete(List.of(BundleFiles.index(prefix)));
        delete(siblings(prefix, "\\.data-\\d{5}-of-\\d{5}|\\.meta"));
    }

    /**
     * Deletes what a writer that failed or was killed has left behind: unfinished files, and shards that were not merged, of
     * checkpoints of this name, numbered or not. Nobody may be writing one.
     */
    public static void removeUnfinished(Path prefix, CheckpointVersion version) {
        if (version == CheckpointVersion.V1) {
            delete(siblings(prefix, "(-\\d+)?(-\\d{5}-of-\\d{5}|\\.meta)?\\" + DurableFiles.UNFINISHED));
            return;
        }
        for (Path shards : siblings(prefix, "(-\\d+)?_temp_[0-9a-f]{32}")) {
            delete(siblings(shards.resolve("part"), "-.*"));
            delete(List.of(shards));
        }
        delete(siblings(prefix, "(-\\d+)?\\.(data-\\d{5}-of-\\d{5}|index|meta)\\" + DurableFiles.UNFINISHED));
    }

    private static void delete(List<Path> files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be deleted: " + e, e);
            }
        }
    }

    /** The files whose names are that of the prefix and then something that matches. */
    private static List<Path> siblings(Path prefix, String suffix) {
        List<Path> files = new ArrayList<>();
        Path directory = prefix.toAbsolutePath().getParent();
        Path name = prefix.getFileName();
        if (directory == null || name == null || !Files.isDirectory(directory)) {
            return files;
        }
        DirectoryStream.Filter<Path> ours = file -> {
            String other = file.getFileName().toString();
            return other.startsWith(name.toString())
                    && other.substring(name.toString().length()).matches(suffix);
        };
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, ours)) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be listed: " + e, e);
        }
        return files;
    }

    /**
     * Makes one checkpoint of several, of which each has some of the tensors: TensorFlow's {@code MergeBundles}. Their files
     * become those of the new one, they themselves are gone. If that cannot be done they are as they were.
     *
     * @throws InvalidArgumentException if two of them have the same tensor
     * @throws NotFoundException if one of them, or a file of it, is not there
     * @throws DataLossException if the index of one is damaged
     * @throws UncheckedIOException if the files cannot be renamed, or the new index not be written
     */
    public static void merge(List<Path> prefixes, Path merged) {
        SortedMap<ByteString, BundleEntryProto> entries = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
        List<Path> data = new ArrayList<>();
        for (Path prefix : prefixes) {
            data.addAll(addEntries(prefix, entries, data.size()));
        }
        SortedMap<ByteString, ByteString> index = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
        entries.forEach((key, entry) -> index.put(key, entry.toByteString()));
        try {
            BundleFiles.publish(merged, index, data);
            for (Path prefix : prefixes) {
                Files.deleteIfExists(BundleFiles.index(prefix));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the checkpoints " + prefixes + " cannot be made one, " + merged + ": " + e, e);
        }
    }

    /** Adds the entries of one checkpoint, whose shards come after {@code before} others, and returns these shards. */
    private static List<Path> addEntries(Path prefix, SortedMap<ByteString, BundleEntryProto> entries, int before) {
        try (BundleReader bundle = BundleReader.open(prefix)) {
            bundle.entries().forEach((key, entry) -> {
                BundleEntryProto.Builder merged = entry.toBuilder().setShardId(entry.getShardId() + before);
                BundleEntryProto other = entries.get(key);
                if (other != null) {
                    merged.addAllSlices(other.getSlicesList());
                    if (merged.getSlicesCount() == 0) {
                        throw new InvalidArgumentException("Duplicate tensor keyed by " + key.toStringUtf8()
                                + " encountered, when merging " + prefix);
                    }
                }
                entries.put(key, merged.build());
            });
            return bundle.existingShards();
        }
    }
}
