package org.headrace.ops.strings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.Op;

/**
 * Strings cut at each {@code sep}, at white space if that is empty, as a sparse matrix with a row for each string: TensorFlow's
 * {@code StringSplitV2(input, sep)}, Python's {@code str.split}.
 *
 * @param maxsplit the most cuts in a string; negative for as many as there are
 */
public record StringSplitV2(long maxsplit) implements Splitting {
    @Override
    public String separatorName() {
        return "sep";
    }

    @Override
    public List<byte[]> split(byte[] s, byte[] sep) {
        List<byte[]> pieces = new ArrayList<>();
        if (maxsplit == 0) {
            pieces.add(s);
            return pieces;
        }
        return sep.length == 0 ? atSpaces(s, pieces) : at(s, sep, pieces);
    }

    private List<byte[]> at(byte[] s, byte[] sep, List<byte[]> pieces) {
        int from = 0;
        int found = Splitting.find(s, sep, 0);
        while (found >= 0 && pieces.size() != maxsplit) {
            pieces.add(Arrays.copyOfRange(s, from, found));
            from = found + sep.length;
            found = Splitting.find(s, sep, from);
        }
        pieces.add(Arrays.copyOfRange(s, from, s.length));
        return pieces;
    }

    private List<byte[]> atSpaces(byte[] s, List<byte[]> pieces) {
        int from = skip(s, 0, true);
        while (from < s.length) {
            int end = skip(s, from, false);
            pieces.add(Arrays.copyOfRange(s, from, end));
            from = skip(s, end, true);
            if (pieces.size() == maxsplit) {
                pieces.add(Arrays.copyOfRange(s, from, s.length));
                return pieces;
            }
        }
        return pieces;
    }

    private static int skip(byte[] s, int from, boolean spaces) {
        int at = from;
        while (at < s.length && Strings.isSpace(s[at]) == spaces) {
            at++;
        }
        return at;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("maxsplit", maxsplit);
    }
}
