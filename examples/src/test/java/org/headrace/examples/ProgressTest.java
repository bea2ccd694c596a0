package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aTerminalSeesTheTaskAndItsEnd() {
        run(true);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("Training", "100%", "3/3", "loss 0.5");
    }

    @Test
    void elsewhereNotAByteIsWritten() {
        run(false);
        assertThat(bytes.size()).isZero();
    }

    @Test
    void aTestIsNoTerminalOnAnyJdk() {
        assertThat(Progress.terminalAttached(System.console())).isFalse();
    }

    private void run(boolean terminal) {
        try (Progress progress = Progress.of("Training", 3, out, terminal)) {
            for (int i = 0; i < 3; i++) {
                progress.step();
                progress.say("loss 0.5");
            }
        }
    }
}
