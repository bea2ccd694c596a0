package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/**
 * Where each input of a concatenation begins in the result: the first input is the axis, a scalar, the others are the
 * inputs' shapes; all int32. TensorFlow's {@code ConcatOffset}.
 */
public record ConcatOffset() implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        List<TensorSpec> offsets = new ArrayList<>();
        Shape vector = Shape.unknownDims(1);
        for (int i = 0; i < in.inputs(); i++) {
            ShapeRules.requireType(in, i, i == 0 ? "concat_dim" : "shape", DType.INT32);
        }
        ShapeRules.scalar(in, 0, "concat_dim");
        for (int i = 1; i < in.inputs(); i++) {
            vector = ShapeRules.merge(in, vector, in.requireRank(i, 1), "input " + i + " should be a vector");
        }
        for (int i = 1; i < in.inputs(); i++) {
            offsets.add(new TensorSpec(DType.INT32, vector));
        }
        return offsets;
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.outputs();
        int rank = signature.output(0).shape().size();
        return context -> {
            int axis = ShapeRules.axis(context.input(0).ints()[0], rank);
            if (axis < 0) {
                throw context.error(
                        "Concat dim is out of range: %d vs. %d",
                        context.input(0).ints()[0], rank);
            }
            int[] first = context.input(1).ints();
            int offset = 0;
            for (int i = 0; i < n; i++) {
                int[] shape = context.input(i + 1).ints();
                int[] start = context.output(i).ints();
                for (int j = 0; j < rank; j++) {
                    if (j != axis && shape[j] != first[j]) {
                        throw context.error(
                                "All dimensions except %d must match. Input %d has dimension %d of %d, input 0 has %d",
                                axis, i, j, shape[j], first[j]);
                    }
                    start[j] = j == axis ? offset : 0;
                }
                offset += shape[axis];
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("N", (long) op.inputs().size() - 1);
    }
}
