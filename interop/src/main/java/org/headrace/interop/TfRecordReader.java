package org.headrace.interop;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.headrace.core.DataLossException;
import org.headrace.core.NotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of records, one after the other: TensorFlow's {@code tf.python_io.tf_record_iterator}.
 *
 * <pre>{@code
 * try (var records = TfRecordReader.open(file)) {
 *     for (byte[] record = records.read(); record != null; record = records.read()) {
 *         var example = Example.parse(record);
 *     }
 * }
 * }</pre>
 */
public final class TfRecordReader implements Closeable {
    private final Path file;
    private final InputStream in;
    private final Compression compression;
    private final long fileSize;
    private long position;
    private long count;

    private TfRecordReader(Path file, InputStream in, Compression compression, long fileSize) {
        this.file = file;
        this.in = in;
        this.compression = compression;
        this.fileSize = fileSize;
    }

    /**
     * Opens a file.
     *
     * @throws NotFoundException if it does not exist
     * @throws UncheckedIOException if it cannot be read
     */
    public static TfRecordReader open(Path file) {
        return open(file, Compression.NONE);
    }

    /**
     * Opens a file that is compressed as a whole.
     *
     * @throws DataLossException if it is not compressed in this way
     */
    @SuppressWarnings("MustBeClosedChecker") // the reader closes it
    public static TfRecordReader open(Path file, Compression compression) {
        InputStream bytes = null;
        try {
            long size = Files.size(file);
            bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            return new TfRecordReader(file, compression.decompress(bytes), compression, size);
        } catch (NoSuchFileException missing) {
            throw new NotFoundException(file + "; No such file or directory", missing);
        } catch (ZipException | EOFException other) {
            closeQuietly(bytes);
            throw new DataLossException(
                    file + " is not " + compression + ": " + other.getMessage() + ". Open it with another Compression",
                    other);
        } catch (IOException e) {
            closeQuietly(bytes);
            throw cannotRead(file, e);
        }
    }

    private static void closeQuietly(@Nullable InputStream in) {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException ignored) {
            // What is reported is why it could not be read.
        }
    }

    /**
     * The next record, or null after the last.
     *
     * @throws DataLossException if the record is damaged or cut off; the file and the byte are named
     */
    public byte @Nullable [] read() {
        String where = "at byte " + position + " (record " + count + ") of " + file;
        // Of a compressed file the size is not known beforehand.
        long left = compression == Compression.NONE ? fileSize - position : Long.MAX_VALUE;
        try {
            byte[] record = RecordFraming.read(in, left, where);
            if (record != null) {
                position += RecordFraming.framed(record.length);
                count++;
            }
            return record;
        } catch (RecordFraming.Truncated cutOff) {
            throw new DataLossException(
                    cutOff.getMessage() + ": its writer was stopped, or the file was not copied whole", cutOff);
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    private static UncheckedIOException cannotRead(Path file, IOException e) {
        return new UncheckedIOException("the records of " + file + " cannot be read: " + e, e);
    }
}
