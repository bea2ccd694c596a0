package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/**
 * {@code start, start + delta, start + 2 delta, ...} up to {@code limit}, which is not among them: TensorFlow's
 * {@code Range}. Of int32, int64, float32, float64.
 */
public record Range() implements NotDifferentiable {
    private static final DTypes SUPPORTED = DTypes.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        String[] names = {"start", "limit", "delta"};
        for (int i = 0; i < 3; i++) {
            SUPPORTED.require(in, i, names[i]);
            ShapeRules.requireSameType(in, i, names[i], 0, "start");
            if (in.shape(i).hasRank() && !in.shape(i).isScalar()) {
                throw in.error(
                        "%s must be a scalar, not shape %s",
                        names[i], in.shape(i).toBrackets());
            }
        }
        Tensor start = in.constant(0);
        Tensor limit = in.constant(1);
        Tensor delta = in.constant(2);
        if (start == null || limit == null || delta == null) {
            return List.of(TensorSpec.of(in.dtype(0), Shape.UNKNOWN));
        }
        return List.of(TensorSpec.of(in.dtype(0), length(in, start, limit, delta)));
    }

    private static long length(OpContext context, Tensor start, Tensor limit, Tensor delta) {
        double step = delta.doubleAt(0);
        if (step == 0) {
            throw context.error("Requires delta != 0: 0");
        }
        if (step > 0 && start.doubleAt(0) > limit.doubleAt(0)) {
            throw context.error("Requires start <= limit when delta > 0: %s/%s", start, limit);
        }
        if (step < 0 && start.doubleAt(0) < limit.doubleAt(0)) {
            throw context.error("Requires start >= limit when delta < 0: %s/%s", start, limit);
        }
        return switch (start.dtype()) {
            case FLOAT32 -> (long) Math.ceil(Math.abs((limit.floats()[0] - start.floats()[0]) / delta.floats()[0]));
            case FLOAT64 -> (long) Math.ceil(Math.abs((limit.doubles()[0] - start.doubles()[0]) / step));
            default -> {
                long distance = ShapeRules.add(context, Integers.get(limit, 0), -Integers.get(start, 0));
                long stride = Integers.get(delta, 0);
                yield distance / stride + (distance % stride == 0 ? 0 : 1);
            }
        };
    }

    /** Sums up floats as TensorFlow does, with TensorFlow's rounding errors. */
    @Override
    public Kernel kernel(Signature signature) {
        return context -> {
            Tensor start = context.input(0);
            Tensor delta = context.input(2);
            Tensor output = context.output(0);
            int n = output.size();
            switch (output.dtype()) {
                case FLOAT32 -> {
                    float value = start.floats()[0];
                    for (int i = 0; i < n; i++, value += delta.floats()[0]) {
                        output.floats()[i] = value;
                    }
                }
                case FLOAT64 -> {
                    double value = start.doubles()[0];
                    for (int i = 0; i < n; i++, value += delta.doubles()[0]) {
                        output.doubles()[i] = value;
                    }
                }
                default -> {
                    for (int i = 0; i < n; i++) {
                        Integers.set(context, output, i, Integers.get(start, 0) + i * Integers.get(delta, 0));
                    }
                }
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("Tidx", op.input(0).dtype());
    }
}
