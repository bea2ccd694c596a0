package org.headrace.ops.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;

/**
 * The picture [height, width, channels], uint8, that a string holds as JPEG; PNG and GIF, of which the first frame, are
 * taken, too. TensorFlow's {@code DecodeJpeg(contents)}. It is read through {@code javax.imageio}, its size checked first;
 * that decoder rounds not quite as TensorFlow's, so that pixels may differ by a few levels.
 *
 * @param channels 1 grey, 3 colour, 0 what the picture has
 * @param ratio by what it is made smaller; only 1 is there
 * @param fancyUpscaling of no effect: colours are always interpolated
 * @param tryRecoverTruncated whether a picture that is cut off is taken as far as it goes
 * @param acceptableFraction of no effect: a part is taken or not, as the one before says
 * @param dctMethod of no effect
 */
public record DecodeJpeg(
        long channels,
        long ratio,
        boolean fancyUpscaling,
        boolean tryRecoverTruncated,
        float acceptableFraction,
        String dctMethod)
        implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (ratio != 1 && ratio != 2 && ratio != 4 && ratio != 8) {
            throw in.error("ratio must be 1, 2, 4, or 8, got %d", ratio);
        }
        return Decoding.infer(in, channels, DType.UINT8, 0, 1, 3);
    }

    @Override
    public Kernel kernel(Signature signature) {
        if (ratio != 1) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for ratio " + ratio + ": resize the picture afterwards");
        }
        return context -> context.setOutput(
                0,
                Decoding.picture(
                        context, context.input(0).strings()[0], (int) channels, DType.UINT8, tryRecoverTruncated));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("channels", channels);
        attributes.put("ratio", ratio);
        attributes.put("fancy_upscaling", fancyUpscaling);
        attributes.put("try_recover_truncated", tryRecoverTruncated);
        attributes.put("acceptable_fraction", acceptableFraction);
        attributes.put("dct_method", dctMethod);
        return attributes;
    }
}
