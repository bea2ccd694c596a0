package org.headrace.train.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Tells a listener how much of a file has been read, each megabyte and at the end. */
final class ListenedStream extends FilterInputStream {
    private static final long EVERY = 1 << 20;

    private final Path file;
    private final long size;
    private final ReadListener listener;
    private long position;
    private long told;

    ListenedStream(InputStream in, Path file, long size, ReadListener listener) {
        super(in);
        this.file = file;
        this.size = size;
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        moved(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        int read = super.read(bytes, from, count);
        moved(Math.max(read, 0));
        return read;
    }

    private void moved(int bytes) {
        position += bytes;
        if (bytes > 0 && (position - told >= EVERY || position == size)) {
            told = position;
            listener.read(file, position, size);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
