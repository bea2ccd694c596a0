package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * The shape that two shapes, vectors of int32 or int64, broadcast to together: TensorFlow's {@code BroadcastArgs},
 * {@code tf.broadcast_dynamic_shape}.
 */
public record BroadcastArgs() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 0, "s0");
        ShapeRules.requireSameType(in, 1, "s1", 0, "s0");
        Shape a = in.requireRank(0, 1);
        Shape b = in.requireRank(1, 1);
        boolean known = a.isComplete() && b.isComplete();
        return List.of(TensorSpec.of(in.dtype(0), known ? Math.max(a.dim(0), b.dim(0)) : Shape.UNKNOWN));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int rankA = signature.input(0).shape().size();
        int rankB = signature.input(1).shape().size();
        int rank = Math.max(rankA, rankB);
        return context -> {
            Tensor a = context.input(0);
            Tensor b = context.input(1);
            for (int i = 1; i <= rank; i++) {
                long dimA = i <= rankA ? Integers.get(a, rankA - i) : 1;
                long dimB = i <= rankB ? Integers.get(b, rankB - i) : 1;
                if (dimA != dimB && dimA != 1 && dimB != 1) {
                    throw context.error("Incompatible shapes: %s vs. %s", a, b);
                }
                Integers.set(context, context.output(0), rank - i, dimA == 1 ? dimB : dimA);
            }
        };
    }
}
