package org.headrace.examples;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.headrace.train.data.ReadListener;
import org.jspecify.annotations.Nullable;

/** Names each file as its reading begins, and shows a bar for it to people who watch. */
final class ReadingProgress implements ReadListener, AutoCloseable {
    private final PrintWriter out;
    private @Nullable Path file;
    private @Nullable Progress bar;

    ReadingProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void read(Path from, long bytes, long size) {
        if (bar == null || !from.equals(file)) {
            close();
            out.println("Extracting " + from);
            out.flush();
            file = from;
            bar = Progress.of(String.valueOf(from.getFileName()), size);
        }
        bar.stepTo(bytes);
    }

    /** Ends the last file's bar. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
