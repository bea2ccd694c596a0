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

/**
 * {@code num} numbers at equal distances from {@code start} to {@code stop}, both among them: TensorFlow's
 * {@code LinSpace}. Scalars of float32 or float64, and an int32 or int64 scalar of at least 1.
 */
public record LinSpace() implements NotDifferentiable {
    private static final DTypes SUPPORTED = DTypes.of(DType.FLOAT32, DType.FLOAT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        SUPPORTED.require(in, 0, "start");
        ShapeRules.requireSameType(in, 1, "stop", 0, "start");
        ShapeRules.requireIndex(in, 2, "num");
        for (int i = 0; i < 3; i++) {
            if (in.shape(i).hasRank() && !in.shape(i).isScalar()) {
                throw in.error(
                        "Shape must be rank 0 but is rank %d: start, stop and num are scalars",
                        in.shape(i).rank());
            }
        }
        Tensor num = in.constant(2);
        if (num != null && num.longAt(0) < 1) {
            throw in.error("Requires num > 0: %d", num.longAt(0));
        }
        return List.of(TensorSpec.of(in.dtype(0), num == null ? Shape.UNKNOWN : num.longAt(0)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.output(0).shape().dim(0);
        boolean single = signature.output(0).dtype() == DType.FLOAT32;
        return context -> {
            Tensor start = context.input(0);
            Tensor stop = context.input(1);
            Tensor output = context.output(0);
            if (single) {
                fill(output.floats(), n, start.floats()[0], stop.floats()[0]);
            } else {
                fill(output.doubles(), n, start.doubles()[0], stop.doubles()[0]);
            }
        };
    }

    private static void fill(float[] y, int n, float start, float stop) {
        float step = n == 1 ? 0 : (stop - start) / (n - 1);
        for (int i = 0; i < n; i++) {
            y[i] = start + step * i;
        }
        if (n > 1) {
            y[n - 1] = stop;
        }
    }

    private static void fill(double[] y, int n, double start, double stop) {
        double step = n == 1 ? 0 : (stop - start) / (n - 1);
        for (int i = 0; i < n; i++) {
            y[i] = start + step * i;
        }
        if (n > 1) {
            y[n - 1] = stop;
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tidx", op.input(2).dtype());
    }
}
