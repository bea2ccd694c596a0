package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/** The dtype and shape rules that the convolutions of images, of rank 4, and of volumes, of rank 5, share. */
final class Convolving {
    private Convolving() {}

    /** Of an output for input 0 and filter 1. */
    static List<TensorSpec> output(InferContext in, Window window, boolean depthwise, int rank) {
        DTypes.FLOATING.require(in, 0, "input");
        requireSameType(in, 1, "filter", 0, "input");
        window.check(in, rank);
        Shape input = known(in.requireRank(0, rank), rank);
        Shape filter = known(in.requireRank(1, rank), rank);
        return List.of(in.input(0).withShape(outputShape(in, window, input, filter, depthwise)));
    }

    /** Of an input's gradient for its shape in input 0, filter 1 and the output's gradient 2. */
    static List<TensorSpec> inputGradient(InferContext in, Window window, boolean depthwise, int rank) {
        (rank == 5 ? DTypes.INDEX : DTypes.of(DType.INT32)).require(in, 0, "input_sizes");
        DTypes.FLOATING.require(in, 1, "filter");
        requireSameType(in, 2, "out_backprop", 1, "filter");
        window.check(in, rank);
        Shape filter = known(in.requireRank(1, rank), rank);
        Shape dy = known(in.requireRank(2, rank), rank);
        Shape input = sizes(in, 0, "input_sizes", rank);
        requireOutput(in, outputShape(in, window, input, filter, depthwise), dy, input, filter);
        return List.of(in.input(1).withShape(input));
    }

    /** Of a filter's gradient for input 0, the filter's shape in input 1 and the output's gradient 2. */
    static List<TensorSpec> filterGradient(InferContext in, Window window, boolean depthwise, int rank) {
        DTypes.FLOATING.require(in, 0, "input");
        requireSizes(in, 1, "filter_sizes");
        requireSameType(in, 2, "out_backprop", 0, "input");
        window.check(in, rank);
        Shape input = known(in.requireRank(0, rank), rank);
        Shape dy = known(in.requireRank(2, rank), rank);
        Shape filter = sizes(in, 1, "filter_sizes", rank);
        requireOutput(in, outputShape(in, window, input, filter, depthwise), dy, input, filter);
        return List.of(in.input(0).withShape(filter));
    }

    static Shape known(Shape shape, int rank) {
        return shape.hasRank() ? shape : Shape.unknownDims(rank);
    }

    private static Shape outputShape(InferContext in, Window window, Shape input, Shape filter, boolean depthwise) {
        long depth = input.dim(window.channelAxis());
        long filterDepth = filter.dim(-2);
        if (depth != filterDepth && depth != Shape.UNKNOWN && filterDepth != Shape.UNKNOWN) {
            throw in.error(
                    "Dimensions must be equal, but are %d and %d: input is %s, filter is %s: input.dim(%d) = %d channels "
                            + "must equal filter.dim(%d) = %d (data format %s)",
                    depth,
                    filterDepth,
                    input.toBrackets(),
                    filter.toBrackets(),
                    window.channelAxis(),
                    depth,
                    window.rank() - 2,
                    filterDepth,
                    window.dataFormat());
        }
        long channels = filter.dim(-1);
        if (depthwise && channels != Shape.UNKNOWN) {
            long in2 = depth == Shape.UNKNOWN ? filterDepth : depth;
            channels = in2 == Shape.UNKNOWN ? in2 : in2 * channels;
        }
        long[] sizes = new long[window.spatial()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = filter.dim(i);
        }
        return window.output(in, input, sizes, channels);
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

    /** What is known of a shape of this rank that is given as a vector of its sizes. */
    static Shape sizes(InferContext in, int i, String name, int rank) {
        Shape vector = in.requireRank(i, 1);
        if (vector.hasRank() && vector.dim(0) != rank && vector.dim(0) != Shape.UNKNOWN) {
            throw in.error("%s must contain %d values, but got: %d", name, rank, vector.dim(0));
        }
        return known(in.constantAsShape(i), rank);
    }

    static void requireSameType(InferContext in, int i, String name, int j, String other) {
        if (in.dtype(i) != in.dtype(j)) {
            throw in.error(
                    "Input '%s' of '%s' Op has type %s that does not match type %s of argument '%s': cast one of them",
                    name, in.op().type().name(), in.dtype(i), in.dtype(j), other);
        }
    }
}
