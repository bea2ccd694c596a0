package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/**
 * The shape of the value of the variable that a handle names, a vector: TensorFlow's {@code VariableShape}.
 *
 * @param outType int32 or int64
 */
public record VariableShape(DType outType) implements Stateful, NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (!DTypes.INDEX.members().contains(outType)) {
            throw in.error("out_type must be int32 or int64, not %s", outType);
        }
        Shape shape = Handles.value(in).shape();
        return List.of(TensorSpec.of(outType, shape.hasRank() ? shape.rank() : Shape.UNKNOWN));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> {
            Shape shape = context.input(0).shape();
            for (int axis = 0; axis < shape.rank(); axis++) {
                if (outType == DType.INT32) {
                    context.output(0).ints()[axis] = (int) shape.dim(axis);
                } else {
                    context.output(0).longs()[axis] = shape.dim(axis);
                }
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("out_type", outType);
    }
}
