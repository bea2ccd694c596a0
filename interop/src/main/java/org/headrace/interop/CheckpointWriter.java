package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.headrace.core.AlreadyExistsException;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Tensor;
import org.headrace.interop.proto.BundleEntryProto;

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
            FileChannel data = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
            return new CheckpointWriter(prefix, unfinished, data);
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
        ByteString key = ByteString.copyFromUtf8(name);
        if (key.isEmpty()) {
            throw new InvalidArgumentException("a tensor of a checkpoint needs a name");
        }
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
            entries.put(
                    key,
                    BundleEntryProto.newBuilder()
                            .setDtype(TensorProtos.dtype(tensor.dtype()))
                            .setShape(TensorProtos.shape(tensor.shape()))
                            .setOffset(start)
                            .setSize(offset - start)
                            .setCrc32C(Crc32c.masked(crc))
                            .build()
                            .toByteString());
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
            int shards = BundleFiles.freeShards(prefix, 1);
            DurableFiles.rename(unfinished, BundleFiles.data(prefix, 0, shards));
            BundleFiles.publish(prefix, entries, 1, shards);
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
