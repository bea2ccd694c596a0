package org.headrace.train.checkpoint;

import java.nio.charset.StandardCharsets;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** String inputs: paths and names. */
final class Strings {
    private Strings() {}

    static void requireScalar(InferContext in, int i, String name) {
        require(in, i, name);
        in.requireRank(i, 0);
    }

    /** Checks a vector; its length, if known, must be {@code length}, if that is not {@link Shape#UNKNOWN}. */
    static void requireVector(InferContext in, int i, String name, long length) {
        require(in, i, name);
        Shape shape = in.requireRank(i, 1);
        if (shape.hasRank() && length != Shape.UNKNOWN && !shape.isCompatibleWith(Shape.of(length))) {
            throw in.error("%s has %d elements, for %d tensors", name, shape.dim(0), length);
        }
    }

    private static void require(InferContext in, int i, String name) {
        if (in.dtype(i) != DType.STRING) {
            throw in.error("%s must be a string, not %s", name, in.input(i));
        }
    }

    static String text(Tensor tensor, int i) {
        return new String(tensor.strings()[i], StandardCharsets.UTF_8);
    }
}
