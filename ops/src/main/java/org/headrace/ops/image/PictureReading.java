package org.headrace.ops.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.headrace.core.DataLossException;
import org.headrace.core.GraphException;
import org.headrace.core.ResourceExhaustedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads pictures that nobody vouches for, through {@code javax.imageio}: what a header promises is checked before memory is
 * taken.
 */
public final class PictureReading {
    /** 256 MB as decoded; a header that promises more is not believed. */
    private static final long MAX_PIXELS = 1L << 26;

    /** Black and white pixels, packed by deflate, which does not make data smaller than 1/1032. */
    private static final long MAX_PIXELS_OF_BYTE = 8 * 1032;

    private PictureReading() {}

    /** What is done with a reader whose header was believed. */
    @FunctionalInterface
    public interface Use<T> {
        T read(ImageReader reader) throws IOException;
    }

    /** The first picture. See {@link #read(String, ImageInputStream, long, Set, boolean, Use)}. */
    public static BufferedImage read(String name, ImageInputStream in, long bytes, Set<String> formats) {
        return read(name, in, bytes, formats, false, reader -> reader.read(0));
    }

    /** The first picture as its channels are stored: of JPEG, brightness and two of colour. */
    static Raster readRaster(String name, ImageInputStream in, long bytes, Set<String> formats, boolean cutOff) {
        return read(name, in, bytes, formats, cutOff, reader -> reader.readRaster(0, null));
    }

    /**
     * Has a picture read.
     *
     * @param name what it is called in errors
     * @param bytes how many bytes there are
     * @param formats by their names in {@code javax.imageio}
     * @param cutOffToo whether a JPEG that is cut off is taken, as far as it goes
     * @throws DataLossException if it is damaged or of no such format
     * @throws ResourceExhaustedException if it says that it is too large
     */
    public static <T> T read(
            String name, ImageInputStream in, long bytes, Set<String> formats, boolean cutOffToo, Use<T> use) {
        try {
            ImageReader reader = reader(name, in, formats);
            try {
                return read(name, in, bytes, reader, cutOffToo, use);
            } finally {
                reader.dispose();
            }
        } catch (GraphException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The decoders do many things with damaged files.
            throw damaged(name, e.toString(), e);
        }
    }

    private static ImageReader reader(String name, ImageInputStream in, Set<String> formats) {
        for (Iterator<ImageReader> readers = ImageIO.getImageReaders(in); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            ImageReaderSpi provider = reader.getOriginatingProvider();
            if (provider != null && Arrays.stream(provider.getFormatNames()).anyMatch(formats::contains)) {
                return reader;
            }
        }
        String known = String.join(", ", formats.stream().sorted().toList()).toUpperCase(Locale.ROOT);
        throw damaged(name, "none of " + known, null);
    }

    private static <T> T read(
            String name, ImageInputStream in, long bytes, ImageReader reader, boolean cutOffToo, Use<T> use)
            throws IOException {
        boolean[] cutOff = {false};
        reader.addIIOReadWarningListener((source, warning) -> {
            // The JPEG decoder fills up with grey what is missing.
            cutOff[0] |= warning.toLowerCase(Locale.ROOT).contains("premature end");
        });
        reader.setInput(in, false, false);
        requireSize(name, bytes, reader.getWidth(0), reader.getHeight(0));
        T picture = use.read(reader);
        if (cutOff[0] && !cutOffToo) {
            throw damaged(name, "it is cut off", null);
        }
        return picture;
    }

    /** Refuses a size that cannot be, or is too large. */
    static void requireSize(String name, long bytes, long width, long height) {
        if (width * height > MAX_PIXELS) {
            throw new ResourceExhaustedException(name + " says that it has " + width + " x " + height
                    + " pixels, more than " + MAX_PIXELS + ": make it smaller, or remove it");
        }
        if (width * height > bytes * MAX_PIXELS_OF_BYTE) {
            throw damaged(name, bytes + " bytes cannot hold " + width + " x " + height + " pixels", null);
        }
    }

    static DataLossException damaged(String name, String why, @Nullable Throwable cause) {
        return new DataLossException(
                name + " cannot be read as a picture (" + why + "): copy it again, or remove it", cause);
    }
}
