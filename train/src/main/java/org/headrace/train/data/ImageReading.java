package org.headrace.train.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Reads pictures of any size as pixels of one size: bilinear between the four nearest pixels, whose centres lie at half
 * numbers, as {@code tf.image.resize} of TensorFlow 2 does without antialiasing.
 */
record ImageReading(int height, int width, int channels) {
    /** 256 MB as decoded; a header that promises more is not believed. */
    private static final long MAX_PIXELS = 1L << 26;

    private static final int BYTE = 8;

    ImageReading {
        if (height < 1 || width < 1) {
            throw new InvalidArgumentException("pictures cannot be resized to " + height + " x " + width);
        }
        if (channels != ImageFolder.RGB && channels != ImageFolder.GREY) {
            throw new InvalidArgumentException("pictures have 3 channels (RGB) or 1 (grey), not " + channels);
        }
    }

    /** The picture as uint8 {@code [height, width, channels]}. */
    Tensor read(Path file) {
        BufferedImage image = decode(file);
        float[][] planes = new float[channels][];
        for (int c = 0; c < channels; c++) {
            planes[c] = plane(image, c);
        }
        byte[] pixels = new byte[height * width * channels];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                for (int c = 0; c < channels; c++) {
                    float value = at(planes[c], image.getWidth(), image.getHeight(), row, column);
                    pixels[(row * width + column) * channels + c] = (byte) Math.round(value);
                }
            }
        }
        return Tensor.wrap(DType.UINT8, Shape.of(height, width, channels), pixels);
    }

    private float at(float[] plane, int fromWidth, int fromHeight, int row, int column) {
        float y = Math.max((row + 0.5f) * fromHeight / height - 0.5f, 0);
        float x = Math.max((column + 0.5f) * fromWidth / width - 0.5f, 0);
        int top = (int) y;
        int left = (int) x;
        int bottom = Math.min(top + 1, fromHeight - 1);
        int right = Math.min(left + 1, fromWidth - 1);
        float dy = y - top;
        float dx = x - left;
        float above = plane[top * fromWidth + left] * (1 - dx) + plane[top * fromWidth + right] * dx;
        float below = plane[bottom * fromWidth + left] * (1 - dx) + plane[bottom * fromWidth + right] * dx;
        return above * (1 - dy) + below * dy;
    }

    /** One channel, 0 to 255; transparency is left out. */
    private float[] plane(BufferedImage image, int channel) {
        float[] plane = new float[image.getWidth() * image.getHeight()];
        boolean grey = image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        int shift = Math.max(image.getSampleModel().getSampleSize(0) - BYTE, 0);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                // getRGB would take grey levels for linear light, which they are not.
                float value =
                        grey ? image.getRaster().getSample(x, y, 0) >> shift : colour(image.getRGB(x, y), channel);
                plane[y * image.getWidth() + x] = value;
            }
        }
        return plane;
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
        try (DataFile data = DataFile.open(file, ReadListener.NONE);
                ImageInputStream in = new MemoryCacheImageInputStream(data.stream())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw damaged(file, "no PNG, JPEG, GIF or BMP", null);
            }
            ImageReader reader = readers.next();
            try {
                return decode(file, in, reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw damaged(file, e.toString(), e);
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | NullPointerException e) {
            // What the decoders do with damaged files.
            throw damaged(file, e.toString(), e);
        }
    }

    private static BufferedImage decode(Path file, ImageInputStream in, ImageReader reader) throws IOException {
        boolean[] cutOff = {false};
        reader.addIIOReadWarningListener((source, warning) -> {
            // The JPEG decoder fills up with grey what is missing.
            cutOff[0] |= warning.toLowerCase(Locale.ROOT).contains("premature end");
        });
        reader.setInput(in, true, true);
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width * height > MAX_PIXELS) {
            throw new ResourceExhaustedException(file + " says that it has " + width + " x " + height
                    + " pixels, more than " + MAX_PIXELS + ": make it smaller, or remove it");
        }
        BufferedImage image = reader.read(0);
        if (cutOff[0]) {
            throw damaged(file, "it is cut off", null);
        }
        return image;
    }

    private static DataLossException damaged(Path file, String why, @Nullable Throwable cause) {
        return new DataLossException(
                file + " cannot be read as a picture (" + why + "): copy it again, or remove it", cause);
    }
}
