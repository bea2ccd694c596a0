package org.headrace.train.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/**
 * A file that is read once from its beginning, plain or gzipped, as its first bytes tell. What it says of its own size is
 * checked against its length before memory is taken: deflate does not make data smaller than 1/1032.
 */
final class DataFile implements Closeable {
    static final long MAX_DEFLATE_RATIO = 1032;

    private static final int CHUNK = 1 << 16;

    private final String name;
    private final InputStream in;
    private final long mostBytes;
    private long position;

    private DataFile(String name, InputStream in, long mostBytes) {
        this.name = name;
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /**
     * Opens a file.
     *
     * @throws NotFoundException if there is none
     * @throws InvalidArgumentException if it is a folder
     */
    @SuppressWarnings("MustBeClosedChecker") // close() does
    static DataFile open(Path file, ReadListener listener) {
        long size = size(file);
        try {
            return opened(file, size, new ListenedStream(Files.newInputStream(file), file, size, listener));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }

    private static DataFile opened(Path file, long size, InputStream in) throws IOException {
        boolean opened = false;
        try {
            var bytes = new PushbackInputStream(new BufferedInputStream(in, CHUNK), 2);
            byte[] magic = bytes.readNBytes(2);
            bytes.unread(magic);
            boolean gzipped = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
            DataFile data = gzipped
                    ? new DataFile(file.toString(), gunzip(file, bytes), Math.multiplyExact(size, MAX_DEFLATE_RATIO))
                    : new DataFile(file.toString(), bytes, size);
            opened = true;
            return data;
        } finally {
            if (!opened) {
                in.close();
            }
        }
    }

    /** Data of {@code size} bytes at most from another place, such as an entry of an archive; the stream is not closed. */
    static DataFile of(String name, InputStream in, long size) {
        return new DataFile(name, in, size);
    }

    /** The length of a regular file. */
    static long size(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new InvalidArgumentException(file + " is a folder: name a file in it");
            }
            return Files.size(file);
        } catch (NoSuchFileException e) {
            throw new NotFoundException(file + " does not exist: put it there, or name another file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }

    private static InputStream gunzip(Path file, InputStream bytes) throws IOException {
        try {
            return new BufferedInputStream(new GZIPInputStream(bytes, CHUNK), CHUNK);
        } catch (EOFException | ZipException e) {
            throw new DataLossException(file + " is cut off or damaged within its gzip header: copy it again", e);
        }
    }

    String name() {
        return name;
    }

    /** The data as a stream, for readers of text. */
    InputStream stream() {
        return in;
    }

    /**
     * The next {@code count} bytes.
     *
     * @param what they are, for the error if they are not there
     */
    byte[] read(long count, String what) {
        requireRoom(count, what);
        byte[] bytes = new byte[(int) count];
        readInto(bytes, 0, bytes.length, what);
        return bytes;
    }

    private void requireRoom(long count, String what) {
        if (count > mostBytes - position || count > Integer.MAX_VALUE - 8) {
            throw damaged("is cut off: " + what + " would take " + count + " bytes, but there are not more than "
                    + (mostBytes - position));
        }
    }

    private void readInto(byte[] bytes, int from, int count, String what) {
        try {
            int read = in.readNBytes(bytes, from, count);
            position += read;
            if (read < count) {
                throw damaged("is cut off: it ends at byte " + position + ", within " + what);
            }
        } catch (EOFException e) {
            throw new DataLossException(message("is cut off: its compressed data end within " + what), e);
        } catch (ZipException e) {
            throw new DataLossException(message("is damaged within " + what + ": " + e.getMessage()), e);
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    /** How many bytes an array takes, exactly. */
    long bytes(Shape shape, long elementBytes, String what) {
        try {
            return Math.multiplyExact(shape.elements(), elementBytes);
        } catch (ArithmeticException | InvalidArgumentException e) {
            throw new DataLossException(
                    message("gives " + what + " the shape " + shape + ", which nothing can have"), e);
        }
    }

    /** A tensor of the elements that are next, in this byte order; its size is checked before it is made. */
    Tensor readTensor(DType dtype, Shape shape, ByteOrder order, String what) {
        long bytes = bytes(shape, dtype.bytes(), what);
        if (bytes > mostBytes - position) {
            throw damaged("is cut off: " + what + " of " + dtype + " " + shape + " would take " + bytes
                    + " bytes, but there are not more than " + (mostBytes - position));
        }
        Tensor tensor = Tensor.zeros(dtype, shape);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(order);
        int perChunk = CHUNK / dtype.bytes() * dtype.width();
        int length = tensor.size() * dtype.width();
        int elementBytes = dtype.bytes() / dtype.width();
        for (int at = 0; at < length; at += perChunk) {
            int count = Math.min(perChunk, length - at);
            readInto(chunk.array(), 0, count * elementBytes, what);
            chunk.clear();
            switch (dtype.storage()) {
                case FLOATS -> chunk.asFloatBuffer().get(tensor.floats(), at, count);
                case DOUBLES -> chunk.asDoubleBuffer().get(tensor.doubles(), at, count);
                case INTS -> chunk.asIntBuffer().get(tensor.ints(), at, count);
                case LONGS -> chunk.asLongBuffer().get(tensor.longs(), at, count);
                case SHORTS -> chunk.asShortBuffer().get(tensor.shorts(), at, count);
                case BYTES -> chunk.get(tensor.bytes(), at, count);
                case STRINGS -> throw new InvalidArgumentException("strings have no fixed size");
            }
        }
        return tensor;
    }

    /** Requires that nothing follows. */
    void requireEnd() {
        try {
            if (in.read() >= 0) {
                throw damaged(
                        "goes on after its data, from byte " + position + " on: it is damaged, or of another format");
            }
        } catch (EOFException | ZipException e) {
            throw new DataLossException(message("is damaged at its end: " + e.getMessage()), e);
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    /** The error for a file that holds something else than it should; {@code why} goes on after its name. */
    DataLossException damaged(String why) {
        return new DataLossException(message(why));
    }

    private String message(String why) {
        return name + " " + why + ". Copy or download it again";
    }

    private UncheckedIOException cannotRead(IOException e) {
        return new UncheckedIOException(name + " cannot be read: " + e, e);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }
}
