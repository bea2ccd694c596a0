package org.headrace.interop;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.headrace.core.DataLossException;
import org.headrace.core.NotFoundException;
import org.jspecify.annotations.Nullable;

/** Reads an event file, also while it is being written: TensorFlow's {@code tf.train.summary_iterator}. */
public final class EventReader implements Closeable {
    private final Path file;
    private final FileChannel channel;
    private InputStream in;
    private long position;

    private EventReader(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.in = stream(channel);
    }

    private static InputStream stream(FileChannel channel) {
        return new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    }

    /**
     * Opens a file.
     *
     * @throws NotFoundException if it does not exist
     */
    @SuppressWarnings("MustBeClosedChecker") // the reader closes it
    public static EventReader open(Path file) {
        try {
            return new EventReader(file, FileChannel.open(file, StandardOpenOption.READ));
        } catch (NoSuchFileException missing) {
            throw new NotFoundException(file + "; No such file or directory", missing);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }

    /**
     * The next event, or null if there is no whole one: at the end, or where the writer has not yet, or never, finished
     * one. When the file has grown, the next call gives it.
     *
     * @throws DataLossException if the file is damaged; a record that is whole, but no event, is passed over by the next call
     */
    public @Nullable Event read() {
        String where = "at byte " + position + " of " + file;
        try {
            byte[] record = RecordFraming.read(in, channel.size() - position, where);
            if (record != null) {
                position += RecordFraming.framed(record.length);
                return Event.parse(record, where);
            }
        } catch (RecordFraming.Truncated notYet) {
            rewind();
            return null;
        } catch (DataLossException damaged) {
            rewind(); // so that what is said of the place stays true
            throw damaged;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
        return null;
    }

    private void rewind() {
        try {
            channel.position(position);
            in = stream(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be closed: " + e, e);
        }
    }
}
