package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.GraphException;
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
        List<TableReader> tables = new ArrayList<>();
        boolean opened = false;
        try {
            for (Path file : files(prefix)) {
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

    private static List<Path> files(Path prefix) {
        if (Files.isRegularFile(prefix)) {
            return List.of(prefix);
        }
        Pattern shard = Pattern.compile(Pattern.quote(String.valueOf(prefix.getFileName())) + SHARD);
        List<Path> files = new ArrayList<>();
        Path directory = prefix.toAbsolutePath().getParent();
        if (directory != null && Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(
                    directory,
                    file -> shard.matcher(file.getFileName().toString()).matches())) {
                found.forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(directory + " cannot be listed: " + e, e);
            }
        }
        if (files.isEmpty()) {
            throw new NotFoundException(
                    "Unsuccessful TensorSliceReader constructor: Failed to find any matching files for " + prefix
                            + ": give what the names of the checkpoint's files begin with, without .index or .data-...");
        }
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
                tensors.put(tensor.getName(), spec);
                List<Slice> places = slices.computeIfAbsent(tensor.getName(), name -> new ArrayList<>());
                tensor.getSliceList().forEach(slice -> places.add(new Slice(TensorSlice.of(slice), table)));
            }
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
        if (spec.shape().elements() > MOST_PER_BYTE * fileBytes) {
            throw damaged(
                    "tensor '" + name + "' is said to have " + spec.shape().elements() + " elements", null);
        }
        List<Slice> pieces = slices.getOrDefault(name, List.of());
        if (!SlicedTensor.couldBeWhole(pieces.stream().map(Slice::place).toList(), spec.shape())) {
            throw damaged("the slices of tensor '" + name + "' overlap, or do not cover it", null);
        }
        SlicedTensor whole = new SlicedTensor(spec.dtype(), spec.shape());
        for (Slice slice : pieces) {
            whole.put(slice.place, read(name, spec, slice));
        }
        if (!whole.isWhole()) {
            throw damaged("the slices of tensor '" + name + "' overlap, so that they do not cover it", null);
        }
        return whole.whole();
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
