package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/**
 * Lays out a sorted table as LevelDB has it and TensorFlow's checkpoints use it: blocks of entries, an empty block, the
 * index (the last key of each block and where it is), and a footer that tells where the index is. Nothing is compressed.
 */
final class TableWriter {
    static final long MAGIC = 0xdb4775248b80fb57L;
    static final int FOOTER = 48;

    /** After each block: its type, and the masked checksum of block and type. */
    static final int TRAILER = 5;

    static final byte UNCOMPRESSED = 0;
    static final byte SNAPPY = 1;

    private static final int BLOCK = 262_144;
    private static final int RESTART_EVERY = 16;

    /** An entry of this size begins a block. */
    private static final int LARGE_ENTRY = 2 * BLOCK;

    private final OutputStream out;
    private final TableBlock.Builder index = new TableBlock.Builder(1);
    private TableBlock.Builder block = new TableBlock.Builder(RESTART_EVERY);
    private ByteString last = ByteString.EMPTY;
    private long offset;

    TableWriter(OutputStream out) {
        this.out = out;
    }

    /** The table of these entries, sorted bytewise. */
    static byte[] table(SortedMap<ByteString, ByteString> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TableWriter table = new TableWriter(out);
        for (Map.Entry<ByteString, ByteString> entry : entries.entrySet()) {
            table.add(entry.getKey(), entry.getValue());
        }
        table.finish();
        return out.toByteArray();
    }

    /** Adds an entry, whose key is after all others, bytewise. */
    void add(ByteString key, ByteString value) throws IOException {
        if (!block.isEmpty() && (long) key.size() + value.size() >= LARGE_ENTRY) {
            finishBlock();
        }
        block.add(key, value);
        last = key;
        if (block.size() >= BLOCK) {
            finishBlock();
        }
    }

    private void finishBlock() throws IOException {
        index.add(last, write(block));
        block = new TableBlock.Builder(RESTART_EVERY);
    }

    /** Writes what follows the entries. */
    void finish() throws IOException {
        if (!block.isEmpty()) {
            finishBlock();
        }
        ByteString metaIndex = write(new TableBlock.Builder(RESTART_EVERY));
        ByteBuffer footer = ByteBuffer.allocate(FOOTER).order(ByteOrder.LITTLE_ENDIAN);
        footer.put(metaIndex.concat(write(index)).toByteArray());
        footer.putLong(FOOTER - Long.BYTES, MAGIC);
        out.write(footer.array());
    }

    /** Writes a block and returns where it is. */
    private ByteString write(TableBlock.Builder builder) throws IOException {
        ByteString content = builder.finish();
        CRC32C crc = new CRC32C();
        content.asReadOnlyByteBufferList().forEach(crc::update);
        crc.update(UNCOMPRESSED);
        content.writeTo(out);
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        out.write(trailer.put(UNCOMPRESSED).putInt(Crc32c.masked(crc)).array());
        ByteString.Output handle = ByteString.newOutput();
        CodedOutputStream coded = CodedOutputStream.newInstance(handle);
        coded.writeUInt64NoTag(offset);
        coded.writeUInt64NoTag(content.size());
        coded.flush();
        offset += content.size() + TRAILER;
        return handle.toByteString();
    }
}
