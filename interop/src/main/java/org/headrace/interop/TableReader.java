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
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.headrace.core.DataLossException;
import org.headrace.core.NotFoundException;
import org.jspecify.annotations.Nullable;

/** Reads a table as {@link TableWriter} lays it out, block by block. Nothing is taken on trust. */
final class TableReader implements Closeable {
    private static final Comparator<ByteString> BYTEWISE = ByteString.unsignedLexicographicalComparator();

    /** How many bytes of keys a byte of the file may stand for, by the sharing of prefixes. */
    private static final long KEY_RATIO = 100;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private List<TableBlock.Entry> index = List.of();

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

    private List<TableBlock.Entry> readIndex() throws IOException {
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
            block(in.readUInt64(), in.readUInt64()); // of metadata, of which there are none
            List<TableBlock.Entry> blocks = block(in.readUInt64(), in.readUInt64());
            while (in.getTotalBytesRead() < TableWriter.FOOTER - Long.BYTES) {
                if (in.readRawByte() != 0) {
                    throw damaged("its footer is malformed");
                }
            }
            return blocks;
        } catch (IOException e) {
            throw damaged("its footer is malformed", e);
        }
    }

    /** All entries, in the order of their keys. */
    void forEach(Consumer<TableBlock.Entry> action) {
        for (TableBlock.Entry handle : index) {
            block(handle.value()).forEach(action);
        }
    }

    /** The value of a key, or null. */
    @Nullable
    ByteString get(ByteString key) {
        for (TableBlock.Entry handle : index) {
            if (BYTEWISE.compare(handle.key(), key) >= 0) {
                return block(handle.value()).stream()
                        .filter(entry -> entry.key().equals(key))
                        .map(TableBlock.Entry::value)
                        .findFirst()
                        .orElse(null);
            }
        }
        return null;
    }

    private List<TableBlock.Entry> block(ByteString handle) {
        try {
            CodedInputStream in = handle.newCodedInput();
            return block(in.readUInt64(), in.readUInt64());
        } catch (IOException e) {
            throw damaged("its index is malformed", e);
        }
    }

    private List<TableBlock.Entry> block(long offset, long length) {
        if (offset < 0
                || length < 0
                || offset > size - TableWriter.FOOTER
                || length > size - TableWriter.FOOTER - offset - TableWriter.TRAILER
                || length > Integer.MAX_VALUE - 8 - TableWriter.TRAILER) {
            throw damaged("a block of " + length + " bytes at byte " + offset + " goes beyond its " + size + " bytes");
        }
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
            return TableBlock.entries(block, KEY_RATIO * Math.max(size, 1024));
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
