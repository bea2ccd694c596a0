package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScopesTest {
    @TempDir
    private Path folder;

    /** What is in very_mean_reduction is what TensorFlow 1.14 puts there. */
    @Test
    void printsTheScopesAndWhatTheEssayPrints() {
        Ran ran = Ran.example("scopes", "--logdir=" + folder);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .containsExactly(
                        "primitives",
                        "  a",
                        "    initial_value",
                        "    Assign",
                        "    read",
                        "  b",
                        "    initial_value",
                        "    Assign",
                        "    read",
                        "fancy_pants_procedure",
                        "  Mul",
                        "  very_mean_reduction",
                        "    Rank",
                        "      packed",
                        "    range",
                        "      start",
                        "      delta",
                        "    Mean",
                        "      input",
                        "  Add",
                        "not_so_fancy_procedure",
                        "  Add",
                        "50",
                        "71",
                        "For TensorBoard: tensorboard --logdir=" + folder);
    }

    @Test
    void theEventFileHasTheGraph() throws IOException {
        Ran.example("scopes", "--logdir=" + folder);

        assertThat(EventFile.in(folder).graph())
                .contains(
                        "primitives/a", "fancy_pants_procedure/very_mean_reduction/Mean", "not_so_fancy_procedure/Add");
    }
}
