package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.kernels.Elements;

/**
 * {@code onValue} where the new axis' index equals {@code indices}, {@code offValue} elsewhere: TensorFlow's {@code OneHot}.
 * An index outside of the depth is off everywhere. Inputs: indices, depth, onValue, offValue.
 *
 * @param axis where the new axis goes, -1 for the innermost
 */
public record OneHot(long axis) implements NotDifferentiable {
    private static final DTypes INDICES = DTypes.of(DType.UINT8, DType.INT32, DType.INT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        INDICES.require(in, 0, "indices");
        ShapeRules.requireType(in, 1, "depth", DType.INT32);
        ShapeRules.requireSameType(in, 3, "off_value", 2, "on_value");
        Long depth = ShapeRules.scalar(in, 1, "depth");
        if (depth != null && depth < 0) {
            throw in.error("depth must be non-negative, got: %d", depth);
        }
        for (int i = 2; i < 4; i++) {
            if (in.shape(i).hasRank() && !in.shape(i).isScalar()) {
                throw in.error(
                        "%s must be a scalar, but got: %s",
                        i == 2 ? "on_value" : "off_value", in.shape(i).toBrackets());
            }
        }
        Shape indices = in.shape(0);
        if (axis < -1 || indices.hasRank() && axis > indices.rank()) {
            throw in.error(
                    "Expected axis to be -1 or between [0, %s). But received: %d",
                    indices.hasRank() ? indices.rank() + 1 : "?", axis);
        }
        if (!indices.hasRank()) {
            return List.of(in.input(2).withShape(indices));
        }
        int at = at(indices);
        Shape whole = indices.slice(0, at)
                .concat(Shape.of(depth == null ? Shape.UNKNOWN : depth))
                .concat(indices.slice(at, indices.rank()));
        return List.of(in.input(2).withShape(whole));
    }

    private int at(Shape indices) {
        return axis < 0 ? indices.rank() : (int) axis;
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape indices = signature.input(0).shape();
        int at = at(indices);
        int outer = indices.slice(0, at).size();
        int inner = indices.slice(at, indices.rank()).size();
        int depth = (int) signature.output(0).shape().dim(at);
        int width = signature.output(0).dtype().width();
        return context -> {
            Tensor places = context.input(0);
            Object on = context.input(2).array();
            Object to = context.output(0).array();
            Elements.fill(context.output(0), context.input(3));
            for (int o = 0; o < outer; o++) {
                for (int i = 0; i < inner; i++) {
                    long place = places.longAt(o * inner + i);
                    if (place >= 0 && place < depth) {
                        int element = (o * depth + (int) place) * inner + i;
                        Elements.copy(on, 0, to, element * width, width);
                    }
                }
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(2).dtype(), "TI", op.input(0).dtype(), "axis", axis);
    }
}
