package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/** The dtype and shape rules that the six convolutions share. */
final class Convolving {
    private Convolving() {}

    /** Of an output for input 0 and filter 1. */
    static List<TensorSpec> output(InferContext in, Window window, boolean depthwise) {
        DTypes.FLOATING.require(in, 0, "input");
        requireSameType(in, 1, "filter", 0, "input");
        window.check(in);
        Shape input = known(in.requireRank(0, 4));
        Shape filter = known(in.requireRank(1, 4));
        return List.of(in.input(0).withShape(outputShape(in, window, input, filter, depthwise)));
    }

    /** Of an input's gradient for its shape in input 0, filter 1 and the output's gradient 2. */
    static List<TensorSpec> inputGradient(InferContext in, Window window, boolean depthwise) {
        requireSizes(in, 0, "input_sizes");
        DTypes.FLOATING.require(in, 1, "filter");
        requireSameType(in, 2, "out_backprop", 1, "filter");
        window.check(in);
        Shape filter = known(in.requireRank(1, 4));
        Shape dy = known(in.requireRank(2, 4));
        Shape input = sizes(in, 0, "input_sizes");
        requireOutput(in, outputShape(in, window, input, filter, depthwise), dy, input, filter);
        return List.of(in.input(1).withShape(input));
    }

    /** Of a filter's gradient for input 0, the filter's shape in input 1 and the output's gradient 2. */
    static List<TensorSpec> filterGradient(InferContext in, Window window, boolean depthwise) {
        DTypes.FLOATING.require(in, 0, "input");
        requireSizes(in, 1, "filter_sizes");
        requireSameType(in, 2, "out_backprop", 0, "input");
        window.check(in);
        Shape input = known(in.requireRank(0, 4));
        Shape dy = known(in.requireRank(2, 4));
        Shape filter = sizes(in, 1, "filter_sizes");
        requireOutput(in, outputShape(in, window, input, filter, depthwise), dy, input, filter);
        return List.of(in.input(0).withShape(filter));
    }

    static Shape known(Shape shape) {
        return shape.hasRank() ? shape : Shape.unknownDims(4);
    }

    private static Shape outputShape(InferContext in, Window window, Shape input, Shape filter, boolean depthwise) {
        long depth = input.dim(window.channelAxis());
        if (depth != filter.dim(2) && depth != Shape.UNKNOWN && filter.dim(2) != Shape.UNKNOWN) {
            throw in.error(
                    "Dimensions must be equal, but are %d and %d: input is %s, filter is %s: input.dim(%d) = %d channels "
                            + "must equal filter.dim(2) = %d (data format %s)",
                    depth,
                    filter.dim(2),
                    input.toBrackets(),
                    filter.toBrackets(),
                    window.channelAxis(),
                    depth,
                    filter.dim(2),
                    window.dataFormat());
        }
        long channels = filter.dim(3);
        if (depthwise && channels != Shape.UNKNOWN) {
            long in2 = depth == Shape.UNKNOWN ? filter.dim(2) : depth;
            channels = in2 == Shape.UNKNOWN ? in2 : in2 * channels;
        }
        return window.output(in, input, filter.dim(0), filter.dim(1), channels);
    }

    private static void requireOutput(InferContext in, Shape computed, Shape dy, Shape input, Shape filter) {
        if (!computed.isCompatibleWith(dy)) {
            throw in.error(
                    "Size of out_backprop doesn't match computed: out_backprop is %s, but input %s with filter %s gives %s",
                    dy.toBrackets(), input.toBrackets(), filter.toBrackets(), computed.toBrackets());
        }
    }

    static void requireSizes(InferContext in, int i, String name) {
        DTypes.of(DType.INT32).require(in, i, name);
    }

    /** What is known of a shape that is given as a vector of four sizes. */
    static Shape sizes(InferContext in, int i, String name) {
        Shape vector = in.requireRank(i, 1);
        if (vector.hasRank() && vector.dim(0) != 4 && vector.dim(0) != Shape.UNKNOWN) {
            throw in.error("%s must contain 4 values, but got: %d", name, vector.dim(0));
        }
        return known(in.constantAsShape(i));
    }

    static void requireSameType(InferContext in, int i, String name, int j, String other) {
        if (in.dtype(i) != in.dtype(j)) {
            throw in.error(
                    "Input '%s' of '%s' Op has type %s that does not match type %s of argument '%s': cast one of them",
                    name, in.op().type().name(), in.dtype(i), in.dtype(j), other);
        }
    }
}
