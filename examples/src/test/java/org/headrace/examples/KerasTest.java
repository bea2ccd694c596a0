package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KerasTest {
    @TempDir
    private Path folder;

    private Ran keras(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "keras";
        arguments[1] = "--curve=" + folder.resolve("curve.png");
        System.arraycopy(options, 0, arguments, 2, options.length);
        Ran ran = Ran.example(arguments);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(Files.isRegularFile(folder.resolve("curve.png"))).isTrue();
        return ran;
    }

    /** The essay reaches 0.0770; how far one gets depends on the first weights, but all get below half of the first loss. */
    @Test
    void fiveThousandEpochsLearnTheMovies() {
        List<String> out = keras().out();
        assertThat(out.get(0)).startsWith("Epoch 1 ; loss ");
        assertThat(out.get(10)).startsWith("Epoch 5000 ; loss ");
        double loss = Double.parseDouble(out.get(10).substring("Epoch 5000 ; loss ".length()));
        assertThat(loss).isBetween(0.01, 0.12);
        assertThat(out.get(11)).isEqualTo("Prediction after training");
        assertThat(out.get(12)).startsWith("[[0.");
        assertThat(out).contains("Model: \"sequential\"", "Total params: 16");
    }

    @Test
    void theConvolutionalNetworkReadsMoreThan97OfAHundredDigits() {
        Ran ran = keras("--cnn");
        assertThat(ran.value("Test Accuracy: ")).isGreaterThan(0.97);
        assertThat(ran.out()).contains("conv2d (Conv2D)              (None, 8, 8, 16)          160       ");
    }

    @Test
    void verboseTwoPrintsALineAnEpoch() {
        Ran ran = keras("--cnn", "--epochs=1", "--verbose=2");
        assertThat(ran.out()).contains("Train on 1294 samples, validate on 144 samples", "Epoch 1/1");
        assertThat(ran.out().stream().filter(line -> line.startsWith("1294/1294 - ")))
                .singleElement()
                .asString()
                .contains(" - loss: ", " - acc: ", " - val_loss: ", " - val_acc: ");
    }
}
