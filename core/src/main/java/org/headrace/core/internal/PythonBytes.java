package org.headrace.core.internal;

/** Python's {@code repr} of a {@code bytes} value: {@code b'caf\xc3\xa9'}. */
final class PythonBytes {

    private PythonBytes() {}

    static String repr(byte[] bytes) {
        char quote = contains(bytes, '\'') && !contains(bytes, '"') ? '"' : '\'';
        var text = new StringBuilder("b").append(quote);
        for (byte signed : bytes) {
            char c = (char) Byte.toUnsignedInt(signed);
            if (c == quote || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\t') {
                text.append("\\t");
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c == '\r') {
                text.append("\\r");
            } else if (c < ' ' || c > '~') {
                text.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        return text.append(quote).toString();
    }

    private static boolean contains(byte[] bytes, char wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }
}
