package org.headrace.ops.nn;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.DTypes;

/** A window whose sizes and steps are inputs: int32 {@code [4]} each. */
final class WindowInputs {
    private WindowInputs() {}

    /** Checks their dtypes and shapes; inputs {@code first} and {@code first + 1}. */
    static void check(InferContext in, int first) {
        vector(in, first, "ksize");
        vector(in, first + 1, "strides");
    }

    private static void vector(InferContext in, int i, String name) {
        DTypes.of(DType.INT32).require(in, i, name);
        Shape shape = in.requireRank(i, 1);
        if (shape.hasRank() && shape.dim(0) != 4 && shape.dim(0) != Shape.UNKNOWN) {
            throw in.error("Sliding window %s field must specify 4 dimensions: it is %s", name, in.input(i));
        }
    }

    static List<Integer> list(Tensor vector) {
        return Arrays.stream(vector.ints()).limit(vector.size()).boxed().toList();
    }
}
