package org.headrace.ops.image;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.kernels.Elements;

/** Pictures as the bytes of PNG and JPEG. */
final class Encoding {
    private Encoding() {}

    /** The shape function: a picture of rank 3 becomes one string. */
    static List<TensorSpec> infer(InferContext in, Integer... channels) {
        Shape image = in.requireRank(0, 3);
        if (image.hasRank()) {
            long depth = image.dim(2);
            if (depth != Shape.UNKNOWN && !List.of(channels).contains((int) depth)) {
                throw in.error("image must have one of %s channels, got %d", List.of(channels), depth);
            }
            if (image.isComplete() && image.elements() == 0) {
                throw in.error("Expected image to be non-empty, but it has shape %s", image.toBrackets());
            }
        }
        return List.of(new TensorSpec(DType.STRING, Shape.scalar()));
    }

    /** The same pixels, not copied one by one. */
    static BufferedImage image(Tensor pixels) {
        int height = (int) pixels.shape().dim(0);
        int width = (int) pixels.shape().dim(1);
        int channels = (int) pixels.shape().dim(2);
        boolean deep = pixels.dtype() == DType.UINT16;
        ColorSpace colours = ColorSpace.getInstance(channels < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        boolean alpha = channels % 2 == 0;
        int type = deep ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE;
        var model = new ComponentColorModel(
                colours, alpha, false, alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, type);
        WritableRaster raster = Raster.createInterleavedRaster(type, width, height, channels, null);
        Object row = deep ? new short[width * channels] : new byte[width * channels];
        for (int y = 0; y < height; y++) {
            Elements.copy(pixels.array(), y * width * channels, row, 0, width * channels);
            raster.setDataElements(0, y, width, 1, row);
        }
        return new BufferedImage(model, raster, false, null);
    }

    /** {@code quality} from 0 to 1. */
    static byte[] write(BufferedImage image, String format, float quality, boolean progressive) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        // ImageIO.write to a stream would go by way of a file.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            if (param.getCompressionTypes() != null) {
                param.setCompressionType(param.getCompressionTypes()[0]);
            }
            param.setCompressionQuality(quality);
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
