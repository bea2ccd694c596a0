package org.headrace.interop;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file of records: TensorFlow's {@code tf.python_io.TFRecordWriter}. A file that was there is replaced. */
public final class TfRecordWriter implements Closeable {
    private final Path file;
    private final OutputStream out;

    private TfRecordWriter(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Starts a file.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static TfRecordWriter create(Path file) {
        return create(file, Compression.NONE);
    }

    /** The same, compressed as a whole. */
    @SuppressWarnings("MustBeClosedChecker") // the writer closes it
    public static TfRecordWriter create(Path file, Compression compression) {
        try {
            OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            return new TfRecordWriter(file, compression.compress(bytes));
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /** Adds a record. */
    public void write(byte[] record) {
        try {
            RecordFraming.write(out, record);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /** Adds an example as a record. */
    public void write(Example example) {
        write(example.toBytes());
    }

    /** Adds an example as a record. */
    public void write(SequenceExample example) {
        write(example.toBytes());
    }

    /** Hands what has been written to the operating system. */
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /** Completes the file. */
    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private static UncheckedIOException cannotWrite(Path file, IOException e) {
        return new UncheckedIOException("the records cannot be written to " + file + ": " + e, e);
    }
}
