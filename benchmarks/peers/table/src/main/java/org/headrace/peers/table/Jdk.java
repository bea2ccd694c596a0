package org.headrace.peers.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Java installation. */
record Jdk(Path home, int feature) {

    /** The one that this program runs on. */
    static Jdk own() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** The one in this folder, which says its version in the file {@code release}. */
    static Jdk at(Path home) throws IOException {
        for (String line : Files.readAllLines(home.resolve("release"), StandardCharsets.UTF_8)) {
            if (line.startsWith("JAVA_VERSION=")) {
                String version = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
                return new Jdk(home, Runtime.Version.parse(version).feature());
            }
        }
        throw new IOException(home.resolve("release") + " names no version");
    }

    Path java() {
        return home.resolve("bin").resolve("java");
    }
}
