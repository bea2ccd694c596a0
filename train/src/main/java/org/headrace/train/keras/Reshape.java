package org.headrace.train.keras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;

/** Each example in another shape of the same size; one dimension may be -1, for what remains. */
public final class Reshape extends Layer<Reshape> {
    private final long[] targetShape;

    /** The shape of an example, without the batch. */
    public Reshape(long... targetShape) {
        super("reshape");
        this.targetShape = targetShape.clone();
        if (Arrays.stream(targetShape).filter(dim -> dim == -1).count() > 1
                || Arrays.stream(targetShape).anyMatch(dim -> dim < -1)) {
            throw new InvalidArgumentException(
                    "Reshape takes sizes, of which at most one is -1, not " + Arrays.toString(targetShape));
        }
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, 1, Integer.MAX_VALUE);
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        Shape shape = Shape.of(inputs.shape().dim(0)).concat(reshaped(inputs.shape()));
        Output batch = tf.stridedSlice(tf.shape(inputs), Slice.at(0));
        Ops s = tf.scoped("Reshape");
        List<Output> dims = new ArrayList<>(List.of(batch));
        for (int i = 0; i < targetShape.length; i++) {
            dims.add(s.constant(Tensor.of(DType.INT32, (int) targetShape[i]), "shape/" + (i + 1)));
        }
        Output result = s.finish(
                new org.headrace.ops.array.Reshape(),
                inputs,
                s.withName("shape").stack(dims));
        result.setShape(shape);
        return result;
    }

    private Shape reshaped(Shape inputs) {
        Shape example = inputs.slice(1, inputs.rank());
        Shape target = Shape.of(targetShape);
        if (!example.isComplete()) {
            return target;
        }
        long known = Arrays.stream(targetShape).filter(dim -> dim >= 0).reduce(1, Math::multiplyExact);
        boolean fits = target.isComplete() ? known == example.elements() : known > 0 && example.elements() % known == 0;
        if (!fits) {
            throw new InvalidArgumentException(
                    "total size of new array must be unchanged: " + name() + " gets examples of " + example + " with "
                            + example.elements() + " values, and is to give " + target);
        }
        long[] dims = targetShape.clone();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dims[i] == -1 ? example.elements() / known : dims[i];
        }
        return Shape.of(dims);
    }
}
