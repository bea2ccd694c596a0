package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsNetworkTest {
    @TempDir
    private Path folder;

    @Test
    void readsMoreThan97OfAHundredDigits() {
        Path curve = folder.resolve("curve.png");
        Ran ran = Ran.example("digits", "--curve", curve.toString());

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).first().isEqualTo("1438 images to train, 359 to test");
        assertThat(ran.value("Train Accuracy: ")).isGreaterThan(0.99);
        assertThat(ran.value("Test Accuracy: ")).isGreaterThan(0.97);
        assertThat(ran.out()).last().isEqualTo("The cost is drawn in " + curve);
        assertThat(Files.isRegularFile(curve)).isTrue();
    }

    @Test
    void theSameSeedPrintsTheSame() {
        String curve = folder.resolve("curve.png").toString();
        Ran first = Ran.example("digits", "--epochs", "2", "--seed", "7", "--curve", curve);
        Ran second = Ran.example("digits", "--epochs", "2", "--seed", "7", "--curve", curve);
        Ran other = Ran.example("digits", "--epochs", "2", "--seed", "8", "--curve", curve);

        assertThat(first.out()).isEqualTo(second.out()).isNotEqualTo(other.out());
    }

    @Test
    void refusesToTrainForNoEpoch() {
        Ran ran = Ran.example("digits", "--epochs", "0");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).first().asString().contains("--epochs", "1 or more, not 0");
        assertThat(ran.out()).isEmpty();
    }
}
