package org.headrace.ops.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.w3c.dom.NodeList;

/**
 * The frames [frames, height, width, 3], uint8, that a string holds as GIF, each drawn over the one before. TensorFlow's
 * {@code DecodeGif(contents)}. Transparent pixels are drawn in their colour, as TensorFlow draws them.
 */
public record DecodeGif() implements OpType {
    private static final long MAX_BYTES = 1L << 28;

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Decoding.requireContents(in);
        return List.of(TensorSpec.of(DType.UINT8, Shape.UNKNOWN, Shape.UNKNOWN, Shape.UNKNOWN, 3));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.setOutput(0, frames(context, context.input(0).strings()[0]));
    }

    private static Tensor frames(KernelContext context, byte[] bytes) {
        String name = Decoding.name(context);
        return PictureReading.read(
                name,
                Decoding.stream(bytes),
                bytes.length,
                Set.of("gif"),
                false,
                reader -> frames(name, bytes, reader));
    }

    private static Tensor frames(String name, byte[] bytes, ImageReader reader) throws IOException {
        int height = bytes[8] & 0xff | (bytes[9] & 0xff) << 8;
        int width = bytes[6] & 0xff | (bytes[7] & 0xff) << 8;
        PictureReading.requireSize(name, bytes.length, width, height);
        List<byte[]> frames = new ArrayList<>();
        byte[] canvas = new byte[height * width * 3];
        int count = reader.getNumImages(true);
        if ((long) count * canvas.length > MAX_BYTES) {
            throw new ResourceExhaustedException(
                    name + " has " + count + " frames, together more than " + MAX_BYTES + " bytes");
        }
        for (int i = 0; i < count; i++) {
            draw(reader.read(i), position(reader, i), canvas, height, width);
            frames.add(canvas.clone());
        }
        Tensor all = Tensor.zeros(DType.UINT8, Shape.of(count, height, width, 3));
        for (int i = 0; i < count; i++) {
            System.arraycopy(frames.get(i), 0, all.bytes(), i * canvas.length, canvas.length);
        }
        return all;
    }

    /** Left and top of a frame. */
    private static int[] position(ImageReader reader, int frame) throws IOException {
        IIOMetadataNode root =
                (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
        NodeList descriptors = root.getElementsByTagName("ImageDescriptor");
        IIOMetadataNode descriptor = (IIOMetadataNode) descriptors.item(0);
        return new int[] {
            Integer.parseInt(descriptor.getAttribute("imageLeftPosition")),
            Integer.parseInt(descriptor.getAttribute("imageTopPosition"))
        };
    }

    private static void draw(BufferedImage frame, int[] position, byte[] canvas, int height, int width) {
        for (int y = 0; y < frame.getHeight() && y + position[1] < height; y++) {
            for (int x = 0; x < frame.getWidth() && x + position[0] < width; x++) {
                int colour = frame.getColorModel().getRGB(frame.getRaster().getDataElements(x, y, null));
                int at = ((y + position[1]) * width + x + position[0]) * 3;
                canvas[at] = (byte) (colour >> 16);
                canvas[at + 1] = (byte) (colour >> 8);
                canvas[at + 2] = (byte) colour;
            }
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
