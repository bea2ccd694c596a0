package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SortedMap;

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

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TableWriter() {}

    /** The table of these entries, sorted bytewise. */
    static byte[] table(SortedMap<ByteString, ByteString> entries) throws IOException {
        return new TableWriter().write(entries);
    }

    private byte[] write(SortedMap<ByteString, ByteString> entries) throws IOException {
        TableBlock.Builder index = new TableBlock.Builder(1);
        TableBlock.Builder block = new TableBlock.Builder(RESTART_EVERY);
        ByteString last = ByteString.EMPTY;
        for (Map.Entry<ByteString, ByteString> entry : entries.entrySet()) {
            block.add(entry.getKey(), entry.getValue());
            last = entry.getKey();
            if (block.size() >= BLOCK) {
                index.add(last, block(block));
                block = new TableBlock.Builder(RESTART_EVERY);
            }
        }
        if (!block.isEmpty()) {
            index.add(last, block(block));
        }
        ByteString metaIndex = block(new TableBlock.Builder(RESTART_EVERY));
        ByteBuffer footer = ByteBuffer.allocate(FOOTER).order(ByteOrder.LITTLE_ENDIAN);
        footer.put(metaIndex.concat(block(index)).toByteArray());
        footer.putLong(FOOTER - Long.BYTES, MAGIC);
        out.writeBytes(footer.array());
        return out.toByteArray();
    }

    /** Writes a block and returns where it is. */
    private ByteString block(TableBlock.Builder builder) throws IOException {
        byte[] block = builder.finish();
        int offset = out.size();
        ByteBuffer bytes = ByteBuffer.allocate(block.length + TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(block).put(UNCOMPRESSED);
        bytes.putInt(Crc32c.masked(bytes.array(), 0, block.length + 1));
        out.writeBytes(bytes.array());
        ByteString.Output handle = ByteString.newOutput();
        CodedOutputStream coded = CodedOutputStream.newInstance(handle);
        coded.writeUInt64NoTag(offset);
        coded.writeUInt64NoTag(block.length);
        coded.flush();
        return handle.toByteString();
    }
}
