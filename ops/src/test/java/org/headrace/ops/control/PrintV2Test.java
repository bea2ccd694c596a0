package org.headrace.ops.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
