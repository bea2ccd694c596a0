package org.headrace.ops.image;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * A picture [height, width, channels] of 1 or 3 channels, uint8, as the bytes of a JPEG. TensorFlow's
 * {@code EncodeJpeg(image)}, by another encoder: the pictures look alike, their bytes differ.
 *
 * @param format {@code ""}, or {@code "grayscale"} or {@code "rgb"}, which the number of channels must fit
 * @param quality from 0 to 100
 * @param progressive whether the picture is written coarse first
 * @param optimizeSize of no effect
 * @param chromaDownsampling of no effect: colours are always stored coarser
 * @param densityUnit of no effect, as the densities and metadata are not written
 */
public record EncodeJpeg(
        String format,
        long quality,
        boolean progressive,
        boolean optimizeSize,
        boolean chromaDownsampling,
        String densityUnit,
        long xDensity,
        long yDensity,
        String xmpMetadata)
        implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Images.requireType(in, 0, "image", DType.UINT8);
        if (quality < 0 || quality > 100) {
            throw in.error("quality must be in [0,100], got %d", quality);
        }
        return switch (format) {
            case "" -> Encoding.infer(in, 1, 3);
            case "grayscale" -> Encoding.infer(in, 1);
            case "rgb" -> Encoding.infer(in, 3);
            default -> throw in.error("format must be '', grayscale or rgb, got %s", format);
        };
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).strings()[0] =
                Encoding.write(image(context.input(0)), "jpeg", quality / 100f, progressive);
    }

    /** The encoder knows colours in this form. */
    private static BufferedImage image(Tensor pixels) {
        int height = (int) pixels.shape().dim(0);
        int width = (int) pixels.shape().dim(1);
        boolean grey = pixels.shape().dim(2) == 1;
        BufferedImage image =
                new BufferedImage(width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        image.setData(Encoding.image(pixels).getRaster());
        return image;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("format", format);
        attributes.put("quality", quality);
        attributes.put("progressive", progressive);
        attributes.put("optimize_size", optimizeSize);
        attributes.put("chroma_downsampling", chromaDownsampling);
        attributes.put("density_unit", densityUnit);
        attributes.put("x_density", xDensity);
        attributes.put("y_density", yDensity);
        attributes.put("xmp_metadata", xmpMetadata);
        return attributes;
    }
}
