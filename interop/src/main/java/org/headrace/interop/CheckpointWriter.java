package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.headrace.core.AlreadyExistsException;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Tensor;
import org.headrace.interop.proto.BundleEntryProto;
import org.headrace.interop.proto.TensorSliceProto;

/**
 * Writes a checkpoint, tensors by name, in TensorFlow's format V2: {@code PREFIX.index} and
 * {@code PREFIX.data-00000-of-00001}.
 *
 * <pre>{@code
 * try (var writer = CheckpointWriter.create(Path.of("model.ckpt"))) {
 *     writer.add("W", w);
 *     writer.finish();
 * }
 * }</pre>
 *
 * <p>A checkpoint that was there under this prefix stays until {@link #finish} has put the new one in its place; a process
 * that is killed leaves one of the two, whole.
 */
public final class CheckpointWriter implements Closeable {
    private static final int STRING_BUFFER = 1 << 16;

    private final Path prefix;
    private final Path unfinished;
    private final FileChannel data;
    private final SortedMap<ByteString, ByteString> entries =
            new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    private long offset;

    private CheckpointWriter(Path prefix, Path unfinished, FileChannel data) {
        this.prefix = prefix;
        this.unfinished = unfinished;
        this.data = data;
    }

    /**
     * Starts a checkpoint; the directory is made if it is not there.
     *
     * @throws UncheckedIOException if it cannot be written there
     */
    public static CheckpointWriter create(Path prefix) {
        Path unfinished = DurableFiles.unfinished(BundleFiles.data(prefix, 0, 1));
        try {
            Files.createDirectories(prefix.toAbsolutePath().getParent());
            return new CheckpointWriter(prefix, unfinished, DurableFiles.open(unfinished));
        } catch (IOException e) {
            throw cannotWrite(prefix, e);
        }
    }

    /**
     * Adds a tensor.
     *
     * @throws AlreadyExistsException if there is one of this name
     * @throws InvalidArgumentException if the name is empty
     */
    public void add(String name, Tensor tensor) {
        if (name.isEmpty()) {
            throw new InvalidArgumentException("a tensor of a checkpoint needs a name");
        }
        add(ByteString.copyFromUtf8(name), name, tensor);
    }

    /**
     * Adds a piece of a tensor, of a partitioned variable.
     *
     * @param shapeAndSlice the whole's shape and the slice as TensorFlow's {@code SaveV2} takes it, {@code "4 6 -:0,2"};
     *     empty for the whole
     * @throws InvalidArgumentException if the piece is not of the slice's shape, or not of the other pieces' dtype
     */
    public void add(String name, Tensor tensor, String shapeAndSlice) {
        if (shapeAndSlice.isEmpty()) {
            add(name, tensor);
            return;
        }
        TensorSlice.Placed placed = TensorSlice.parse(shapeAndSlice);
        placed.requireShape(name, tensor.shape(), shapeAndSlice);
        ByteString key = ByteString.copyFromUtf8(name);
        BundleEntryProto.Builder whole = BundleEntryProto.newBuilder()
                .setDtype(TensorProtos.dtype(tensor.dtype()))
                .setShape(TensorProtos.shape(placed.whole()));
        List<TensorSliceProto> pieces = new ArrayList<>();
        try {
            BundleEntryProto known = BundleEntryProto.parseFrom(entries.getOrDefault(key, ByteString.EMPTY));
            pieces.addAll(known.getSlicesList());
            if (entries.containsKey(key)
                    && !known.toBuilder().clearSlices().build().equals(whole.build())) {
                throw new InvalidArgumentException("the slices of '" + name + "' are not of one tensor");
            }
        } catch (InvalidProtocolBufferException impossible) {
            throw new UncheckedIOException(impossible);
        }
        add(placed.slice().key(name), name + " " + shapeAndSlice, tensor);
        pieces.add(placed.slice().proto());
        entries.put(key, whole.addAllSlices(pieces).build().toByteString());
    }

    private void add(ByteString key, String name, Tensor tensor) {
        if (entries.containsKey(key)) {
            throw new AlreadyExistsException("Adding duplicate key: " + name + " to checkpoint " + prefix);
        }
        try {
            CRC32C crc = new CRC32C();
            long start = offset;
            if (tensor.dtype() == DType.STRING) {
                writeStrings(tensor, crc);
            } else {
                TensorBytes.write(tensor, bytes -> {
                    crc.update(bytes.duplicate());
                    write(bytes);
                });
            }
            BundleEntryProto.Builder entry = BundleEntryProto.newBuilder()
                    .setDtype(TensorProtos.dtype(tensor.dtype()))
                    .setShape(TensorProtos.shape(tensor.shape()))
                    .setOffset(start)
                    .setSize(offset - start)
                    .setCrc32C(Crc32c.masked(crc));
            entries.put(key, entry.build().toByteString());
        } catch (IOException e) {
            throw cannotWrite(prefix, e);
        }
    }

    /** The lengths; their masked checksum; the strings. The checksum takes each length as four bytes, or eight. */
    private void writeStrings(Tensor tensor, CRC32C crc) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(STRING_BUFFER);
        ByteBuffer fixed = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        byte[][] strings = tensor.strings();
        for (int i = 0; i < tensor.size(); i++) {
            crc.update(fixed.putInt(0, strings[i].length).array());
            byte[] length = new byte[CodedOutputStream.computeUInt32SizeNoTag(strings[i].length)];
            CodedOutputStream.newInstance(length).writeUInt32NoTag(strings[i].length);
            collect(buffer, length);
        }
        fixed.putInt(0, Crc32c.masked(crc));
        crc.update(fixed.array());
        collect(buffer, fixed.array());
        for (int i = 0; i < tensor.size(); i++) {
            crc.update(strings[i]);
            collect(buffer, strings[i]);
        }
        write(buffer.flip());
    }

    private void collect(ByteBuffer buffer, byte[] bytes) throws IOException {
        if (bytes.length > buffer.remaining()) {
            write(buffer.flip());
            buffer.clear();
        }
        if (bytes.length > buffer.remaining()) {
            write(ByteBuffer.wrap(bytes));
        } else {
            buffer.put(bytes);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        offset += bytes.remaining();
        while (bytes.hasRemaining()) {
            data.write(bytes);
        }
    }

    /**
     * Completes the checkpoint: it is on the disk, and the prefix names it, when this returns.
     *
     * @throws UncheckedIOException if that cannot be done; the old checkpoint is still there then
     */
    public void finish() {
        try {
            data.force(true);
            data.close();
            BundleFiles.publish(prefix, entries, List.of(unfinished));
        } catch (IOException e) {
            throw cannotWrite(prefix, e);
        }
    }

    /** Without {@link #finish}, nothing is left of what was added. */
    @Override
    public void close() {
        try {
            data.close();
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw cannotWrite(prefix, e);
        }
    }

    private static UncheckedIOException cannotWrite(Path prefix, IOException e) {
        return new UncheckedIOException("the checkpoint " + prefix + " cannot be written: " + e, e);
    }
}
