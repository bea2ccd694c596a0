package org.headrace.train.data;

import java.nio.file.Path;

/** Hears how far the reading of a file has come: for a progress bar, say. */
@FunctionalInterface
public interface ReadListener {
    /** Hears and does nothing. */
    ReadListener NONE = (file, bytes, size) -> {};

    /**
     * Called now and then by the reading thread, and when the file has been read.
     *
     * @param bytes how many of the file's bytes have been read
     * @param size how many it has
     */
    void read(Path file, long bytes, long size);
}
