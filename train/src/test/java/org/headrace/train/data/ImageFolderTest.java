package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    Path root;

    /** Pixel (row, column) is red 10 row, green 20 column, blue 5. */
    private static BufferedImage picture(int height, int width, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xff000000 | 10 * y << 16 | 20 * x << 8 | 5);
            }
        }
        return image;
    }

    private static BufferedImage grey(int... levels) {
        BufferedImage image = new BufferedImage(levels.length, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < levels.length; x++) {
            image.getRaster().setSample(x, 0, 0, levels[x]);
        }
        return image;
    }

    private Path write(String name, BufferedImage image) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        String format = name.substring(name.lastIndexOf('.') + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return Files.write(file, bytes.toByteArray());
    }

    private Element only(int height, int width, int channels) {
        return ImageFolder.of(root, height, width, channels)
                .dataset()
                .iterator()
                .next();
    }

    @Test
    void classesAndFilesAreInTheOrderOfTheirNames() throws IOException {
        for (String name : new String[] {"dog/b.png", "cat/2.png", "cat/10.png", "dog/a.png", "cat/.hidden.png"}) {
            write(name, picture(2, 2, BufferedImage.TYPE_INT_RGB));
        }
        Files.writeString(root.resolve("README.txt"), "not in a folder, so not a picture");
        ImageFolder images = ImageFolder.of(root, 2, 2, ImageFolder.RGB);
        assertThat(images.classNames()).containsExactly("cat", "dog");
        assertThat(images.files().stream()
                        .map(file -> root.relativize(file).toString().replace('\\', '/')))
                .containsExactly("cat/10.png", "cat/2.png", "dog/a.png", "dog/b.png");
        List<Integer> labels = new ArrayList<>();
        images.dataset().forEach(element -> labels.add(element.get(1).toInt()));
        assertThat(labels).containsExactly(0, 0, 1, 1).isEqualTo(images.labels());
        Element batch = Dataset.fromImages(root, 2, 2).batch(4).iterator().next();
        assertThat(batch.get(0).shape()).isEqualTo(Shape.of(4, 2, 2, 3));
        assertThat(batch.get(0).dtype()).isEqualTo(DType.UINT8);
    }

    @Test
    void picturesOfTheSizeAreReadAsTheyAre() throws IOException {
        Tensor expected = Tensor.of(
                DType.UINT8,
                new int[][][] {{{0, 0, 5}, {0, 20, 5}, {0, 40, 5}}, {{10, 0, 5}, {10, 20, 5}, {10, 40, 5}}});
        for (String name : new String[] {"a/p.png", "a/p.bmp"}) {
            Path file = write(name, picture(2, 3, BufferedImage.TYPE_INT_RGB));
            assertThat(only(2, 3, ImageFolder.RGB).get(0)).isEqualTo(expected);
            Files.delete(file);
        }
        write("a/p.png", picture(2, 3, BufferedImage.TYPE_INT_ARGB));
        assertThat(only(2, 3, ImageFolder.RGB).get(0)).isEqualTo(expected);
    }

    @Test
    void greyLevelsStayWhatTheyAre() throws IOException {
        write("a/p.png", grey(0, 1, 100, 128, 254, 255));
        assertThat(only(1, 6, ImageFolder.GREY).get(0).toIntArray()).containsExactly(0, 1, 100, 128, 254, 255);
        assertThat(only(1, 6, ImageFolder.RGB).get(0).toIntArray()).startsWith(0, 0, 0, 1, 1, 1, 100, 100, 100);
        write("a/p.png", picture(2, 3, BufferedImage.TYPE_INT_RGB));
        // 0.299 red + 0.587 green + 0.114 blue, rounded: 0.57, 12.31, 24.05, 3.56, 15.30, 27.04
        assertThat(only(2, 3, ImageFolder.GREY).get(0).toIntArray()).containsExactly(1, 12, 24, 4, 15, 27);
    }

    @Test
    void sizesAreChangedBilinearly() throws IOException {
        write("a/p.png", grey(0, 100));
        // centres at -0.25 (held at 0), 0.25, 0.75, 1.25 (held at 1)
        assertThat(only(1, 4, ImageFolder.GREY).get(0).toIntArray()).containsExactly(0, 25, 75, 100);
        write("a/p.png", grey(10, 20, 30, 50));
        assertThat(only(1, 2, ImageFolder.GREY).get(0).toIntArray()).containsExactly(15, 40);
        assertThat(only(2, 1, ImageFolder.GREY).get(0).toIntArray()).containsExactly(25, 25);
    }

    @Test
    void jpegsAreRead() throws IOException {
        write("a/p.jpg", picture(8, 8, BufferedImage.TYPE_INT_RGB));
        byte[] pixels = only(8, 8, ImageFolder.RGB).get(0).bytes();
        for (int i = 0; i < 64; i++) {
            assertThat(Math.abs((pixels[3 * i] & 0xff) - 10 * (i / 8))).isLessThan(25);
        }
    }

    @Test
    void picturesCanBeShuffledAndReadInParallel() throws IOException {
        for (int i = 0; i < 10; i++) {
            write("a/" + i + ".png", grey(i));
        }
        ImageFolder images = ImageFolder.of(root, 1, 1, ImageFolder.GREY);
        List<Integer> order = new ArrayList<>();
        images.indices()
                .shuffle(10, 1)
                .map(images::read, 4)
                .forEach(e -> order.add(e.get(0).toIntArray()[0]));
        List<Integer> expected = new ArrayList<>();
        Dataset.range(10)
                .shuffle(10, 1)
                .forEach(e -> expected.add((int) e.get(0).toLong()));
        assertThat(order).isEqualTo(expected);
    }

    private void refused(byte[] content, String name) throws IOException {
        Path file = root.resolve("a").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Throwable error = catchThrowable(() -> only(4, 4, ImageFolder.RGB));
        assertThat(error)
                .as("%d bytes", content.length)
                .isInstanceOf(InvalidArgumentException.class)
                .hasCauseInstanceOf(DataLossException.class)
                .hasMessageContaining(file + " cannot be read as a picture");
    }

    @Test
    void foreignAndCutOffFilesAreNamed() throws IOException {
        refused("no picture".getBytes(StandardCharsets.US_ASCII), "p.png");
        refused(new byte[0], "p.png");
        byte[] png = Files.readAllBytes(write("a/p.png", picture(8, 8, BufferedImage.TYPE_INT_RGB)));
        // The check sum of the pixels and the end mark, each 4 + 12 bytes, are not needed to have them all.
        for (int length = 0; length < png.length - 24; length++) {
            refused(Arrays.copyOf(png, length), "p.png");
        }
        Files.delete(root.resolve("a/p.png"));
        byte[] jpeg = Files.readAllBytes(write("a/p.jpg", picture(8, 8, BufferedImage.TYPE_INT_RGB)));
        for (int length = 0; length < jpeg.length - 2; length += 7) {
            refused(Arrays.copyOf(jpeg, length), "p.jpg");
        }
    }

    /** A picture of 8 x 8 whose header promises others. */
    private void promises(int width, int height) throws IOException {
        byte[] png = Files.readAllBytes(write("a/p.png", picture(8, 8, BufferedImage.TYPE_INT_RGB)));
        // Bytes 16 to 23 are width and height, 29 to 32 the check sum of bytes 12 to 28.
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        Files.write(root.resolve("a/p.png"), png);
    }

    @Test
    void aHeaderThatPromisesBillionsOfPixelsIsNotBelieved() throws IOException {
        promises(60000, 60000);
        assertThatThrownBy(() -> only(4, 4, ImageFolder.RGB))
                .hasCauseInstanceOf(ResourceExhaustedException.class)
                .hasMessageContaining("60000 x 60000 pixels");
    }

    @Test
    void aSmallFileIsNotBelievedToHoldMillionsOfPixels() throws IOException {
        promises(8000, 8000);
        assertThatThrownBy(() -> only(4, 4, ImageFolder.RGB))
                .hasCauseInstanceOf(DataLossException.class)
                .hasMessageContaining("bytes cannot hold 8000 x 8000 pixels");
    }

    @Test
    void emptyAndMissingFoldersAreNamed() throws IOException {
        assertThatThrownBy(() -> ImageFolder.of(root, 1, 1, 3))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("has no folders with pictures in them");
        assertThatThrownBy(() -> ImageFolder.of(root.resolve("nowhere"), 1, 1, 3))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nowhere does not exist");
        Path file = write("a/p.png", grey(1));
        assertThatThrownBy(() -> ImageFolder.of(file, 1, 1, 3)).hasMessageContaining("is a file");
        assertThatThrownBy(() -> ImageFolder.of(root, 0, 1, 3)).hasMessageContaining("cannot be resized to 0 x 1");
        assertThatThrownBy(() -> ImageFolder.of(root, 1, 1, 4)).hasMessageContaining("not 4");
    }
}
