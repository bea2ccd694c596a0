package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Losses and predictions are those of TensorFlow 1.15 for the very graphs of the example, exported and trained there with
 * the same seed: {@code MovieOracleTest} in module {@code oracle} does that again, and compares each of the 5000 losses.
 */
class MovieTest {
    private static final double[] PREDICTIONS = {0.72508985, 0.51443726, 0.1355587, 0.2807806, 0.7307356};

    private static final List<String> TRUTHS = List.of(
            " -> ground truth 1.0, Pokemon Detective Pikachu",
            " -> ground truth 0.5, Deadpool 2",
            " -> ground truth 0.0, The Devil Wears Prada",
            " -> ground truth 0.0, American Pie",
            " -> ground truth 0.7, John Wick");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 0.19290407", "2, 0.19272196", "10, 0.19127037", "100, 0.17566203", "1000, 0.095175676"})
    void lossesAreTensorFlows(int epochs, double loss) {
        Ran ran = example("--epochs=" + epochs);
        for (List<String> training : List.of(optimizer(ran), byHand(ran))) {
            assertThat(loss(training, epochs)).isCloseTo(loss, within(1e-6));
        }
    }

    @Test
    void fiveThousandEpochsTellWhatTensorFlowTells() {
        Ran ran = example();

        assertThat(ran.out()).first().isEqualTo("With an optimizer:");
        for (List<String> training : List.of(optimizer(ran), byHand(ran))) {
            assertThat(training).hasSize(12 + 5);
            assertThat(loss(training, 1)).isCloseTo(0.19290407, within(1e-6));
            assertThat(loss(training, 1000)).isCloseTo(0.095175676, within(1e-6));
            assertThat(loss(training, 5000)).isCloseTo(0.034793563, within(1e-6));
            List<String> rows = training.subList(12, 17);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i)).endsWith(TRUTHS.get(i));
                String number =
                        rows.get(i).substring(0, rows.get(i).indexOf(" ->")).replaceAll("[\\[\\] ]", "");
                assertThat(Double.parseDouble(number)).isCloseTo(PREDICTIONS[i], within(1e-5));
            }
        }
        assertThat(ran.out()).last().asString().startsWith("The loss of the first training is drawn in ");
        assertThat(Files.isRegularFile(folder.resolve("curve.png"))).isTrue();
    }

    @Test
    void anotherSeedBeginsElsewhere() {
        Ran ran = example("--epochs=1", "--seed=2");
        assertThat(loss(optimizer(ran), 1)).isNotCloseTo(0.19290407, within(1e-4));
    }

    private Ran example(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "movie";
        arguments[1] = "--curve=" + folder.resolve("curve.png");
        System.arraycopy(options, 0, arguments, 2, options.length);
        Ran ran = Ran.example(arguments);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        return ran;
    }

    private static List<String> optimizer(Ran ran) {
        return ran.out().subList(1, ran.out().indexOf("By hand:"));
    }

    private static List<String> byHand(Ran ran) {
        return ran.out().subList(ran.out().indexOf("By hand:") + 1, ran.out().size() - 1);
    }

    private static double loss(List<String> training, int epoch) {
        String words = "Epoch  " + epoch + " ; loss  ";
        return training.stream()
                .filter(line -> line.startsWith(words))
                .mapToDouble(line -> Double.parseDouble(line.substring(words.length())))
                .findFirst()
                .orElseThrow();
    }
}
