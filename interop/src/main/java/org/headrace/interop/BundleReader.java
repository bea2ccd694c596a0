package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.GraphException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.interop.proto.BundleEntryProto;
import org.headrace.interop.proto.BundleHeaderProto;
import org.headrace.interop.proto.TensorShapeProto;
import org.jspecify.annotations.Nullable;

/** A checkpoint in the format V2, TensorFlow's {@code BundleReader}. */
final class BundleReader implements CheckpointFormat {
    private static final int MOST_SHARDS = 100_000;

    /** No Java array is longer. */
    private static final int LONGEST_STRING = Integer.MAX_VALUE - 8;

    private final Path prefix;
    private final SortedMap<ByteString, BundleEntryProto> entries;
    private final SortedMap<String, TensorSpec> tensors = new TreeMap<>();
    private final int shards;
    private final Map<Integer, FileChannel> data = new HashMap<>();

    private BundleReader(Path prefix, SortedMap<ByteString, BundleEntryProto> entries, int shards) {
        this.prefix = prefix;
        this.entries = entries;
        this.shards = shards;
        entries.forEach((key, entry) -> {
            // Other keys are those of slices.
            if (key.byteAt(0) != 0) {
                tensors.put(key.toStringUtf8(), spec(key.toStringUtf8(), entry));
            }
        });
    }

    static boolean exists(Path prefix) {
        return Files.exists(BundleFiles.index(prefix));
    }

    static BundleReader open(Path prefix) {
        Path file = BundleFiles.index(prefix);
        SortedMap<ByteString, BundleEntryProto> entries = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
        AtomicReference<@Nullable BundleHeaderProto> found = new AtomicReference<>();
        try (TableReader table = TableReader.open(file)) {
            table.forEach(entry -> {
                try {
                    if (entry.key().isEmpty()) {
                        found.set(BundleHeaderProto.parseFrom(entry.value()));
                    } else {
                        entries.put(entry.key(), BundleEntryProto.parseFrom(entry.value()));
                    }
                } catch (InvalidProtocolBufferException e) {
                    throw damaged(file, "the entry of '" + entry.key().toStringUtf8() + "' is malformed", e);
                }
            });
        }
        BundleHeaderProto header = found.get();
        if (header == null) {
            throw damaged(file, "it has no header", null);
        }
        requireReadable(file, header);
        return new BundleReader(prefix, entries, header.getNumShards());
    }

    private static void requireReadable(Path file, BundleHeaderProto header) {
        if (header.getNumShards() < 0 || header.getNumShards() > MOST_SHARDS) {
            throw damaged(file, "it claims " + header.getNumShards() + " shards", null);
        }
        if (header.getEndianness() != BundleHeaderProto.Endianness.LITTLE) {
            throw new UnimplementedException(
                    file + " was written on a big-endian machine; save it again on a little-endian one");
        }
        if (header.getVersion().getMinConsumer() > 1) {
            throw new UnimplementedException(file + " is of a newer format, which needs a reader of version "
                    + header.getVersion().getMinConsumer() + "; this one is of version 1");
        }
    }

    private TensorSpec spec(String name, BundleEntryProto entry) {
        return new TensorSpec(dtype(name, entry), shape(name, entry));
    }

    private DType dtype(String name, BundleEntryProto entry) {
        try {
            return DType.ofNumber(entry.getDtypeValue());
        } catch (UnimplementedException unknown) {
            throw new UnimplementedException("tensor '" + name + "' of checkpoint " + prefix + " is of dtype number "
                    + entry.getDtypeValue() + ", which Headrace does not have");
        }
    }

    private Shape shape(String name, BundleEntryProto entry) {
        try {
            return TensorProtos.completeShape(entry.getShape());
        } catch (GraphException e) {
            throw damaged(name, "its shape is " + describe(entry.getShape()), e);
        }
    }

    private static String describe(TensorShapeProto shape) {
        return shape.getDimList().stream()
                .map(TensorShapeProto.Dim::getSize)
                .toList()
                .toString();
    }

    /** What the index has, by key, but for its header. */
    SortedMap<ByteString, BundleEntryProto> entries() {
        return Collections.unmodifiableSortedMap(entries);
    }

    /**
     * The files that hold the tensors' bytes, in their order.
     *
     * @throws NotFoundException if one is not there
     */
    List<Path> existingShards() {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            Path file = BundleFiles.data(prefix, i, shards);
            if (!Files.exists(file)) {
                throw missing(file, null);
            }
            files.add(file);
        }
        return files;
    }

    @Override
    public SortedMap<String, TensorSpec> tensors() {
        return Collections.unmodifiableSortedMap(tensors);
    }

    @Override
    public Tensor read(String name) {
        BundleEntryProto entry = entries.get(ByteString.copyFromUtf8(name));
        if (entry == null) {
            throw new NotFoundException("Key " + name + " not found in checkpoint " + prefix);
        }
        if (entry.getSlicesCount() == 0) {
            return read(name, entry);
        }
        TensorSpec spec = spec(name, entry);
        List<TensorSlice> slices =
                entry.getSlicesList().stream().map(TensorSlice::of).toList();
        if (!SlicedTensor.couldBeWhole(slices, spec.shape())) {
            throw damaged(name, "its slices overlap, or do not cover it", null);
        }
        requireRoom(name, spec);
        SlicedTensor whole = new SlicedTensor(spec.dtype(), spec.shape());
        for (TensorSlice slice : slices) {
            BundleEntryProto piece = entries.get(slice.key(name));
            if (piece == null || !spec(name, piece).equals(spec.withShape(slice.shapeIn(spec.shape())))) {
                throw damaged(name, "its slice " + slice + " is missing, or not of its kind", null);
            }
            whole.put(slice, read(name, piece));
        }
        if (!whole.isWhole()) {
            throw damaged(name, "its slices overlap, so that they do not cover it", null);
        }
        return whole.whole();
    }

    /** A tensor in slices is not larger than all shards, whatever the index says. */
    private void requireRoom(String name, TensorSpec spec) {
        long bytes = 0;
        for (Path file : existingShards()) {
            try {
                bytes += Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read: " + e, e);
            }
        }
        if (spec.shape().elements() > bytes / Math.max(1, spec.dtype().bytes())) {
            throw damaged(name, spec + " does not fit the " + bytes + " bytes of its files", null);
        }
    }

    private Tensor read(String name, BundleEntryProto entry) {
        TensorSpec spec = spec(name, entry);
        if (entry.getShardId() < 0 || entry.getShardId() >= shards) {
            throw damaged(name, "it is said to be in shard " + entry.getShardId() + " of " + shards, null);
        }
        Path file = BundleFiles.data(prefix, entry.getShardId(), shards);
        try {
            FileChannel channel = shard(entry.getShardId(), file);
            long end = channel.size();
            if (entry.getOffset() < 0
                    || entry.getSize() < 0
                    || entry.getOffset() > end
                    || entry.getSize() > end - entry.getOffset()) {
                throw damaged(
                        name,
                        file + " has " + end + " bytes; the tensor's " + entry.getSize() + " at byte "
                                + entry.getOffset() + " go beyond them: the file is cut off",
                        null);
            }
            Source source = new Source(channel, entry.getOffset());
            Tensor tensor = spec.dtype() == DType.STRING
                    ? readStrings(name, spec.shape(), entry.getSize(), source)
                    : readNumbers(name, spec, entry.getSize(), source);
            if (Crc32c.masked(source.crc) != entry.getCrc32C()) {
                throw damaged(
                        name,
                        "Checksum does not match: stored " + Integer.toUnsignedString(entry.getCrc32C())
                                + " vs. calculated on the restored bytes "
                                + Integer.toUnsignedString(Crc32c.masked(source.crc)),
                        null);
            }
            return tensor;
        } catch (NoSuchFileException missing) {
            throw missing(file, missing);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }

    private synchronized FileChannel shard(int shard, Path file) throws IOException {
        FileChannel channel = data.get(shard);
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            data.put(shard, channel);
        }
        return channel;
    }

    /** The bytes of one tensor, and their checksum as far as they have been read. */
    private static final class Source {
        private final FileChannel channel;
        private final CRC32C crc = new CRC32C();
        private long position;

        Source(FileChannel channel, long position) {
            this.channel = channel;
            this.position = position;
        }

        void fill(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                int read = channel.read(bytes, position);
                if (read < 0) {
                    throw new IOException("the file ended while it was read");
                }
                position += read;
            }
        }
    }

    private Tensor readNumbers(String name, TensorSpec spec, long size, Source source) throws IOException {
        int bytesEach = spec.dtype().bytes();
        if (size % bytesEach != 0 || size / bytesEach != spec.shape().elements()) {
            throw damaged(name, spec + " does not take " + size + " bytes", null);
        }
        Tensor tensor = Tensor.zeros(spec.dtype(), spec.shape());
        TensorBytes.read(tensor, bytes -> {
            source.fill(bytes);
            source.crc.update(bytes.flip());
        });
        return tensor;
    }

    /** The lengths, their masked checksum, the strings; see {@link CheckpointWriter}. */
    private Tensor readStrings(String name, Shape shape, long size, Source source) throws IOException {
        if (size - Integer.BYTES < shape.elements()) {
            throw damaged(name, shape.elements() + " strings do not fit " + size + " bytes", null);
        }
        int n = shape.size();
        long start = source.position;
        ByteBuffer fixed = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        LengthReader lengths = new LengthReader(source, start + size);
        byte[][] strings = new byte[n][];
        long[] sizes = new long[n];
        long total = 0;
        for (int i = 0; i < n; i++) {
            sizes[i] = lengths.next();
            if (sizes[i] < 0 || sizes[i] > size || sizes[i] > LONGEST_STRING) {
                throw damaged(name, "the length of string " + i + " is wrong", null);
            }
            total += sizes[i];
            fixed.putLong(0, sizes[i]);
            source.crc.update(fixed.array(), 0, sizes[i] > 0xffff_ffffL ? Long.BYTES : Integer.BYTES);
        }
        source.position = lengths.position();
        if (total != start + size - source.position - Integer.BYTES) {
            throw damaged(name, "the lengths of its strings do not add up", null);
        }
        fixed.clear().limit(Integer.BYTES);
        source.fill(fixed);
        if (fixed.getInt(0) != Crc32c.masked(source.crc)) {
            throw damaged(name, "The length checksum does not match", null);
        }
        source.crc.update(fixed.flip());
        for (int i = 0; i < n; i++) {
            strings[i] = new byte[(int) sizes[i]];
            source.fill(ByteBuffer.wrap(strings[i]));
            source.crc.update(strings[i]);
        }
        return Tensor.wrap(DType.STRING, shape, strings);
    }

    /** Reads numbers of 7 bits a byte, ahead of the strings. */
    private static final class LengthReader {
        private final Source source;
        private final long end;
        private final ByteBuffer ahead = ByteBuffer.allocate(1 << 13).limit(0);

        LengthReader(Source source, long end) {
            this.source = source;
            this.end = end;
        }

        /** The next number, or -1 if there is none. */
        long next() throws IOException {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                if (!ahead.hasRemaining()) {
                    if (source.position == end) {
                        return -1;
                    }
                    ahead.clear().limit((int) Math.min(ahead.capacity(), end - source.position));
                    source.fill(ahead);
                    ahead.flip();
                }
                byte b = ahead.get();
                value |= (long) (b & 0x7f) << shift;
                if (b >= 0) {
                    return value;
                }
            }
            return -1;
        }

        long position() {
            return source.position - ahead.remaining();
        }
    }

    private DataLossException damaged(String name, String how, @Nullable Throwable cause) {
        return new DataLossException(
                "tensor '" + name + "' of checkpoint " + prefix + " is damaged: " + how
                        + ". Copy the checkpoint again, or restore another one",
                cause);
    }

    private NotFoundException missing(Path file, @Nullable Throwable cause) {
        return new NotFoundException(
                file + "; No such file or directory: the checkpoint " + prefix + " was not copied whole", cause);
    }

    private static DataLossException damaged(Path file, String how, @Nullable Throwable cause) {
        return new DataLossException(
                file + " is damaged: " + how + ". Copy the checkpoint again, or restore another one", cause);
    }

    @Override
    public synchronized void close() {
        for (FileChannel channel : data.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a shard of " + prefix + " cannot be closed: " + e, e);
            }
        }
        data.clear();
    }
}
