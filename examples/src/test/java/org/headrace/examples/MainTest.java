package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(name = "stub")
    private static final class Stub implements Callable<Integer> {
        private final @Nullable Exception failure;

        Stub(@Nullable Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            if (failure != null) {
                throw failure;
            }
            return 0;
        }
    }

    private int run(@Nullable Exception failure, String... args) {
        CommandLine command = Main.commandLine().addSubcommand(new Stub(failure));
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    }

    @Test
    void successIsZeroAndSilent() {
        assertThat(run(null, "stub")).isZero();
        assertThat(out.toString() + err).isEmpty();
    }

    @Test
    void helpGoesToStandardOutput() {
        assertThat(run(null, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: headrace-examples", "--help", "--debug", "stub");
        assertThat(run(null, "stub", "--help")).isZero();
        assertThat(out.toString()).contains("Usage: headrace-examples stub");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void wrongCallsAreTwo() {
        assertThat(run(null)).isEqualTo(2);
        assertThat(err.toString()).startsWith("Missing NAME: say which example to run");
        assertThat(run(null, "nonsense")).isEqualTo(2);
        assertThat(run(null, "stub", "--nonsense")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFailureIsOneLineAndOne() {
        assertThat(run(new IOException("a.h5 does not exist:\n  put it there"), "stub"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("stub: a.h5 does not exist: put it there (--debug shows more)");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFailureWithoutMessageNamesItsKind() {
        assertThat(run(new IllegalStateException(), "stub")).isEqualTo(1);
        assertThat(err.toString()).startsWith("stub: IllegalStateException");
    }

    @Test
    void debugShowsTheStackTrace() {
        assertThat(run(new IOException("broken"), "stub", "--debug")).isEqualTo(1);
        assertThat(err.toString()).contains("java.io.IOException: broken", "at org.headrace.examples.MainTest");
    }
}
