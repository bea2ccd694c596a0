package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveTest {
    private static final int LINE = 0x1f5fa8;
    private static final int SECOND_LINE = 0xc45a11;

    @TempDir
    Path directory;

    @Test
    void aFallingLossIsDrawnFromTopLeftToBottomRight() throws IOException {
        double[] losses = new double[100];
        Arrays.setAll(losses, i -> 2 - i / 50.0);
        Path file = directory.resolve("out").resolve("loss.png");
        new Curve("Loss", "epoch", 1, "loss", losses).writePng(file);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(900);
        assertThat(lineRow(picture, 150)).isBetween(40, 150);
        assertThat(lineRow(picture, 800)).isBetween(380, 500);
    }

    @Test
    void valuesThatAreNotFiniteLeaveAGap() throws IOException {
        Path file = directory.resolve("gap.png");
        new Curve("Loss", "epoch", 1, "loss", new double[] {1, 2, Double.NaN, Double.POSITIVE_INFINITY, 2, 1})
                .writePng(file);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(lineRow(picture, 150)).isPositive();
        assertThat(lineRow(picture, 450)).isEqualTo(-1);
    }

    @Test
    void twoLinesHaveTheirOwnColours() throws IOException {
        Path file = directory.resolve("two.png");
        new Curve("Accuracy", "epoch", "accuracy")
                .line("training set", new TreeMap<>(Map.of(0L, 0.9, 7L, 0.8, 100L, 0.9)))
                .line("test set", new TreeMap<>(Map.of(0L, 0.1, 100L, 0.2)))
                .writePng(file);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(lineRow(picture, 450, LINE)).isBetween(40, 200);
        assertThat(lineRow(picture, 450, SECOND_LINE)).isBetween(350, 500);
    }

    @Test
    void theLineWithoutValuesIsNamed() {
        Path file = directory.resolve("none.png");
        Curve curve = new Curve("Accuracy", "epoch", "accuracy")
                .line("training set", new TreeMap<>(Map.of(0L, 0.9)))
                .line("test set", new TreeMap<>());
        assertThatThrownBy(() -> curve.writePng(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " was not written: none of the 0 values of 'test set' is finite");
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void oneValueIsEnough() throws IOException {
        Path file = directory.resolve("one.png");
        new Curve("Loss", "epoch", 1, "loss", new double[] {0.5}).writePng(file);
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void nothingToDrawIsSaid() {
        Path file = directory.resolve("nan.png");
        Curve curve = new Curve("Loss", "epoch", 1, "loss", new double[] {Double.NaN});
        assertThatThrownBy(() -> curve.writePng(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " was not written: none of the 1 values of 'Loss' is finite");
        assertThat(Files.exists(file)).isFalse();
    }

    /** The first row of this column that has the line's colour, -1 if none has. */
    private static int lineRow(BufferedImage picture, int x) {
        return lineRow(picture, x, LINE);
    }

    private static int lineRow(BufferedImage picture, int x, int colour) {
        for (int y = 0; y < picture.getHeight(); y++) {
            if ((picture.getRGB(x, y) & 0xffffff) == colour) {
                return y;
            }
        }
        return -1;
    }
}
