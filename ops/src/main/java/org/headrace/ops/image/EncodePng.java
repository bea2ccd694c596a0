package org.headrace.ops.image;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * A picture [height, width, channels] of 1 to 4 channels, uint8 or uint16, as the bytes of a PNG. TensorFlow's
 * {@code EncodePng(image)}. The picture is the same as TensorFlow's, not each byte: another program packs it.
 *
 * @param compression from 0, not packed, to 9; -1 for the usual
 */
public record EncodePng(long compression) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (in.dtype(0) != DType.UINT8 && in.dtype(0) != DType.UINT16) {
            throw in.error("image must be uint8 or uint16, not %s: cast it", in.dtype(0));
        }
        if (compression < -1 || compression > 9) {
            throw in.error("compression should be in [-1,9], got %d", compression);
        }
        return Encoding.infer(in, 1, 2, 3, 4);
    }

    @Override
    public Kernel kernel(Signature signature) {
        float quality = compression < 0 ? 0.5f : 1 - compression / 9f;
        return context -> context.output(0).strings()[0] =
                Encoding.write(Encoding.image(context.input(0)), "png", quality, false);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "compression", compression);
    }
}
