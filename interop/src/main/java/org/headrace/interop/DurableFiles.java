package org.headrace.interop;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are there whole or not at all, whenever the process is killed: written under another name in the same
 * directory, forced to the disk, then renamed.
 */
final class DurableFiles {
    /** What names of unfinished files end in. */
    static final String UNFINISHED = ".tmp";

    private DurableFiles() {}

    static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + UNFINISHED);
    }

    /** What a file is to hold. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Starts a file that is to be renamed when it is complete. */
    static FileChannel open(Path unfinished) throws IOException {
        return FileChannel.open(
                unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Replaces a file by one of this content. */
    static void write(Path file, Content content) throws IOException {
        Path unfinished = unfinished(file);
        FileChannel opened = open(unfinished); // or else what is in the way is not ours to delete
        boolean renamed = false;
        try {
            try (FileChannel channel = opened) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            rename(unfinished, file);
            renamed = true;
        } finally {
            if (!renamed) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    /** Replaces a file by a message: as text if the name ends in {@code .pbtxt}, else in binary form. */
    static void write(Path file, Message message) throws IOException {
        if (!file.toString().endsWith(".pbtxt")) {
            write(file, message::writeTo);
            return;
        }
        write(file, out -> {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            TextFormat.printer().print(message, text);
            text.flush();
        });
    }

    /** Puts a complete file, already forced to the disk, in its place. */
    static void rename(Path unfinished, Path file) throws IOException {
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
        forceDirectory(file);
    }

    /** Makes sure that the name of {@code file} is on the disk too; not all systems can, and need to. */
    private static void forceDirectory(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOnThisSystem) {
            // Windows does not open directories, and keeps the order of renames without.
        }
    }
}
