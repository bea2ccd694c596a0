package org.headrace.train.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** String inputs: paths and names. */
final class Strings {
    private Strings() {}

    /** Checks that what follows the first inputs are tensors of these dtypes, one at least. */
    static void requireTensors(InferContext in, int first, List<DType> dtypes) {
        if (dtypes.isEmpty() || in.inputs() != first + dtypes.size()) {
            throw in.error("takes %d inputs for %d tensors, not %d", first + dtypes.size(), dtypes.size(), in.inputs());
        }
        for (int i = 0; i < dtypes.size(); i++) {
            if (in.dtype(first + i) != dtypes.get(i)) {
                throw in.error("tensor %d is %s, not of dtype %s", i, in.input(first + i), dtypes.get(i));
            }
        }
    }

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
