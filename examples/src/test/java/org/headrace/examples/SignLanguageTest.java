package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignLanguageTest {
    @TempDir
    private Path folder;

    /** The costs are those of the same network written in NumPy, in float64, with Xavier weights from TensorFlow. */
    @Test
    void theCourseHandsCostWhatNumpySays() {
        Path curve = folder.resolve("cost.png");
        Path samples = folder.resolve("samples.png");
        Ran ran = Ran.example(
                "signs",
                "--data=" + RealData.folder("signs"),
                "--epochs=101",
                "--curve=" + curve,
                "--samples=" + samples);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains(
                        "number of training examples = 1080",
                        "number of test examples = 120",
                        "X_train shape: (12288, 1080)",
                        "Y_train shape: (6, 1080)",
                        "X_test shape: (12288, 120)",
                        "Y_test shape: (6, 120)",
                        "Parameters have been trained");
        assertThat(ran.value("Cost after epoch 0: ")).isCloseTo(1.845932, within(1e-4));
        assertThat(ran.value("Cost after epoch 100: ")).isCloseTo(0.881628, within(1e-4));
        assertThat(ran.value("Train Accuracy: ")).isGreaterThan(0.6);
        assertThat(ran.value("Test Accuracy: ")).isGreaterThan(0.5);
        assertThat(Files.isRegularFile(curve)).isTrue();
        assertThat(Files.isRegularFile(samples)).isTrue();
    }

    @Test
    void withoutDataItDrawsHandsAndSaysSo() {
        Path samples = folder.resolve("samples.png");
        Ran ran = Ran.example("signs", "--epochs=6", "--curve=" + folder.resolve("cost.png"), "--samples=" + samples);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out().get(0)).contains("No --data", "drawn");
        assertThat(ran.out()).contains("number of training examples = 1080", "Some of the pictures are in " + samples);
        assertThat(ran.value("Cost after epoch 0: ")).isBetween(1.5, 2.5);
        assertThat(Files.isRegularFile(samples)).isTrue();
    }

    @Test
    void aFolderWithoutTheFilesIsAnError() {
        Ran ran = Ran.example("signs", "--data=" + folder);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).hasSize(1).first().asString().contains("train_signs.h5", "does not exist");
    }
}
