package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.ops.DTypes;

/** The dtype and shape rules that the pooling ops share. */
final class Pools {
    private Pools() {}

    /** The output's shape for input {@code i}. */
    static Shape output(InferContext in, Window window, List<Integer> ksize, int i, String name, DTypes dtypes) {
        dtypes.require(in, i, name);
        check(in, window, ksize);
        return pooled(in, window, ksize, Convolving.known(in.requireRank(i, 4)));
    }

    /** The input's shape, of inputs: input, output, output's gradient. */
    static Shape inputs(InferContext in, Window window, List<Integer> ksize) {
        Shape pooled = output(in, window, ksize, 0, "orig_input", DTypes.NUMERIC);
        Convolving.requireSameType(in, 1, "orig_output", 0, "orig_input");
        Convolving.requireSameType(in, 2, "grad", 0, "orig_input");
        require(in, 1, "orig_output", pooled);
        require(in, 2, "grad", pooled);
        return Convolving.known(in.shape(0));
    }

    /** The output's shape, of inputs: input, output, gradient of the input's gradient. */
    static Shape outputs(InferContext in, Window window, List<Integer> ksize) {
        Shape pooled = output(in, window, ksize, 0, "orig_input", DTypes.NUMERIC);
        Convolving.requireSameType(in, 1, "orig_output", 0, "orig_input");
        Convolving.requireSameType(in, 2, "grad", 0, "orig_input");
        require(in, 1, "orig_output", pooled);
        require(in, 2, "grad", Convolving.known(in.shape(0)));
        return in.shape(1).hasRank() ? pooled.merge(in.shape(1)) : pooled;
    }

    /** The input's shape, of inputs: that shape, output's gradient. */
    static Shape averaged(InferContext in, Window window, List<Integer> ksize) {
        Convolving.requireSizes(in, 0, "orig_input_shape");
        DTypes.FLOATING.require(in, 1, "grad");
        check(in, window, ksize);
        Shape input = Convolving.sizes(in, 0, "orig_input_shape");
        require(in, 1, "grad", pooled(in, window, ksize, input));
        return input;
    }

    private static void check(InferContext in, Window window, List<Integer> ksize) {
        window.check(in);
        window.requirePerAxis(in, "ksize", ksize);
    }

    private static Shape pooled(InferContext in, Window window, List<Integer> ksize, Shape input) {
        return window.output(
                in,
                input,
                ksize.get(window.rowAxis()),
                ksize.get(window.columnAxis()),
                input.dim(window.channelAxis()));
    }

    private static void require(InferContext in, int i, String name, Shape expected) {
        Shape shape = in.requireRank(i, 4);
        if (!shape.isCompatibleWith(expected)) {
            throw in.error("Expected %s shape to be %s, but got %s", name, expected.toBrackets(), shape.toBrackets());
        }
    }
}
