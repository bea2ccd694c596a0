package org.headrace.ops.strings;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/**
 * Strings joined along axes: TensorFlow's {@code ReduceJoin(inputs, reduction_indices)}. Of several axes the first that is
 * named goes fastest; without any, nothing is joined.
 *
 * @param keepDims whether joined axes stay, as 1
 * @param separator what comes between the strings
 */
public record ReduceJoin(boolean keepDims, String separator) implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.require(in, 0, "inputs");
        if (in.dtype(1) != DType.INT32) {
            throw in.error("Input 'reduction_indices' of 'ReduceJoin' Op has type %s, not int32", in.dtype(1));
        }
        Shape shape = in.shape(0);
        Tensor axes = in.constant(1);
        if (!shape.hasRank() || axes == null) {
            boolean rank = shape.hasRank() && keepDims;
            return List.of(in.input(0).withShape(rank ? Shape.unknownDims(shape.rank()) : Shape.unknown()));
        }
        boolean[] joined = new boolean[shape.rank()];
        for (int axis : axes(in, axes, shape.rank())) {
            joined[axis] = true;
        }
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < joined.length; i++) {
            if (!joined[i] || keepDims) {
                dims.add(joined[i] ? 1 : shape.dim(i));
            }
        }
        return List.of(in.input(0)
                .withShape(Shape.of(dims.stream().mapToLong(Long::longValue).toArray())));
    }

    private static int[] axes(OpContext context, Tensor axes, int rank) {
        int[] all = new int[axes.size()];
        boolean[] seen = new boolean[rank];
        for (int i = 0; i < all.length; i++) {
            long axis = axes.longAt(i);
            if (axis < -rank || axis >= rank) {
                throw context.error("Invalid reduction dimension %d for input with %d dimension(s)", axis, rank);
            }
            all[i] = (int) (axis < 0 ? axis + rank : axis);
            if (seen[all[i]]) {
                throw context.error("Duplicate reduction dimension %d", axis);
            }
            seen[all[i]] = true;
        }
        return all;
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        int[] axes = axes(signature, signature.value(1), shape.rank());
        int[] joined = places(shape, axes, true);
        int[] kept = places(shape, axes, false);
        byte[] between = Strings.bytes(separator);
        return context -> {
            byte[][] x = context.input(0).strings();
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (int i = 0; i < kept.length; i++) {
                text.reset();
                for (int j = 0; j < joined.length; j++) {
                    if (j > 0) {
                        text.writeBytes(between);
                    }
                    text.writeBytes(x[kept[i] + joined[j]]);
                }
                context.output(0).strings()[i] = text.toByteArray();
            }
        };
    }

    /** Where elements lie along the axes that are joined, or along the others. */
    private static int[] places(Shape shape, int[] axes, boolean joined) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= (int) shape.dim(i);
        }
        boolean[] isJoined = new boolean[strides.length];
        int[] order = new int[joined ? axes.length : strides.length - axes.length];
        for (int i = 0; i < axes.length; i++) {
            isJoined[axes[i]] = true;
            if (joined) {
                order[axes.length - 1 - i] = axes[i];
            }
        }
        for (int i = 0, n = 0; i < strides.length && !joined; i++) {
            if (!isJoined[i]) {
                order[n++] = i;
            }
        }
        int[] places = {0};
        for (int axis : order) {
            int size = (int) shape.dim(axis);
            int[] more = new int[places.length * size];
            for (int i = 0; i < more.length; i++) {
                more[i] = places[i / size] + i % size * strides[axis];
            }
            places = more;
        }
        return places;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("keep_dims", keepDims, "separator", separator);
    }
}
