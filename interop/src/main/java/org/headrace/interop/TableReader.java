package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.headrace.core.DataLossException;
import org.headrace.core.NotFoundException;
import org.jspecify.annotations.Nullable;

/** Reads a table as {@link TableWriter} lays it out, block by block. Nothing is taken on trust. */
final class TableReader implements Closeable {
    /** How many bytes of keys a byte of the file may stand for, by the sharing of prefixes. */
    private static final long KEY_RATIO = 100;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private List<Block> index = List.of();

    /** The block that was read last: {@link #get} is mostly asked for neighbours. */
    private @Nullable Block latest;

    private List<TableBlock.Entry> entriesOfLatest = List.of();

    /** Where a block is, and a key that none of its own is after. */
    private record Block(ByteString limit, long offset, long length) {}

    private TableReader(Path file, FileChannel channel, long size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
    }

    /**
     * Opens a table.
     *
     * @throws NotFoundException if there is no such file
     * @throws DataLossException if it is no table
     */
    static TableReader open(Path file) {
        FileChannel channel = null;
        boolean opened = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            TableReader reader = new TableReader(file, channel, channel.size());
            reader.index = reader.readIndex();
            opened = true;
            return reader;
        } catch (NoSuchFileException missing) {
            throw new NotFoundException(file + "; No such file or directory", missing);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        } finally {
            if (channel != null && !opened) {
                closeQuietly(channel);
            }
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // What is reported is why it could not be read.
        }
    }

    /** How many bytes the file has. */
    long size() {
        return size;
    }

    /** What the keys of the table may take together. */
    private long mostKeyBytes() {
        return KEY_RATIO * Math.max(size, 1024);
    }

    private List<Block> readIndex() throws IOException {
        if (size < TableWriter.FOOTER) {
            throw damaged("it has " + size + " bytes, too few for a table");
        }
        byte[] footer = bytes(size - TableWriter.FOOTER, TableWriter.FOOTER);
        if (ByteBuffer.wrap(footer).order(ByteOrder.LITTLE_ENDIAN).getLong(TableWriter.FOOTER - Long.BYTES)
                != TableWriter.MAGIC) {
            throw damaged("not an sstable (bad magic number): it is cut off, or no checkpoint");
        }
        try {
            CodedInputStream in = CodedInputStream.newInstance(footer);
            entries(in.readUInt64(), in.readUInt64(), mostKeyBytes()); // of metadata, of which there are none
            List<TableBlock.Entry> handles = entries(in.readUInt64(), in.readUInt64(), mostKeyBytes());
            while (in.getTotalBytesRead() < TableWriter.FOOTER - Long.BYTES) {
                if (in.readRawByte() != 0) {
                    throw damaged("its footer is malformed");
                }
            }
            return blocks(handles);
        } catch (IOException e) {
            throw damaged("its footer is malformed", e);
        }
    }

    /** They come one after the other, so that all together are no longer than the file. */
    private List<Block> blocks(List<TableBlock.Entry> handles) {
        List<Block> blocks = new ArrayList<>();
        long end = 0;
        for (TableBlock.Entry handle : handles) {
            try {
                CodedInputStream in = handle.value().newCodedInput();
                Block block = new Block(handle.key(), in.readUInt64(), in.readUInt64());
                if (block.offset < end) {
                    throw damaged("its blocks overlap at byte " + block.offset);
                }
                requireInside(block.offset, block.length);
                end = block.offset + block.length + TableWriter.TRAILER;
                blocks.add(block);
            } catch (IOException e) {
                throw damaged("its index is malformed", e);
            }
        }
        return blocks;
    }

    /** All entries, in the order of their keys. */
    void forEach(Consumer<TableBlock.Entry> action) {
        long keyBytes = mostKeyBytes();
        for (Block block : index) {
            for (TableBlock.Entry entry : entries(block.offset, block.length, keyBytes)) {
                keyBytes -= entry.key().size();
                action.accept(entry);
            }
        }
    }

    /** The value of a key, or null. */
    synchronized @Nullable ByteString get(ByteString key) {
        int first = place(index, Block::limit, key);
        if (first == index.size()) {
            return null;
        }
        Block block = index.get(first);
        if (!block.equals(latest)) {
            entriesOfLatest = entries(block.offset, block.length, mostKeyBytes());
            latest = block;
        }
        int place = place(entriesOfLatest, TableBlock.Entry::key, key);
        if (place == entriesOfLatest.size() || !entriesOfLatest.get(place).key().equals(key)) {
            return null;
        }
        return entriesOfLatest.get(place).value();
    }

    /** The first of a sorted list whose key is not before this one. */
    private static <T> int place(List<T> sorted, Function<T, ByteString> keyOf, ByteString key) {
        int from = 0;
        int to = sorted.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (TableBlock.ORDER.compare(keyOf.apply(sorted.get(middle)), key) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private void requireInside(long offset, long length) {
        if (offset < 0
                || length < 0
                || offset > size - TableWriter.FOOTER
                || length > size - TableWriter.FOOTER - offset - TableWriter.TRAILER
                || length > Integer.MAX_VALUE - 8 - TableWriter.TRAILER) {
            throw damaged("a block of " + length + " bytes at byte " + offset + " goes beyond its " + size + " bytes");
        }
    }

    private List<TableBlock.Entry> entries(long offset, long length, long keyBytes) {
        requireInside(offset, length);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(bytes(offset, (int) length + TableWriter.TRAILER))
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.getInt((int) length + 1) != Crc32c.masked(bytes.array(), 0, (int) length + 1)) {
                throw damaged("block checksum mismatch at byte " + offset);
            }
            byte[] content = new byte[(int) length];
            bytes.get(0, content);
            byte[] block =
                    switch (bytes.get((int) length)) {
                        case TableWriter.UNCOMPRESSED -> content;
                        case TableWriter.SNAPPY -> Snappy.decompress(content);
                        default -> throw damaged("the block at byte " + offset + " is compressed in an unknown way");
                    };
            return TableBlock.entries(block, keyBytes);
        } catch (Snappy.MalformedException e) {
            throw damaged("the Snappy block at byte " + offset + " is malformed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw damaged("the block at byte " + offset + " is malformed: " + e.getMessage(), e);
        }
    }

    private byte[] bytes(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw damaged("it ended while it was read");
            }
        }
        return bytes.array();
    }

    private DataLossException damaged(String how) {
        return damaged(how, null);
    }

    private DataLossException damaged(String how, @Nullable Throwable cause) {
        return new DataLossException(
                file + " is damaged: " + how + ". Copy the checkpoint again, or restore another one", cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be closed: " + e, e);
        }
    }
}
