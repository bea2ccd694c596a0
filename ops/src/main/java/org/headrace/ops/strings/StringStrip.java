package org.headrace.ops.strings;

import java.util.Arrays;
import org.headrace.core.OpContext;

/** Strings without the white space at either end: TensorFlow's {@code StringStrip(input)}. */
public record StringStrip() implements StringMap {
    @Override
    public byte[] map(OpContext context, byte[] s) {
        int from = 0;
        int end = s.length;
        while (from < end && Strings.isSpace(s[from])) {
            from++;
        }
        while (end > from && Strings.isSpace(s[end - 1])) {
            end--;
        }
        return Arrays.copyOfRange(s, from, end);
    }
}
