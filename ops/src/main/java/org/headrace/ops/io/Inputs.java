package org.headrace.ops.io;

import java.nio.charset.StandardCharsets;
import org.headrace.core.DType;
import org.headrace.core.InferContext;

/** What the shape functions of this package check alike. */
final class Inputs {
    private Inputs() {}

    static void require(InferContext in, int i, String name, DType dtype) {
        if (in.dtype(i) != dtype) {
            throw in.error(
                    "Input '%s' of '%s' Op has type %s that does not match expected type of %s.",
                    name, in.op().type().name(), in.dtype(i), dtype);
        }
    }

    /** One string. */
    static void requireText(InferContext in, int i, String name) {
        require(in, i, name, DType.STRING);
        in.requireRank(i, 0);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
