package org.headrace.ops.strings;

import java.util.Base64;
import org.headrace.core.OpContext;
import org.headrace.ops.NotDifferentiable;

/**
 * What strings say in Base64, with {@code -} and {@code _}, filled up by {@code =} or not: TensorFlow's
 * {@code DecodeBase64(input)}.
 */
public record DecodeBase64() implements StringMap, NotDifferentiable {
    @Override
    public byte[] map(OpContext context, byte[] s) {
        try {
            return Base64.getUrlDecoder().decode(s);
        } catch (IllegalArgumentException e) {
            throw context.error(
                    "Invalid character found in base64: %s (web-safe base64 has '-' and '_' for '+' and '/')",
                    String.valueOf(e.getMessage()));
        }
    }
}
