package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * An int32 or int64 scalar variable as it is, and then one more; an error once it has reached {@code limit}. TensorFlow's
 * {@code CountUpTo}.
 */
public record CountUpTo(long limit) implements Assigning {
    @Override
    public boolean returnsReference() {
        return false;
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.INDEX.require(in, 0, "ref");
        return List.of(in.input(0).withShape(in.requireRank(0, 0).merge(Shape.scalar())));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> {
            Tensor variable = context.variable(0);
            long count = variable.longAt(0);
            if (count >= limit) {
                throw context.error("Reached limit of %d", limit);
            }
            context.output(0).setFrom(variable);
            if (variable.dtype() == DType.INT64) {
                variable.longs()[0] = count + 1;
            } else {
                variable.ints()[0] = (int) count + 1;
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "limit", limit);
    }
}
