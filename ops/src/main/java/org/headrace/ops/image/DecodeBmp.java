package org.headrace.ops.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * The picture [height, width, channels], uint8, that a string holds as BMP of 8 (grey), 24 or 32 bits, not packed.
 * TensorFlow's {@code DecodeBmp(contents)}.
 *
 * @param channels 0 what the picture has; else that, which is 1, 3 or 4
 */
public record DecodeBmp(long channels) implements OpType {
    private static final int HEADER = 32;

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Decoding.infer(in, channels, DType.UINT8, 0, 1, 3, 4);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.setOutput(0, decode(context, context.input(0).strings()[0]));
    }

    private Tensor decode(KernelContext context, byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != 'B' || bytes[1] != 'M') {
            throw context.error("Incomplete bmp content, requires at least %d bytes and BM to begin with", HEADER);
        }
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long begin = header.getInt(10);
        long width = header.getInt(18);
        long signedHeight = header.getInt(22);
        int bits = header.getShort(28);
        long height = Math.abs(signedHeight);
        int stored = bits / 8;
        if (channels != 0 && channels != stored) {
            throw context.error("channels attribute %d does not match bits per pixel from file %d", channels, stored);
        }
        if (bits % 8 != 0 || stored != 1 && stored != 3 && stored != 4) {
            throw context.error("Number of channels must be 1, 3 or 4, was %d bits", bits);
        }
        if (width <= 0 || height == 0 || begin < 0) {
            throw context.error("width %d and height %d must be positive, offset %d, too", width, height, begin);
        }
        PictureReading.requireSize(Decoding.name(context), bytes.length, width, height);
        long row = (width * stored + 3) / 4 * 4;
        if (begin + row * (height - 1) + width * stored > bytes.length) {
            throw context.error(
                    "Incomplete bmp content, requires at least %d bytes, got %d bytes",
                    begin + row * height, bytes.length);
        }
        Tensor pixels = Tensor.zeros(DType.UINT8, Shape.of(height, width, stored));
        for (int y = 0; y < height; y++) {
            // A negative height says that the top row comes first.
            long from = begin + row * (signedHeight < 0 ? y : height - 1 - y);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < stored; c++) {
                    int channel = stored >= 3 && c < 3 ? 2 - c : c;
                    pixels.bytes()[(int) ((y * width + x) * stored) + c] =
                            bytes[(int) (from + (long) x * stored) + channel];
                }
            }
        }
        return pixels;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("channels", channels);
    }
}
