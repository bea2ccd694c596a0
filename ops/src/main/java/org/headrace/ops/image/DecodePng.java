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
 * The picture [height, width, channels] that a string holds as PNG; JPEG and GIF, of which the first frame, are taken, too.
 * TensorFlow's {@code DecodePng(contents)}. It is read through {@code javax.imageio}, its size checked first.
 *
 * @param channels 1 grey, 3 colour, 4 colour and transparency, 0 what the picture has
 * @param dtype uint8 or uint16
 */
public record DecodePng(long channels, DType dtype) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (dtype != DType.UINT8 && dtype != DType.UINT16) {
            throw in.error("dtype must be uint8 or uint16, not %s", dtype);
        }
        return Decoding.infer(in, channels, dtype, 0, 1, 3, 4);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.setOutput(
                0, Decoding.picture(context, context.input(0).strings()[0], (int) channels, dtype, false));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("channels", channels, "dtype", dtype);
    }
}
