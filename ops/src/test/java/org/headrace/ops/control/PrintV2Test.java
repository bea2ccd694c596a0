package org.headrace.ops.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Session;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintV2Test {
    private final Ops tf = Ops.on(new Graph());

    @Test
    void appendsToAFileEachTimeItRuns(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("out.txt");
        var print = tf.printV2(tf.constant("héllo"), "file://" + file, ";");
        try (Session session = new Session(tf.graph())) {
            session.run(print);
            session.run(print);
        }
        assertThat(Files.readString(file)).isEqualTo("héllo;héllo;");
    }

    /** As TensorFlow's {@code tf.print} writes them. */
    @Test
    void writesSeveralValuesInOneLine(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("out.txt");
        var x = tf.constant(new int[] {1, 2, 3, 4, 5, 6, 7, 8});
        var print =
                tf.printV2(List.of("x {} is", x, 7, List.of(tf.constant(1.5f), "b")), "file://" + file, "|", "\n", 2);
        try (Session session = new Session(tf.graph())) {
            session.run(print);
        }
        assertThat(Files.readString(file)).isEqualTo("x {} is|[1 2 ... 7 8]|7|[1.5, b]\n");
    }

    @Test
    void refusesOtherStreamsAndOtherInputs() {
        assertThatThrownBy(() -> tf.printV2(tf.constant("a"), "nowhere", "\n"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Unknown output stream nowhere");
        assertThatThrownBy(() -> tf.printV2(tf.constant(1), "stderr", "\n")).hasMessageContaining("match string");
        assertThatThrownBy(() -> tf.printV2(tf.constant(new String[] {"a"}), "stderr", "\n"))
                .hasMessageContaining("Shape must be rank 0");
    }
}
