package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.ops.DTypes;

/** The dtype and shape rules that the pooling ops of images, of rank 4, and of volumes, of rank 5, share. */
final class Pools {
    /** What {@code MaxPool3D} and its gradient take. */
    static final DTypes SINGLE = DTypes.of(DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32);

    private Pools() {}

    /** The output's shape for input {@code i}. */
    static Shape output(
            InferContext in, Window window, List<Integer> ksize, int rank, int i, String name, DTypes dtypes) {
        dtypes.require(in, i, name);
        check(in, window, ksize, rank);
        return pooled(in, window, ksize, Convolving.known(in.requireRank(i, rank), rank));
    }

    /** The input's shape, of inputs: input, output, output's gradient. */
    static Shape inputs(InferContext in, Window window, List<Integer> ksize, int rank, DTypes dtypes) {
        Shape pooled = output(in, window, ksize, rank, 0, "orig_input", dtypes);
        Convolving.requireSameType(in, 1, "orig_output", 0, "orig_input");
        Convolving.requireSameType(in, 2, "grad", 0, "orig_input");
        require(in, 1, "orig_output", pooled);
        require(in, 2, "grad", pooled);
        return Convolving.known(in.shape(0), rank);
    }

    /** The output's shape, of inputs: input, output, gradient of the input's gradient. */
    static Shape outputs(InferContext in, Window window, List<Integer> ksize, int rank) {
        Shape pooled = output(in, window, ksize, rank, 0, "orig_input", DTypes.NUMERIC);
        Convolving.requireSameType(in, 1, "orig_output", 0, "orig_input");
        Convolving.requireSameType(in, 2, "grad", 0, "orig_input");
        require(in, 1, "orig_output", pooled);
        require(in, 2, "grad", Convolving.known(in.shape(0), rank));
        return in.shape(1).hasRank() ? pooled.merge(in.shape(1)) : pooled;
    }

    /** The input's shape, of inputs: that shape, output's gradient. */
    static Shape averaged(InferContext in, Window window, List<Integer> ksize, int rank) {
        Convolving.requireSizes(in, 0, "orig_input_shape");
        DTypes.FLOATING.require(in, 1, "grad");
        check(in, window, ksize, rank);
        Shape input = Convolving.sizes(in, 0, "orig_input_shape", rank);
        require(in, 1, "grad", pooled(in, window, ksize, input));
        return input;
    }

    private static void check(InferContext in, Window window, List<Integer> ksize, int rank) {
        window.check(in, rank);
        window.requirePerAxis(in, "ksize", ksize);
    }

    private static Shape pooled(InferContext in, Window window, List<Integer> ksize, Shape input) {
        return window.output(in, input, window.alongSpace(ksize), input.dim(window.channelAxis()));
    }

    static void require(InferContext in, int i, String name, Shape expected) {
        Shape shape = in.requireRank(i, expected.rank());
        if (!shape.isCompatibleWith(expected)) {
            throw in.error("Expected %s shape to be %s, but got %s", name, expected.toBrackets(), shape.toBrackets());
        }
    }
}
