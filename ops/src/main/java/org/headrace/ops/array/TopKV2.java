package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.headrace.ops.kernels.Elements;

/**
 * The {@code k} largest elements of each row along the last axis, largest first, and their places; of equal ones the earlier
 * comes first. TensorFlow's {@code TopKV2}; the second input is {@code k}.
 *
 * @param sorted whether the order matters; here it is always kept
 */
public record TopKV2(boolean sorted) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC.require(in, 0, "input");
        ShapeRules.requireType(in, 1, "k", DType.INT32);
        Long k = ShapeRules.scalar(in, 1, "k");
        Shape shape = in.shape(0);
        if (k != null && k < 0) {
            throw in.error("Need k >= 0, got %d", k);
        }
        if (!shape.hasRank()) {
            return List.of(in.input(0), new TensorSpec(DType.INT32, shape));
        }
        if (shape.rank() == 0) {
            throw in.error("input must be >= 1-D, got shape []");
        }
        if (k != null && shape.dim(-1) != Shape.UNKNOWN && shape.dim(-1) < k) {
            throw in.error("input must have at least k columns. Had %d, needed %d", shape.dim(-1), k);
        }
        Shape result = shape.withDim(shape.rank() - 1, k == null ? Shape.UNKNOWN : k);
        return List.of(in.input(0).withShape(result), new TensorSpec(DType.INT32, result));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        int columns = (int) shape.dim(-1);
        int rows = shape.slice(0, shape.rank() - 1).size();
        int k = (int) signature.output(0).shape().dim(-1);
        TopElements top = new TopElements(k);
        return context -> {
            Tensor x = context.input(0);
            int[] places = context.output(1).ints();
            for (int row = 0; row < rows; row++) {
                top.find(x, row * columns, columns);
                for (int i = 0; i < k; i++) {
                    int place = top.place(i);
                    places[row * k + i] = place - row * columns;
                    Elements.copy(x.array(), place, context.output(0).array(), row * k + i, 1);
                }
            }
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output shape = tf.shape(op.input(0));
        Output placesShape = tf.shape(op.output(1));
        Output k = lastDim(tf, placesShape);
        Output places = tf.reshape(op.output(1), tf.stack(-1, k));
        Output columns = lastDim(tf, shape);
        Output rows = tf.stridedSlice(tf.shape(places), Slice.at(0));
        Output end = tf.withName("mul").mul(tf.cast(rows, DType.INT64), columns);
        Output starts = tf.cast(tf.expandDims(tf.range(0, end, columns), -1), DType.INT32);
        Output flat = tf.reshape(tf.withName("add").add(places, starts), -1);
        Ops s = tf.scoped("ScatterNd");
        Output indices = tf.expandDims(flat, -1);
        Output updates = tf.reshape(dy.get(0), -1);
        Output size = s.withName("shape").stack(tf.reduceProd(shape));
        return Gradient.list(tf.reshape(s.finish(new ScatterNd(), indices, updates, size), shape), null);
    }

    private static Output lastDim(Ops tf, Output shape) {
        Output wide = tf.cast(shape, DType.INT64);
        return tf.gather(wide, tf.withName("sub").sub(tf.size(shape), 1));
    }
}
