package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.headrace.ops.array.BroadcastGradientArgs;

/**
 * The products of matrices in the last two axes; the dimensions before are broadcast: TensorFlow's {@code BatchMatMulV2}.
 *
 * @param adjX whether x's matrices are transposed, complex ones conjugated too
 * @param adjY the same of y's
 */
public record BatchMatMulV2(boolean adjX, boolean adjY) implements BatchProduct {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape matrix = matrix(in);
        Shape x = BatchProduct.batch(in.shape(0));
        Shape y = BatchProduct.batch(in.shape(1));
        try {
            return List.of(in.input(0).withShape(Shape.broadcast(x, y).concat(matrix)));
        } catch (InvalidArgumentException doNotBroadcast) {
            throw BatchProduct.batchesDiffer(in);
        }
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output x = op.input(0);
        Output y = op.input(1);
        Output dx = gradientOfX(tf, x, y, dy.get(0));
        Output other = gradientOfY(tf, x, y, dy.get(0));
        if (x.shape().isComplete() && x.shape().equals(y.shape())) {
            return Gradient.list(dx, other);
        }
        Output shapeX = tf.shape(x);
        Output shapeY = tf.shape(y);
        Op axes = tf.addOp(new BroadcastGradientArgs(), batch(tf, shapeX), batch(tf, shapeY));
        return Gradient.list(
                tf.reshape(tf.reduceSum(dx, axes.output(0)), shapeX),
                tf.reshape(tf.reduceSum(other, axes.output(1)), shapeY));
    }

    /** {@code shape[:-2]}. */
    private static Output batch(Ops tf, Output shape) {
        return tf.stridedSlice(shape, Slice.to(-2));
    }
}
