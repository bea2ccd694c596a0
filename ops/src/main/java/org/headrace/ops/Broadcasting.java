package org.headrace.ops;

import java.util.List;
import java.util.function.Supplier;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.array.BroadcastGradientArgs;

/**
 * Sums the gradients of a broadcast op's inputs over the axes along which the inputs were repeated, with the very ops that
 * TensorFlow adds: {@code Shape, Shape_1, BroadcastGradientArgs, Sum, Reshape, Sum_1, Reshape_1}.
 */
public final class Broadcasting {
    private Broadcasting() {}

    /**
     * The gradients of both inputs.
     *
     * @param da adds the ops for the gradient of the first input in the output's shape; called just before it is reduced
     * @param db the same for the second input
     */
    public static List<Gradient> reduce(Ops tf, Op op, Output dy, Supplier<Output> da, Supplier<Output> db) {
        Output a = op.input(0);
        Output b = op.input(1);
        if (sameShapes(a, b, dy)) {
            return Gradient.list(da.get(), db.get());
        }
        Output shapeA = tf.shape(a);
        Output shapeB = tf.shape(b);
        Op axes = tf.addOp(new BroadcastGradientArgs(), shapeA, shapeB);
        Output reducedA = tf.reshape(tf.reduceSum(da.get(), axes.output(0)), shapeA);
        Output reducedB = tf.reshape(tf.reduceSum(db.get(), axes.output(1)), shapeB);
        return Gradient.list(reducedA, reducedB);
    }

    /** Whether all three shapes are known and equal, so that nothing was repeated. */
    static boolean sameShapes(Output a, Output b, Output dy) {
        Shape shape = a.shape();
        return shape.isComplete() && shape.equals(b.shape()) && shape.equals(dy.shape());
    }
}
