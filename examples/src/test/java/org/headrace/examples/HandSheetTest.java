package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.headrace.train.data.NumpyRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandSheetTest {
    private static final int CELL = 132;
    private static final int ROW = CELL + 22;

    @TempDir
    private Path directory;

    private final Pictures pictures = HandPainter.pictures(12, new NumpyRandom(3));

    @Test
    void samplesShowEachNumberInItsColumn() throws IOException {
        Path file = directory.resolve("new").resolve("hands.png");
        HandSheet.writeSamples(pictures, 2, file);
        BufferedImage sheet = ImageIO.read(file.toFile());
        assertThat(sheet.getWidth()).isEqualTo(6 * CELL);
        assertThat(sheet.getHeight()).isEqualTo(2 * CELL);
        for (int i = 0; i < 12; i++) {
            assertThat(pixel(sheet, i % 6 * CELL, i / 6 * CELL)).isEqualTo(pictures.rgb(i, 30, 40));
        }
    }

    /** Pictures 0 to 11 show 0, 1, .. 5, 0, 1, .. 5; all but 0, 6 and 7 are read wrongly here. */
    @Test
    void wrongHandsStandInTheOrderOfTheirLabelsWithWordsBelow() throws IOException {
        Path file = directory.resolve("new").resolve("wrong.png");
        int[] predicted = {0, 2, 3, 4, 5, 0, 0, 1, 3, 4, 5, 0};
        assertThat(HandSheet.writeWrong(pictures, predicted, file)).isEqualTo(9);
        BufferedImage sheet = ImageIO.read(file.toFile());
        assertThat(sheet.getWidth()).isEqualTo(6 * CELL);
        assertThat(sheet.getHeight()).isEqualTo(2 * ROW);
        int[] shown = {1, 2, 8, 3, 9, 4, 10, 5, 11};
        for (int i = 0; i < shown.length; i++) {
            int left = i % 6 * CELL;
            int top = i / 6 * ROW;
            assertThat(pixel(sheet, left, top)).isEqualTo(pictures.rgb(shown[i], 30, 40));
            assertThat(brightBelow(sheet, left, top))
                    .as("words below cell %d", i)
                    .isGreaterThan(50);
        }
        assertThat(brightBelow(sheet, 3 * CELL, ROW)).isZero();
    }

    /** The caption names label and prediction: other numbers make other words. */
    @Test
    void wordsTellWhatTheHandWasTakenFor() throws IOException {
        Path two = directory.resolve("two.png");
        Path three = directory.resolve("three.png");
        int[] predicted = {0, 2, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5};
        HandSheet.writeWrong(pictures, predicted, two);
        predicted[1] = 3;
        HandSheet.writeWrong(pictures, predicted, three);
        BufferedImage first = ImageIO.read(two.toFile());
        BufferedImage second = ImageIO.read(three.toFile());
        assertThat(pixels(first, 0, CELL)).isEqualTo(pixels(second, 0, CELL));
        assertThat(pixels(first, CELL, ROW)).isNotEqualTo(pixels(second, CELL, ROW));
    }

    @Test
    void withoutMistakesThereIsNoPicture() throws IOException {
        Path file = directory.resolve("wrong.png");
        HandSheet.writeWrong(pictures, new int[12], file);
        assertThat(file).isNotEmptyFile();
        assertThat(HandSheet.writeWrong(pictures, new int[] {0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5}, file))
                .isZero();
        assertThat(file).doesNotExist();
    }

    /** What lies at row 30 and column 40 of the picture in a cell. */
    private static int pixel(BufferedImage sheet, int left, int top) {
        return sheet.getRGB(left + 2 + 2 * 40, top + 2 + 2 * 30) & 0xffffff;
    }

    private static int brightBelow(BufferedImage sheet, int left, int top) {
        int count = 0;
        for (int y = top + CELL; y < top + ROW; y++) {
            for (int x = left; x < left + CELL; x++) {
                count += (sheet.getRGB(x, y) & 0xff) > 200 ? 1 : 0;
            }
        }
        return count;
    }

    private static int[] pixels(BufferedImage sheet, int top, int bottom) {
        return sheet.getRGB(0, top, CELL, bottom - top, null, 0, CELL);
    }
}
