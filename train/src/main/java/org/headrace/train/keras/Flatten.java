package org.headrace.train.keras;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;

/** All of an example's values in one row: {@code [batch, a, b, ...]} to {@code [batch, a * b * ...]}. */
public final class Flatten extends Layer<Flatten> {
    /** The layer. */
    public Flatten() {
        super("flatten");
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, 1, Integer.MAX_VALUE);
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        Output batch = tf.stridedSlice(tf.shape(inputs), Slice.at(0));
        Ops s = tf.scoped("Reshape");
        Output rest = s.constant(Tensor.of(DType.INT32, -1), "shape/1");
        Output flat = s.finish(
                new org.headrace.ops.array.Reshape(),
                inputs,
                s.withName("shape").stack(List.of(batch, rest)));
        flat.setShape(flattened(inputs.shape()));
        return flat;
    }

    private static Shape flattened(Shape inputs) {
        Shape example = inputs.slice(1, inputs.rank());
        return Shape.of(inputs.dim(0), example.isComplete() ? example.elements() : Shape.UNKNOWN);
    }
}
