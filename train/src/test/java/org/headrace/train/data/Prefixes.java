package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.headrace.core.GraphException;

/** Files that were cut off somewhere. */
final class Prefixes {
    private Prefixes() {}

    /** Every beginning of the file must be refused with an error of ours that names it, never another. */
    static void areRefused(Path file, byte[] whole, Consumer<Path> read) throws IOException {
        Files.write(file, whole);
        read.accept(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            Throwable error = catchThrowable(() -> read.accept(file));
            assertThat(error)
                    .as("of %d bytes the first %d", whole.length, length)
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    /** Every byte changed in some ways: the file may be read, or refused with an error of ours. */
    static void damageIsSurvived(Path file, byte[] whole, Consumer<Path> read) throws IOException {
        for (int at = 0; at < whole.length; at++) {
            for (int change : new int[] {0x01, 0x80, 0xff}) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) change;
                Files.write(file, damaged);
                Throwable error = catchThrowable(() -> read.accept(file));
                if (error != null) {
                    assertThat(error)
                            .as("byte %d changed by %x", at, change)
                            .isInstanceOf(GraphException.class)
                            .hasMessageContaining(file.toString());
                }
            }
        }
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
