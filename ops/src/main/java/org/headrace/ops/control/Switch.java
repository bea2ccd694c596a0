package org.headrace.ops.control;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Routing;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * Sends its first input to output 1 if the second, a bool, is true, else to output 0; the other output is dead, and so is
 * what depends on it. TensorFlow's {@code Switch}.
 */
public record Switch() implements Routing, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.BOOL.require(in, 1, "pred");
        if (in.shape(1).hasRank() && !in.shape(1).isScalar()) {
            throw in.error(
                    "Shape must be rank 0 but is rank %d: pred is %s",
                    in.shape(1).rank(), in.input(1));
        }
        return List.of(in.input(0), in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> {
            if (context.isDead(0) || context.isDead(1)) {
                context.kill(0);
                context.kill(1);
                return;
            }
            int taken = context.input(1).bytes()[0] != 0 ? 1 : 0;
            context.output(taken).setFrom(context.input(0));
            context.kill(1 - taken);
        };
    }

    /** As TensorFlow's outside of {@code tf.cond}: each side's gradient guarded by its own switch, then merged. */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output whenFalse = tf.switchTo(dy.get(0), op.input(1)).get(0);
        Output whenTrue = tf.switchTo(dy.get(1), op.input(1)).get(1);
        return Gradient.list(tf.merge(List.of(whenFalse, whenTrue)).get(0), null);
    }
}
