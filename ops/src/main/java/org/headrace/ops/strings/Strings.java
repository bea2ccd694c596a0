package org.headrace.ops.strings;

import java.nio.charset.StandardCharsets;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.OpContext;

/** What the ops of this package share. */
final class Strings {
    static final String BYTE = "BYTE";
    static final String UTF8_CHAR = "UTF8_CHAR";

    private Strings() {}

    static void require(InferContext in, int i, String name) {
        if (in.dtype(i) != DType.STRING) {
            throw in.error(
                    "Input '%s' of '%s' Op has type %s that does not match expected type of string.",
                    name, in.op().type().name(), in.dtype(i));
        }
    }

    static void requireUnit(OpContext context, String unit) {
        if (!unit.equals(BYTE) && !unit.equals(UTF8_CHAR)) {
            throw context.error("unit must be \"BYTE\" or \"UTF8_CHAR\", not \"%s\"", unit);
        }
    }

    /** Whether a byte goes on with a letter of UTF-8 that another began. */
    static boolean isTrailing(byte each) {
        return (each & 0xc0) == 0x80;
    }

    /** The six that C's {@code isspace} knows. */
    static boolean isSpace(byte each) {
        return each == ' ' || each >= '\t' && each <= '\r';
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
