package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.Aliasing;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The same elements, in the same order, under another shape; one dimension may be given as -1 and follows from the others:
 * TensorFlow's {@code Reshape}.
 */
public record Reshape() implements Aliasing, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "shape");
        Shape vector = in.shape(1);
        if (vector.hasRank() && vector.rank() != 1) {
            throw in.error("shape must be a vector, but has shape %s", vector.toBrackets());
        }
        Tensor whole = in.constant(1);
        Shape asked = in.constantAsShape(1);
        Shape result = whole == null ? fit(in, asked) : known(in, whole.toLongArray());
        return List.of(in.input(0).withShape(result));
    }

    /** A shape that is known in part: its unknown dimensions may be anything, but a single one follows from the rest. */
    private static Shape fit(InferContext in, Shape asked) {
        boolean follows = asked.hasRank()
                && asked.toList().stream().filter(dim -> dim < 0).count() == 1;
        return follows && in.shape(0).isComplete() ? known(in, asked.dims()) : asked;
    }

    private static Shape known(InferContext in, long[] dims) {
        int missing = -1;
        boolean empty = false;
        long product = 1;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == -1 && missing >= 0) {
                throw in.error("Only one input size may be -1, not both %d and %d", missing, i);
            } else if (dims[i] == -1) {
                missing = i;
            } else if (dims[i] < 0) {
                throw in.error("Size %d must be non-negative, not %d", i, dims[i]);
            } else if (dims[i] == 0) {
                empty = true;
            } else {
                product = ShapeRules.multiply(in, product, dims[i]);
            }
        }
        Shape from = in.shape(0);
        if (from.isComplete()) {
            if (missing >= 0) {
                dims[missing] = missing(in, product, empty);
            }
            long size = empty ? 0 : missing < 0 ? product : from.elements();
            if (size != from.elements()) {
                throw mismatch(in, from.elements(), dims, size);
            }
        }
        return Shape.of(dims);
    }

    /** What is left for the dimension that follows; beside a dimension of 0, of the input's dimensions that are not 0. */
    private static long missing(InferContext in, long product, boolean empty) {
        long elements = 1;
        boolean leftOut = false;
        for (long dim : in.shape(0).dims()) {
            leftOut |= empty && dim == 0;
            elements = empty && dim == 0 ? elements : ShapeRules.multiply(in, elements, dim);
        }
        if (!leftOut && elements % product != 0) {
            throw in.op().input(0).shape().isComplete()
                    ? in.error(
                            "Dimension size must be evenly divisible by %d but is %d: the input is %s",
                            product, elements, in.input(0))
                    : in.error(
                            "Input to reshape is a tensor with %d values, but the requested shape requires a multiple"
                                    + " of %d",
                            elements, product);
        }
        return elements / product;
    }

    private static InvalidArgumentException mismatch(InferContext in, long elements, long[] dims, long product) {
        if (in.op().input(0).shape().isComplete()) {
            return in.error(
                    "Cannot reshape a tensor with %d elements to shape %s (%d elements)",
                    elements, Shape.of(dims).toBrackets(), product);
        }
        return in.error(
                "Input to reshape is a tensor with %d values, but the requested shape has %d", elements, product);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).setFrom(context.input(0));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.reshape(dy.get(0), tf.shape(op.input(0))), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tshape", op.input(1).dtype());
    }
}
