package org.headrace.ops;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.array.BroadcastGradientArgs;

/**
 * Sums the gradients of a broadcast op's inputs over the axes along which the inputs were repeated, with the very ops that
 * TensorFlow adds: {@code Shape, Shape_1, BroadcastGradientArgs, Sum, Reshape, Sum_1, Reshape_1}.
 */
public final class Broadcasting {
    private final Ops tf;
    private final Output shapeA;
    private final Output shapeB;
    private final Op axes;

    private Broadcasting(Ops tf, Output shapeA, Output shapeB) {
        this.tf = tf;
        this.shapeA = shapeA;
        this.shapeB = shapeB;
        this.axes = tf.addOp(new BroadcastGradientArgs(), shapeA, shapeB);
    }

    /** Adds the ops that tell along which axes the two inputs of {@code op} are repeated. */
    public static Broadcasting of(Ops tf, Op op) {
        return of(tf, tf.shape(op.input(0)), tf.shape(op.input(1)));
    }

    /** Adds the op that tells along which axes inputs of these shapes are repeated. */
    public static Broadcasting of(Ops tf, Output shapeA, Output shapeB) {
        return new Broadcasting(tf, shapeA, shapeB);
    }

    /**
     * The gradients of both inputs.
     *
     * @param da adds the ops for the gradient of the first input in the output's shape; called just before it is reduced
     * @param db the same for the second input
     */
    public static List<Gradient> reduce(Ops tf, Op op, Supplier<Output> da, Supplier<Output> db) {
        Broadcasting shapes = of(tf, op);
        return Gradient.list(shapes.reduceA(da.get()), shapes.reduceB(db.get()));
    }

    /** The gradient of the first input from one in the output's shape. */
    public Output reduceA(Output da) {
        return tf.reshape(tf.reduceSum(da, axes.output(0)), shapeA);
    }

    /** The gradient of the second input from one in the output's shape. */
    public Output reduceB(Output db) {
        return reduceB(db, UnaryOperator.identity());
    }

    /** The same, with ops added between the sum and the reshape. */
    public Output reduceB(Output db, UnaryOperator<Output> afterSum) {
        return tf.reshape(afterSum.apply(tf.reduceSum(db, axes.output(1))), shapeB);
    }

    /** Whether the shapes of both inputs and of the gradient are known and equal, so that nothing was repeated. */
    public static boolean sharesShape(Op op, Output dy) {
        Shape shape = op.input(0).shape();
        return shape.isComplete() && shape.equals(op.input(1).shape()) && shape.equals(dy.shape());
    }
}
