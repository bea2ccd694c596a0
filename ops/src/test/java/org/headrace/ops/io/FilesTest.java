package org.headrace.ops.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Output;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    private Output text(Object value) {
        return tf.constant(value.toString());
    }

    @Test
    void whatIsWrittenIsReadAndFound(@TempDir Path folder) {
        Path file = folder.resolve("a/b/c-1.txt");
        var write = tf.io.writeFile(text(file), text("héllo"));
        Output read = tf.io.readFile(text(file));
        Output found = tf.io.matchingFiles(text(folder + "/*/b/c-?.t[wx]t"));
        Output none = tf.io.matchingFiles(text(folder + "/*/c*"));
        try (Session session = new Session(graph)) {
            session.run(write);
            assertThat(session.run(read).toText()).isEqualTo("héllo");
            assertThat(session.run(found).toArray()).isEqualTo(new String[] {file.toString()});
            assertThat(session.run(none).size()).isZero();
        }
    }

    @Test
    void tellsOfAMissingFile(@TempDir Path folder) {
        Output read = tf.io.readFile(text(folder.resolve("none")));
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(read)).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void refusesBytesThatAreNoPicture() {
        Output picture = tf.image.decodePng(text("no picture"));
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(picture)).isInstanceOf(DataLossException.class);
        }
    }

    @Test
    void refusesATensorMessageThatPromisesMoreThanItHas() {
        byte[] huge = {8, 1, 18, 7, 18, 5, 8, -1, -1, -1, 127}; // shape [2^28 - 1], no values
        Output tensor = tf.io.parseTensor(
                tf.constant(Tensor.wrap(DType.STRING, Shape.scalar(), new byte[][] {huge})), DType.FLOAT32);
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(tensor)).isInstanceOf(InvalidArgumentException.class);
        }
    }

    @Test
    void stopsAPatternThatWouldTakeForever() {
        Output matches = tf.strings.regexFullMatch(text("a".repeat(300)), "a*a*a*a*a*a*a*b");
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(matches))
                    .isInstanceOf(ResourceExhaustedException.class)
                    .hasMessageContaining("too many steps");
        }
    }

    @Test
    void refusesPatternsThatRe2DoesNotKnow() {
        assertThatThrownBy(() -> tf.strings.regexFullMatch(text("x"), "(?=a)b"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Invalid pattern");
        assertThatThrownBy(() -> tf.strings.regexFullMatch(text("x"), "(a)\\1"))
                .isInstanceOf(InvalidArgumentException.class);
    }
}
