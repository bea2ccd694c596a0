package org.headrace.ops.strings;

import java.util.Locale;
import java.util.Map;
import org.headrace.core.Op;
import org.headrace.core.OpContext;

/**
 * Strings in lower-case letters: TensorFlow's {@code StringLower(input)}.
 *
 * @param encoding {@code ""} for ASCII, whose other bytes stay as they are, or {@code "utf-8"}
 */
public record StringLower(String encoding) implements StringMap {
    @Override
    public void check(OpContext context) {
        LetterCase.requireEncoding(context, encoding);
    }

    @Override
    public byte[] map(OpContext context, byte[] s) {
        if (!encoding.isEmpty()) {
            return Strings.bytes(Strings.text(s).toLowerCase(Locale.ROOT));
        }
        return LetterCase.flip(s, 'A', 'Z');
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("encoding", encoding);
    }
}
