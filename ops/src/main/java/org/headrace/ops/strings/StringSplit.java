package org.headrace.ops.strings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.Op;

/**
 * Strings cut at each of the bytes of {@code delimiter}, into bytes if it is empty, as a sparse matrix with a row for each
 * string: TensorFlow's {@code StringSplit(input, delimiter)}.
 *
 * @param skipEmpty whether empty pieces are left out
 */
public record StringSplit(boolean skipEmpty) implements Splitting {
    @Override
    public String separatorName() {
        return "delimiter";
    }

    @Override
    public List<byte[]> split(byte[] s, byte[] delimiter) {
        List<byte[]> pieces = new ArrayList<>();
        if (delimiter.length == 0) {
            for (byte each : s) {
                pieces.add(new byte[] {each});
            }
            return pieces;
        }
        int from = 0;
        for (int i = 0; i <= s.length; i++) {
            if (i == s.length || contains(delimiter, s[i])) {
                // An empty string has no pieces, not even an empty one.
                if (i > from || !skipEmpty && s.length > 0) {
                    pieces.add(Arrays.copyOfRange(s, from, i));
                }
                from = i + 1;
            }
        }
        return pieces;
    }

    private static boolean contains(byte[] delimiter, byte wanted) {
        for (byte each : delimiter) {
            if (each == wanted) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("skip_empty", skipEmpty);
    }
}
