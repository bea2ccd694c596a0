package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.GraphException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.interop.proto.SavedSliceMeta;
import org.headrace.interop.proto.SavedTensorSlices;
import org.jspecify.annotations.Nullable;

/** A checkpoint in the format V1, one table or {@code PREFIX-00000-of-00002} and so on: TensorFlow's {@code TensorSliceReader}. */
final class SavedSlicesReader implements CheckpointFormat {
    private static final String SHARD = "-\\d{5}-of-\\d{5}";
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[\\\\]");

    /** A packed number takes a byte at least, and Snappy, at its best, takes one for 22. */
    private static final long MOST_PER_BYTE = 22;

    private final Path prefix;
    private final List<TableReader> tables;
    private final long fileBytes;
    private final SortedMap<String, TensorSpec> tensors = new TreeMap<>();
    private final Map<String, List<Slice>> slices = new LinkedHashMap<>();

    private record Slice(TensorSlice place, TableReader table) {}

    private SavedSlicesReader(Path prefix, List<TableReader> tables) {
        this.prefix = prefix;
        this.tables = tables;
        this.fileBytes = tables.stream().mapToLong(TableReader::size).sum();
    }

    static SavedSlicesReader open(Path prefix) {
        return open(prefix, files(prefix));
    }

    /** Reads what these of the checkpoint's files hold. */
    static SavedSlicesReader open(Path prefix, List<Path> files) {
        List<TableReader> tables = new ArrayList<>();
        boolean opened = false;
        try {
            for (Path file : files) {
                tables.add(TableReader.open(file));
            }
            SavedSlicesReader reader = new SavedSlicesReader(prefix, tables);
            tables.forEach(reader::readMeta);
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                tables.forEach(TableReader::close);
            }
        }
    }

    /** The files of a checkpoint, by name: the one of this name, or those that match it as a pattern, or the shards. */
    static List<Path> find(Path prefix) {
        return Files.isRegularFile(prefix) ? List.of(prefix) : matching(prefix, matcher(prefix));
    }

    /** The same, of which there is one at least. */
    static List<Path> files(Path prefix) {
        List<Path> files = find(prefix);
        if (files.isEmpty()) {
            throw new NotFoundException(
                    "Unsuccessful TensorSliceReader constructor: Failed to find any matching files for " + prefix
                            + ": give what the names of the checkpoint's files begin with, without .index or .data-...");
        }
        return files;
    }

    private static PathMatcher matcher(Path prefix) {
        String name = String.valueOf(prefix.getFileName());
        if (WILDCARD.matcher(name).find()) {
            try {
                return prefix.getFileSystem().getPathMatcher("glob:" + name.replaceAll("[{}]", "\\\\$0"));
            } catch (PatternSyntaxException e) {
                throw new InvalidArgumentException("Unsuccessful TensorSliceReader constructor: \"" + name
                        + "\" is no pattern: " + e.getDescription());
            }
        }
        Pattern shard = Pattern.compile(Pattern.quote(name) + SHARD);
        return file -> shard.matcher(file.toString()).matches();
    }

    private static List<Path> matching(Path prefix, PathMatcher matcher) {
        List<Path> files = new ArrayList<>();
        Path directory = prefix.toAbsolutePath().getParent();
        if (directory != null && Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found =
                    Files.newDirectoryStream(directory, file -> matcher.matches(file.getFileName()))) {
                found.forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(directory + " cannot be listed: " + e, e);
            }
        }
        Collections.sort(files);
        return files;
    }

    private void readMeta(TableReader table) {
        ByteString value = table.get(ByteString.EMPTY);
        if (value == null) {
            throw damaged("it has no metadata", null);
        }
        try {
            for (SavedSliceMeta tensor :
                    SavedTensorSlices.parseFrom(value).getMeta().getTensorList()) {
                TensorSpec spec = new TensorSpec(
                        DType.ofNumber(tensor.getTypeValue()), TensorProtos.completeShape(tensor.getShape()));
                if (!spec.equals(tensors.getOrDefault(tensor.getName(), spec))) {
                    throw damaged(
                            "its files have tensor '" + tensor.getName() + "' with different shapes or dtypes", null);
                }
                tensors.put(tensor.getName(), spec);
                List<Slice> places = slices.computeIfAbsent(tensor.getName(), name -> new ArrayList<>());
                tensor.getSliceList().forEach(slice -> places.add(new Slice(TensorSlice.of(slice), table)));
            }
        } catch (DataLossException e) {
            throw e;
        } catch (InvalidProtocolBufferException | GraphException e) {
            throw damaged("its metadata are malformed", e);
        }
    }

    @Override
    public SortedMap<String, TensorSpec> tensors() {
        return Collections.unmodifiableSortedMap(tensors);
    }

    @Override
    public Tensor read(String name) {
        TensorSpec spec = tensors.get(name);
        if (spec == null) {
            throw new NotFoundException("Key " + name + " not found in checkpoint " + prefix);
        }
        return read(name, TensorSlice.full(spec.shape()));
    }

    @Override
    public Tensor read(String name, TensorSlice slice) {
        TensorSpec spec = Objects.requireNonNull(tensors.get(name));
        TensorSlice wanted = slice.in(spec.shape());
        if (wanted.elements() > MOST_PER_BYTE * fileBytes) {
            throw damaged("tensor '" + name + "' is said to have " + wanted.elements() + " elements", null);
        }
        List<Slice> pieces = covering(name, spec.shape(), wanted);
        if (pieces == null) {
            throw damaged("the slices of tensor '" + name + "' overlap, or do not cover it", null);
        }
        SlicedTensor box = new SlicedTensor(spec.dtype(), wanted.shapeIn(spec.shape()));
        for (Slice piece : pieces) {
            TensorSlice place = piece.place.in(spec.shape());
            TensorSlice common = Objects.requireNonNull(place.intersection(wanted));
            box.put(common.from(wanted), SlicedTensor.take(common.from(place), read(name, spec, piece)));
        }
        if (!box.isWhole()) {
            throw damaged("the slices of tensor '" + name + "' overlap, so that they do not cover it", null);
        }
        return box.whole();
    }

    /** Whether all of a slice of a tensor is here; an empty {@code shapeAndSlice} is the whole. */
    boolean has(String name, String shapeAndSlice) {
        TensorSpec spec = tensors.get(name);
        if (spec == null) {
            return false;
        }
        TensorSlice slice = shapeAndSlice.isEmpty()
                ? TensorSlice.full(spec.shape())
                : TensorSlice.parse(shapeAndSlice).slice();
        return slice.fits(spec.shape()) && covering(name, spec.shape(), slice.in(spec.shape())) != null;
    }

    /** The slices that have something of the one that is wanted; null if they do not cover it, or have more. */
    private @Nullable List<Slice> covering(String name, Shape shape, TensorSlice wanted) {
        List<Slice> pieces = new ArrayList<>();
        long missing = wanted.elements();
        long read = 0;
        for (Slice piece : slices.getOrDefault(name, List.of())) {
            if (!piece.place.fits(shape)) {
                return null;
            }
            TensorSlice common = piece.place.in(shape).intersection(wanted);
            if (common != null) {
                pieces.add(piece);
                missing -= common.elements();
                read += piece.place.in(shape).elements();
                if (missing < 0 || read > MOST_PER_BYTE * fileBytes) {
                    return null;
                }
            }
        }
        return missing == 0 ? pieces : null;
    }

    private Tensor read(String name, TensorSpec spec, Slice slice) {
        ByteString value = slice.table.get(slice.place.key(name));
        if (value == null) {
            throw damaged("slice " + slice.place + " of tensor '" + name + "' is missing", null);
        }
        Shape box = slice.place.shapeIn(spec.shape());
        try {
            // The whole has been found to be in proportion to the file.
            return TensorProtos.tensor(
                    SavedTensorSlices.parseFrom(value).getData().getData(), spec.dtype(), box, box.elements());
        } catch (InvalidProtocolBufferException | GraphException e) {
            throw damaged("slice " + slice.place + " of tensor '" + name + "' is malformed", e);
        }
    }

    private DataLossException damaged(String how, @Nullable Throwable cause) {
        return new DataLossException(
                "the checkpoint " + prefix + " is damaged: " + how + ". Copy it again, or restore another one", cause);
    }

    @Override
    public void close() {
        tables.forEach(TableReader::close);
    }
}
