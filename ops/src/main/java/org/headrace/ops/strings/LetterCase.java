package org.headrace.ops.strings;

import org.headrace.core.OpContext;

/** What the ops that change the case of letters share. */
final class LetterCase {
    private LetterCase() {}

    static void requireEncoding(OpContext context, String encoding) {
        if (!encoding.isEmpty() && !encoding.equals("utf-8")) {
            throw context.error("only utf-8 or '' (no encoding) is supported, but encoding is \"%s\"", encoding);
        }
    }

    /** The other case of the ASCII letters from {@code first} to {@code last}. */
    static byte[] flip(byte[] s, char first, char last) {
        byte[] flipped = s.clone();
        for (int i = 0; i < s.length; i++) {
            if (s[i] >= first && s[i] <= last) {
                flipped[i] ^= 0x20;
            }
        }
        return flipped;
    }
}
