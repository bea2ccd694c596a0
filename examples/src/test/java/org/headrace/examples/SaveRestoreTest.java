package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.headrace.interop.CheckpointReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveRestoreTest {
    @TempDir
    private Path folder;

    /** The lines are the essay's, less TensorFlow's own prefix. */
    @Test
    void printsWhatTheEssayPrints() {
        Path file = folder.resolve("a").resolve("my_model.ckpt");
        Ran ran = Ran.example("save-restore", "--file=" + file);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .containsExactly(
                        "a: 3", "my_variable: 4", "Restoring parameters from " + file, "a: 3", "my_variable: 4");
    }

    @Test
    void theCheckpointHasTheVariablesUnderTheirNames() {
        Path file = folder.resolve("my_model.ckpt");
        Ran.example("save-restore", "--file=" + file);

        try (CheckpointReader reader = CheckpointReader.open(file)) {
            assertThat(reader.tensors().keySet()).containsExactly("Variable", "my_variable");
        }
    }

    @Test
    void aFileInPlaceOfTheFolderIsAnError() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("taken"), "");
        Ran ran = Ran.example("save-restore", "--file=" + inTheWay.resolve("my_model.ckpt"));

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).hasSize(1).first().asString().contains(inTheWay.toString());
        assertThat(ran.out()).isEmpty();
    }
}
