package org.headrace.ops.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/** Pixels out of the bytes of PNG, JPEG and GIF. */
final class Decoding {
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");

    private Decoding() {}

    /** The shape function of an op that makes a picture [height, width, channels] of one string. */
    static List<TensorSpec> infer(InferContext in, long channels, DType dtype, Integer... allowed) {
        requireContents(in);
        if (!List.of(allowed).contains((int) channels)) {
            throw in.error("channels must be one of %s, not %d", List.of(allowed), channels);
        }
        return List.of(TensorSpec.of(dtype, Shape.UNKNOWN, Shape.UNKNOWN, channels == 0 ? Shape.UNKNOWN : channels));
    }

    static void requireContents(InferContext in) {
        Images.requireType(in, 0, "contents", DType.STRING);
        in.requireRank(0, 0);
    }

    static String name(OpContext context) {
        return "the input of '" + context.op().name() + "'";
    }

    static MemoryCacheImageInputStream stream(byte[] bytes) {
        return new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
    }

    /** A picture of any format as uint8 or uint16 of so many channels, 0 for as many as it has. */
    static Tensor picture(OpContext context, byte[] bytes, int channels, DType dtype, boolean cutOffToo) {
        boolean jpeg = bytes.length > 1 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8;
        if (jpeg && channels == 1) {
            Raster stored = PictureReading.readRaster(name(context), stream(bytes), bytes.length, FORMATS, cutOffToo);
            return new Samples(stored, Samples.WHOLE, 8, 1).tensor(1, dtype); // brightness comes first
        }
        BufferedImage image = PictureReading.read(
                name(context), stream(bytes), bytes.length, FORMATS, cutOffToo, reader -> reader.read(0));
        Samples samples = samples(image);
        int wanted = channels == 0 ? samples.channels() : channels;
        if (jpeg && wanted == 4) {
            throw context.error("channels must be 0, 1, 3 for JPEG, but is 4");
        }
        return samples.tensor(wanted, dtype);
    }

    private static Samples samples(BufferedImage image) {
        Raster raster = image.getRaster();
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return isGrey(palette)
                    ? new Samples(raster, Samples.WHOLE, Math.max(1, palette.getPixelSize()), 1)
                    : new Samples(raster, palette, 8, 3);
        }
        return new Samples(raster, Samples.WHOLE, raster.getSampleModel().getSampleSize(0), raster.getNumBands());
    }

    /** Whether a palette is how ImageIO has grey pictures of less than eight bits. */
    private static boolean isGrey(IndexColorModel palette) {
        int size = palette.getMapSize();
        if (palette.getPixelSize() > 4 || size != 1 << palette.getPixelSize() || palette.hasAlpha()) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            int level = i * 255 / (size - 1);
            if (palette.getRed(i) != level || palette.getGreen(i) != level || palette.getBlue(i) != level) {
                return false;
            }
        }
        return true;
    }
}
