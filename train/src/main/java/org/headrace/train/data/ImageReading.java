package org.headrace.train.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.image.PictureReading;

/**
 * Reads pictures of any size as pixels of one size: bilinear between the four nearest pixels, whose centres lie at half
 * numbers, as {@code tf.image.resize} of TensorFlow 2 does without antialiasing.
 */
record ImageReading(int height, int width, int channels) {
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");
    private static final int BYTE = 8;

    ImageReading {
        if (height < 1 || width < 1) {
            throw new InvalidArgumentException("pictures cannot be resized to " + height + " x " + width);
        }
        if (channels != ImageFolder.RGB && channels != ImageFolder.GREY) {
            throw new InvalidArgumentException("pictures have 3 channels (RGB) or 1 (grey), not " + channels);
        }
        Shape.of(height, width, channels).size();
    }

    /** The picture as uint8 {@code [height, width, channels]}. */
    Tensor read(Path file) {
        BufferedImage image = decode(file);
        Tensor pixels = Tensor.zeros(DType.UINT8, Shape.of(height, width, channels));
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                for (int c = 0; c < channels; c++) {
                    int at = (row * width + column) * channels + c;
                    pixels.bytes()[at] = (byte) Math.round(at(image, row, column, c));
                }
            }
        }
        return pixels;
    }

    private float at(BufferedImage image, int row, int column, int channel) {
        float y = Math.max((row + 0.5f) * image.getHeight() / height - 0.5f, 0);
        float x = Math.max((column + 0.5f) * image.getWidth() / width - 0.5f, 0);
        int top = (int) y;
        int left = (int) x;
        int bottom = Math.min(top + 1, image.getHeight() - 1);
        int right = Math.min(left + 1, image.getWidth() - 1);
        float dy = y - top;
        float dx = x - left;
        float above = level(image, top, left, channel) * (1 - dx) + level(image, top, right, channel) * dx;
        float below = level(image, bottom, left, channel) * (1 - dx) + level(image, bottom, right, channel) * dx;
        return above * (1 - dy) + below * dy;
    }

    /** One channel of a pixel, 0 to 255; transparency is left out. */
    private float level(BufferedImage image, int row, int column, int channel) {
        boolean grey = image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        if (!grey) {
            return colour(image.getRGB(column, row), channel);
        }
        // getRGB would take grey levels for linear light, which they are not.
        int shift = Math.max(image.getSampleModel().getSampleSize(0) - BYTE, 0);
        return image.getRaster().getSample(column, row, 0) >> shift;
    }

    private float colour(int rgb, int channel) {
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        if (channels == ImageFolder.GREY) {
            return 0.299f * red + 0.587f * green + 0.114f * blue;
        }
        return switch (channel) {
            case 0 -> red;
            case 1 -> green;
            default -> blue;
        };
    }

    private static BufferedImage decode(Path file) {
        long bytes = DataFile.size(file);
        try (InputStream stream = Files.newInputStream(file);
                ImageInputStream in = new MemoryCacheImageInputStream(stream)) {
            return PictureReading.read(file.toString(), in, bytes, FORMATS);
        } catch (IOException e) {
            throw new DataLossException(
                    file + " cannot be read as a picture (" + e + "): copy it again, or remove it", e);
        }
    }
}
