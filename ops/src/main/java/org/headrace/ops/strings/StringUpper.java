package org.headrace.ops.strings;

import java.util.Locale;
import java.util.Map;
import org.headrace.core.Op;
import org.headrace.core.OpContext;

/**
 * Strings in upper-case letters: TensorFlow's {@code StringUpper(input)}.
 *
 * @param encoding {@code ""} for ASCII, whose other bytes stay as they are, or {@code "utf-8"}
 */
public record StringUpper(String encoding) implements StringMap {
    @Override
    public void check(OpContext context) {
        LetterCase.requireEncoding(context, encoding);
    }

    @Override
    public byte[] map(OpContext context, byte[] s) {
        if (!encoding.isEmpty()) {
            return Strings.bytes(Strings.text(s).toUpperCase(Locale.ROOT));
        }
        return LetterCase.flip(s, 'a', 'z');
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("encoding", encoding);
    }
}
