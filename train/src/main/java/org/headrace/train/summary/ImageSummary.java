package org.headrace.train.summary;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.Summary;

/**
 * Pictures of a batch [batch, height, width, channels] of 1, 3 or 4 channels: TensorFlow's {@code ImageSummary(tag, tensor)}.
 * uint8 values are taken as they are; floating ones are scaled, image by image, so that the largest becomes 255 or, if
 * there are negative ones, zero becomes 128 and the largest magnitude 127 away from it. Pixels that are not finite are red.
 *
 * @param maxImages the most that are taken of a batch
 */
public record ImageSummary(long maxImages) implements SummaryOp {
    private static final byte[] BAD_COLOR = {(byte) 255, 0, 0, (byte) 255};
    private static final float NEARLY_ZERO = 1e-6f;

    @Override
    public void require(InferContext in) {
        boolean taken =
                switch (in.dtype(1)) {
                    case UINT8, FLOAT32, FLOAT64, FLOAT16 -> true;
                    default -> false;
                };
        if (!taken) {
            throw in.error("images are uint8, float16, float32 or float64, not %s: cast them", in.input(1));
        }
        Shape shape = in.requireRank(1, 4);
        if (maxImages < 1) {
            throw in.error("max_images must be >= 1, not %d", maxImages);
        }
        long channels = shape.hasRank() ? shape.dim(3) : Shape.UNKNOWN;
        if (channels != Shape.UNKNOWN && channels != 1 && channels != 3 && channels != 4) {
            throw in.error("Tensor must be 4-D with last dim 1, 3, or 4, not %s", shape.toBrackets());
        }
    }

    @Override
    public Summary summary(KernelContext context, String tag) {
        Tensor images = context.input(1);
        int height = (int) images.shape().dim(1);
        int width = (int) images.shape().dim(2);
        int channels = (int) images.shape().dim(3);
        List<Summary.Value> values = new ArrayList<>();
        for (int i = 0; i < Math.min(maxImages, images.shape().dim(0)); i++) {
            byte[] pixels = pixels(images, i * height * width * channels, height * width, channels);
            values.add(new Summary.Value(
                    tag + "/image" + (maxImages > 1 ? "/" + i : ""),
                    new Summary.Image(height, width, channels, png(pixels, height, width, channels))));
        }
        return new Summary(values);
    }

    private static byte[] pixels(Tensor images, int from, int count, int channels) {
        byte[] pixels = new byte[count * channels];
        if (images.dtype() == DType.UINT8) {
            System.arraycopy(images.bytes(), from, pixels, 0, pixels.length);
            return pixels;
        }
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < channels && isFinite(images, from + i * channels, channels); j++) {
                float value = (float) images.doubleAt(from + i * channels + j);
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        float largest = min < 0 ? Math.max(Math.abs(min), Math.abs(max)) : max;
        float scale = largest < NEARLY_ZERO ? 0 : (min < 0 ? 127f : 255f) / largest;
        float offset = min < 0 ? 128 : 0;
        for (int i = 0; i < count; i++) {
            boolean finite = isFinite(images, from + i * channels, channels);
            for (int j = 0; j < channels; j++) {
                int at = i * channels + j;
                pixels[at] = finite ? (byte) (int) ((float) images.doubleAt(from + at) * scale + offset) : BAD_COLOR[j];
            }
        }
        return pixels;
    }

    private static boolean isFinite(Tensor images, int pixel, int channels) {
        for (int j = 0; j < channels; j++) {
            if (!Double.isFinite(images.doubleAt(pixel + j))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] png(byte[] pixels, int height, int width, int channels) {
        int type =
                switch (channels) {
                    case 1 -> BufferedImage.TYPE_BYTE_GRAY;
                    case 3 -> BufferedImage.TYPE_INT_RGB;
                    default -> BufferedImage.TYPE_INT_ARGB;
                };
        BufferedImage image = new BufferedImage(Math.max(1, width), Math.max(1, height), type);
        int[] samples = new int[channels];
        for (int i = 0; i < height * width; i++) {
            for (int j = 0; j < channels; j++) {
                samples[j] = pixels[i * channels + j] & 0xff;
            }
            image.getRaster().setPixel(i % width, i / width, samples);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // ImageIO.write to a stream would go by way of a file.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Tensor badColor = Tensor.wrap(DType.UINT8, Shape.of(BAD_COLOR.length), BAD_COLOR.clone());
        return Map.of("T", op.input(1).dtype(), "max_images", maxImages, "bad_color", badColor);
    }
}
