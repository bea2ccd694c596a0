package org.headrace.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignLanguageTest {
    @TempDir
    private Path folder;

    /** Runs {@code signs} with all that it writes in the test's folder. */
    private Ran signs(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "signs",
                "--logdir=" + folder.resolve("logs"),
                "--curve=" + folder.resolve("cost.png"),
                "--accuracy=" + folder.resolve("accuracy.png"),
                "--samples=" + folder.resolve("samples.png"),
                "--wrong=" + folder.resolve("wrong.png")));
        arguments.addAll(List.of(options));
        return Ran.example(arguments.toArray(String[]::new));
    }

    /** The costs are those of the same network written in NumPy, in float64, with Xavier weights from TensorFlow. */
    @ParameterizedTest
    @CsvSource({"columns, '(12288, 1080)', '(6, 120)'", "rows, '(1080, 12288)', '(120, 6)'"})
    void theCourseHandsCostWhatNumpySaysInEitherLayout(String layout, String xTrain, String yTest) {
        Ran ran = signs("--data=" + RealData.folder("signs"), "--epochs=101", "--layout=" + layout);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains(
                        "number of training examples = 1080",
                        "number of test examples = 120",
                        "X_train shape: " + xTrain,
                        "Y_test shape: " + yTest,
                        "Parameters have been trained");
        assertThat(ran.value("Cost after epoch 0: ")).isCloseTo(1.845932, within(1e-4));
        assertThat(ran.value("Cost after epoch 100: ")).isCloseTo(0.881628, within(1e-4));
        assertThat(ran.value("Train Accuracy: ")).isGreaterThan(0.6);
        double testAccuracy = ran.value("Test Accuracy: ");
        assertThat(testAccuracy).isGreaterThan(0.5);
        long wrong = Math.round((1 - testAccuracy) * 120);
        assertThat(ran.out())
                .contains(
                        wrong + " hands of the test set were read wrongly: they are in " + folder.resolve("wrong.png"));
        for (String picture : List.of("cost.png", "accuracy.png", "samples.png", "wrong.png")) {
            assertThat(folder.resolve(picture)).isNotEmptyFile();
        }
    }

    @Test
    void withoutDataItDrawsHandsAndSaysSo() {
        Ran ran = signs("--epochs=6");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out().get(0)).contains("No --data", "drawn");
        assertThat(ran.out())
                .contains(
                        "number of training examples = 1080",
                        "Some of the pictures are in " + folder.resolve("samples.png"));
        assertThat(ran.value("Cost after epoch 0: ")).isBetween(1.5, 2.5);
        assertThat(Files.isRegularFile(folder.resolve("samples.png"))).isTrue();
    }

    @Test
    void l2RaisesTheCostAndDropoutChangesIt() throws URISyntaxException {
        Path file = Path.of(
                requireNonNull(getClass().getResource("signs/train_signs.h5")).toURI());
        String data = "--data=" + file.getParent();
        double plain = signs(data, "--epochs=1").value("Cost after epoch 0: ");
        double penalized = signs(data, "--epochs=1", "--l2=0.01").value("Cost after epoch 0: ");
        double thinned = signs(data, "--epochs=1", "--dropout=0.5").value("Cost after epoch 0: ");

        assertThat(penalized).isGreaterThan(plain + 0.1);
        assertThat(thinned).isNotEqualTo(plain);
    }

    @Test
    void aFolderWithoutTheFilesIsAnError() {
        Ran ran = signs("--data=" + folder);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).hasSize(1).first().asString().contains("train_signs.h5", "does not exist");
        assertThat(folder.resolve("logs")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--layout=diagonal",
                "--l2=-1",
                "--l2=much",
                "--l2=Infinity",
                "--dropout=1",
                "--dropout=-0.1",
                "--dropout=NaN",
                "--epochs=0"
            })
    void optionsThatMakeNoSenseAreWrongCalls(String option) {
        Ran ran = signs(option);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err().get(0))
                .contains(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        assertThat(ran.out()).isEmpty();
    }
}
