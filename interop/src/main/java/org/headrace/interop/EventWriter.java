package org.headrace.interop;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Writes an event file, which TensorBoard reads, on the caller's thread: TensorFlow's {@code EventsWriter}. The file is
 * {@code events.out.tfevents.SECONDS.HOST}, a new one each time.
 */
public final class EventWriter implements Closeable {
    private static final long MILLIS = 1000;

    private final Path file;
    private final OutputStream out;

    private EventWriter(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Starts a file in a directory, which is made if it is not there.
     *
     * @param suffix of the file's name, may be empty
     * @throws UncheckedIOException if it cannot be written there
     */
    @SuppressWarnings("MustBeClosedChecker") // the writer closes it
    public static EventWriter create(Path directory, String suffix) {
        String name =
                String.format(Locale.ROOT, "events.out.tfevents.%010d.%s", System.currentTimeMillis() / MILLIS, host());
        try {
            Files.createDirectories(directory);
            for (int i = 0; ; i++) {
                // Two writers may start within a second.
                Path file = directory.resolve(name + (i == 0 ? "" : "." + i) + suffix);
                try {
                    OutputStream out =
                            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    return begun(new EventWriter(file, new BufferedOutputStream(out, 1 << 16)));
                } catch (FileAlreadyExistsException taken) {
                    // the next name
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no event file can be written in " + directory + ": " + e, e);
        }
    }

    /** The writer, its first event being in the file; or else there is no file. */
    private static EventWriter begun(EventWriter writer) throws IOException {
        boolean begun = false;
        try {
            RecordFraming.write(
                    writer.out,
                    Event.now(0, new Event.FileVersion("brain.Event:2")).toBytes());
            writer.out.flush();
            begun = true;
            return writer;
        } finally {
            if (!begun) {
                Files.deleteIfExists(writer.file);
                writer.out.close();
            }
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Adds an event. */
    public void write(Event event) {
        try {
            RecordFraming.write(out, event.toBytes());
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Hands what has been written to the operating system. */
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private UncheckedIOException cannotWrite(IOException e) {
        return new UncheckedIOException("events cannot be written to " + file + ": " + e, e);
    }
}
