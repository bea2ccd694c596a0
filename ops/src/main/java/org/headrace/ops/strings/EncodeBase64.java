package org.headrace.ops.strings;

import java.util.Base64;
import java.util.Map;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.ops.NotDifferentiable;

/**
 * Strings in Base64, with {@code -} and {@code _}, that may stand in URLs: TensorFlow's {@code EncodeBase64(input)}.
 *
 * @param pad whether {@code =} fills up to a multiple of four
 */
public record EncodeBase64(boolean pad) implements StringMap, NotDifferentiable {
    @Override
    public byte[] map(OpContext context, byte[] s) {
        Base64.Encoder encoder = Base64.getUrlEncoder();
        return (pad ? encoder : encoder.withoutPadding()).encode(s);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("pad", pad);
    }
}
